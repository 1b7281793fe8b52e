"""How a wrong gradient differs from the measured one: the kinds that `check_gradient` knows, each with a sentence."""

from dataclasses import dataclass

import numpy as np

from ..mathematics.slope import Slope
from ..style import number, numbers_apart
from .feedback import ALL_SIGNS
from .moving import Moving


@dataclass
class Slopes:
    """The slopes of the loss along some directions of one array: measured, and what the gradient says they are."""

    name: str
    gradient: np.ndarray
    slopes: list[Slope]
    claimed: np.ndarray
    turned: np.ndarray | None  # what the gradient's transpose says, if it has the same shape
    moving: Moving

    def __post_init__(self):
        self.measured, self.errors = (np.array([each[k] for each in self.slopes]) for k in (0, 1))
        self.wrong = [k for k, slope in enumerate(self.slopes) if not slope.fits]
        self.singly = len(self.slopes) == self.gradient.size

    def is_near(self, numbers: np.ndarray, part: slice = slice(None)) -> bool:
        """Whether these would be the right numbers, as far as can be measured."""
        allowed = 10 * self.moving.claimed**0.4 * np.abs(self.measured).max()
        return bool((np.abs(numbers - self.measured) <= allowed + 4 * self.errors)[part].all())

    def is_multiple(self, numbers: np.ndarray) -> bool:
        """Whether these are the right numbers times a factor, and nothing else is wrong with them."""
        largest = np.abs(self.measured).argmax()
        if not numbers[largest]:
            return False
        scaled, by = numbers * (self.measured[largest] / numbers[largest]), np.abs(self.claimed - self.measured).max()
        return self.is_near(scaled) and np.abs(scaled - self.measured).max() <= 0.1 * by

    def place(self, k: int) -> str:
        index = ", ".join(map(str, np.unravel_index(k, self.gradient.shape)))
        return f"{self.name}[{index}]" if index else self.name

    def said_at(self, k: int, mine: float, right: float) -> str:
        """One number of the gradient beside the right one, in words."""
        mine, right = numbers_apart(float(mine), float(right))
        where = f"At {self.place(k)} it" if self.gradient.size > 1 else "It"
        return f"{where} is {mine}, but should be {right}."


def kind_of(at: Slopes) -> tuple[str, str]:
    """The name of what is wrong with an array, and a sentence; empty if that is not known."""
    claimed, measured = at.claimed, at.measured
    largest = np.abs(measured).argmax()
    ratio, by = float(claimed[largest] / (measured[largest] or 1)), np.abs(claimed - measured).max()
    if at.singly and (kinks := [k for k in at.wrong if at.slopes[k].kink]):
        left, right = map(number, at.slopes[kinks[0]].kink)
        words = f"its slope is {left} on the left and {right} on the right, and a gradient lies between"
        return "kink", f"At {at.place(kinks[0])} the loss has a kink: {words}."
    if at.name not in at.moving.used:
        return "unused", f"Moving {at.name} does not change the loss: does it use the parameters that it is given?"
    if (np.abs(measured) <= 4 * at.errors).all():
        return "", "The right one is zero here, as far as can be measured."
    if not claimed.any():
        return "zero", "The gradient is zero everywhere: was it filled in?"
    if at.is_near(-claimed):
        return "sign", ALL_SIGNS
    if abs(ratio - 1) > 1e-3 and at.is_multiple(claimed):
        return _factor(ratio)
    if at.turned is not None and at.is_multiple(at.turned):
        times = float(at.turned[largest] / measured[largest])
        more = "" if abs(times - 1) < 1e-3 else f", times {number(times)}" if times > 0 else ", with the wrong sign"
        return "transposed", f"It is the transpose of the right one{more}."
    if not at.singly:
        return "", ""
    if len(at.wrong) == 1 < at.gradient.size:
        return "one_element", "All its other numbers are right."
    if at.is_near(np.copysign(claimed, measured)):
        return "signs", "Some signs are wrong; otherwise the numbers are right."
    if np.ptp(claimed) == 0 and abs(claimed[0] - measured.sum()) <= 1e-6 * np.abs(measured).sum():
        return "bias_sum", "Each of its numbers is the sum of the right ones."
    digits = [d for d in range(1, 8) if by <= 0.6 * 10.0**-d and np.array_equal(np.round(claimed, d), claimed)]
    if digits or by <= 1e-3 * abs(measured[largest]):
        return (
            "rounded",
            "The numbers agree to a few digits only: was something rounded on the way, or computed in float32?",
        )
    return "", f"{len(at.wrong)} of its {at.gradient.size} numbers are wrong."


def _factor(ratio: float) -> tuple[str, str]:
    """The name and the sentence for numbers that are all the same multiple of the right ones."""
    size, sign = abs(ratio), " and with the wrong sign" if ratio < 0 else ""
    times = max(size, 1 / size)
    whole = round(times)
    if abs(times / whole - 1) > 1e-3 or whole < 2:
        return "factor", f"Every number is {number(size)} times what it should be{sign}."
    said = f"Every number is {f'{whole} times' if size > 1 else f'1/{whole} of'} what it should be{sign}"
    if whole == 2:
        return "factor", f"{said}: perhaps the square in the loss has {'a ½ that was lost' if size > 1 else 'no ½'}."
    mean = f"a division by {whole} is missing" if size > 1 else f"it was divided by {whole} once too often"
    return "mean", f"{said}: perhaps {mean}, as for a mean over {whole} examples."
