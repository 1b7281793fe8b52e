"""The check of any gradient, of any loss, by finite differences: which parameter is wrong first, and how."""

from collections.abc import Callable

import numpy as np

from ..mathematics.slope import ROUND_OFF, TINY, Slope, central, measure
from ..style import numbers_apart
from .feedback import Feedback, join_words
from .moving import DOUBLE, Moving, coarsest, dot, leaves, numbers
from .running import Unusable, gives_feedback
from .slopes import Slopes, kind_of

FEW = 200  # numbers of an array that are moved one by one; of a larger one, all at once along a random direction
AGAIN = 20  # values of the loss at the same place, to see whether it is random, if two for each slope were not enough


@gives_feedback("An error travels backward: start at the wrong parameter that is nearest to the loss.")
def check_gradient(loss: Callable, parameters, gradients) -> Feedback:
    """Compare gradients with central differences of a loss, and say which parameter is wrong first, and how.

    `parameters` is a dict of arrays of any shapes, a list or tuple, a nest of them, or one array or number; `gradients`
    has the same names and shapes. `loss` returns one number. It is called with copies: with the dict or list itself, or
    with each parameter by its name or place if its arguments say so. A loss without arguments is one that reads
    the arrays themselves; they are moved and put back. Others in float32 are moved in float64, if the loss can take it.

    Up to 200 numbers of an array are moved one by one, two values of the loss for each. A larger array is moved along a
    random direction, two values for all of it (in float32 along two directions), and halved in search of the wrong
    number only if they disagree.
    Never raises on an error in the loss or the gradients.
    """
    moving = Moving(loss, parameters)
    try:
        return _compare(moving, _named(moving, gradients))
    finally:
        moving.put_back()


def _named(moving: Moving, gradients) -> dict[str, np.ndarray]:
    """Return the gradients by the names of their parameters. Raises `Unusable` if one is missing or doesn't fit."""
    if gradients is None or gradients is ...:
        raise Unusable("Not answered yet: the gradients are still missing.", None)

    def meant(name: str) -> str:
        names = name, name.removeprefix("dL_d"), name.removeprefix("d")
        return next((each for each in names if each in moving.arrays), name)

    given = {meant(name): each for name, each in leaves(gradients)}
    if extra := [name for name in given if name not in moving.arrays]:
        said = f"There is a gradient of {join_words(extra)}, but the parameters are {join_words(moving.arrays)}."
        kept = " Give both in the same way: two dicts, two lists, or two arrays." * (not {*given} & {*moving.arrays})
        raise Unusable(said + kept, mistake="extra")
    if missing := [name for name in moving.arrays if name not in given]:
        raise Unusable(f"The gradient of {join_words(missing)} is missing.", mistake="missing")
    found = {name: numbers(f"The gradient of {name}", given[name]) for name in moving.arrays}
    for name, array in moving.arrays.items():
        if (shape := found[name].shape) != array.shape:
            turned = shape == array.shape[::-1] and " That is the shape of the transpose."
            said = f"The gradient of {name} has shape {shape}, but {name} has {array.shape}.{turned or ''}"
            raise Unusable(said, mistake="transposed" if turned else "shape")
    return found


def _compare(moving: Moving, gradients: dict[str, np.ndarray]) -> Feedback:
    start = moving.start()
    if changed := moving.changed():
        said = f"The loss changes {join_words(changed)} in place; it should only read its parameters."
        raise Unusable(said, mistake="changes_parameters")
    moving.claimed = max(moving.claimed, coarsest(gradients.values()))
    compared = [_measured(moving, name, gradient) for name, gradient in gradients.items() if gradient.size]
    doubts = moving.calls > 2 * (1 + sum(len(each.slopes) for each in compared))
    lost = ROUND_OFF * moving.precision * abs(start)
    if any(abs(moving.value() - start) > lost for _ in range(AGAIN if doubts else 1)):
        said = "The loss differs from call to call at the same parameters: is something in it random?"
        raise Unusable(said, mistake="random")
    wrong = [each for each in compared if each.wrong]
    faint = [each.name for each in compared if each.errors.min() > 0.05 * np.abs(each.claimed).max() > 0]
    if not wrong and len(faint) == len(compared):
        return Feedback(None, "No verdict: the gradient is too small beside the loss, whose round-off hides it.")
    if not wrong:
        return Feedback(True, _right(moving, compared, faint))
    told = [kind_of(each) for each in wrong]
    kind, said = told[0]
    where = _one_number(wrong[0])
    if not kind and not wrong[0].singly:
        kind, where = _search(moving, wrong[0])
    first = f"The first wrong gradient is that of {wrong[0].name}." if compared[1:] else "The gradient is wrong."
    alike = [each.name for each, one in zip(wrong, told, strict=True) if told[0][0] and one == told[0]][1:]
    groups = {
        "The same is wrong with": alike,
        "Wrong, too:": [each.name for each in wrong[1:] if each.name not in alike],
        "Right:": [each.name for each in compared if not each.wrong],
    }
    sentences = [first, where, said, *(f"{words} {join_words(names)}." for words, names in groups.items() if names)]
    kinds = dict.fromkeys(filter(None, (kind, *(name for name, _ in told[1:]))))
    return Feedback(False, " ".join(filter(None, sentences)), kinds)


def _measured(moving: Moving, name: str, gradient: np.ndarray) -> Slopes:
    """Measure along each number of an array by itself, or a large array along a random direction, or three if wrong."""
    flat, values = gradient.reshape(-1), np.abs(moving.arrays[name]).reshape(-1)
    is_square = gradient.ndim == 2 and gradient.shape[0] == gradient.shape[1] > 1
    turned, scale = gradient.T.reshape(-1) if is_square else None, np.sqrt(dot(values, values) / values.size) or 1.0
    slopes, claims, turns, draw = [], [], [], np.random.default_rng(0)
    if flat.size <= FEW:
        least = moving.claimed**0.375 * np.abs(flat).max()
        for k, claimed in enumerate(flat.astype(float)):
            at = slice(k, k + 1)
            slopes.append(_along(moving, name, at, max(values[k], scale), flat, abs(claimed) + least, values[k]))
        return Slopes(name, gradient, slopes, flat.astype(float), turned, moving)
    size, enough = np.sqrt(dot(flat, flat)), 1 if moving.claimed == DOUBLE else 2
    while len(slopes) < 3 and not (len(slopes) == enough and all(slope.fits for slope in slopes)):
        direction = draw.standard_normal(flat.size).astype(moving.arrays[name].dtype)
        claims.append(dot(flat, direction))
        turns += [dot(turned, direction)] if is_square else []
        if slopes and not slopes[0].fits:
            line = moving.line(name, slice(None), direction, flat)
            slopes.append(slopes[0]._replace(value=central(line, claims[-1], slopes[0].step)[0]))
        else:
            slopes.append(_along(moving, name, slice(None), scale, flat, size, None, direction))
    return Slopes(name, gradient, slopes, np.array(claims), np.array(turns) if is_square else None, moving)


def _along(moving: Moving, name: str, part: slice, scale: float, flat: np.ndarray, size: float, own, by=1.0) -> Slope:
    """Compare the slope of the loss along a direction, in which the numbers move by about so much."""
    direction = np.broadcast_to(by, flat[part].shape)
    line = moving.line(name, part, direction, flat[part])
    allowed = moving.claimed**0.4 * size + 10 * moving.claimed * abs(moving.at_start) / scale
    found = measure(line, dot(flat[part], direction), size, moving.precision, scale, allowed, own)
    if not np.isfinite(found.error):
        why = moving.stopped and f" {moving.stopped}"
        raise Unusable(f"The loss is not finite after a small move of {name}, so nothing can be compared.{why}")
    return found


def _one_number(at: Slopes) -> str:
    """The number that is furthest off, beside what it should be; of a large array, its slope in a direction."""
    k = max(at.wrong, key=lambda k: abs(at.claimed[k] - at.measured[k]))
    if at.singly:
        return at.said_at(k, at.claimed[k], at.measured[k])
    mine, right = numbers_apart(float(at.claimed[k]), float(at.measured[k]))
    return f"Along a random direction it promises a slope of {mine}, but the slope of the loss is {right}."


def _search(moving: Moving, at: Slopes) -> tuple[str, str]:
    """Halve a large array, always into the half that is further off, down to one number; say whether others are off."""
    flat, step = at.gradient.reshape(-1), at.slopes[0].step
    direction = np.random.default_rng(0).standard_normal(flat.size).astype(moving.arrays[at.name].dtype)

    def off(part: slice) -> float:
        return central(moving.line(at.name, part, direction[part], flat[part]), 0.0, step)[0]

    low, high, total = 0, flat.size, off(slice(None))
    while high - low > 1:
        middle = (low + high) // 2
        left = off(slice(low, middle))
        low, high, total = (low, middle, left) if 2 * abs(left) >= abs(total) else (middle, high, total - left)
    own, scale = float(abs(moving.arrays[at.name].reshape(-1)[low])), step / moving.precision ** (1 / 3)
    slope = _along(moving, at.name, slice(low, high), scale, flat, abs(flat[low]), own)
    if slope.fits:
        return "", _one_number(at)
    said = at.said_at(low, flat[low], slope.value)
    mended = at.claimed + (slope.value - flat[low]) * direction[low]
    if at.is_near(mended, slice(1)):
        return "one_element", f"{said} All its other numbers are right."
    return "", said


def _right(moving: Moving, compared: list[Slopes], faint: list[str]) -> str:
    known = [each for each in compared if each.name not in faint and np.abs(each.claimed).max() > TINY]
    errors = [each.errors.max() / np.abs(each.claimed).max() for each in known]
    digits = round(-np.log10(max(moving.claimed**0.4, *errors, 0.0)))
    said = f"Right to {digits} digit{'s' * (digits > 1)}, as {moving.calls} values of the loss show."
    if kinks := [
        each.place(k) for each in compared if each.singly for k, slope in enumerate(each.slopes) if slope.kink
    ]:
        said += f" At {join_words(kinks[:3])} the loss has a kink, and the gradient lies between its two slopes."
    if faint:
        said += f" The gradient of {join_words(faint)} is too small beside the loss to be checked well."
    return said
