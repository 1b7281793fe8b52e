"""The notation's names for quantities that a learner calls otherwise: dL_dz2 for δ2, delta_2, dz2 or dZ2."""

from collections.abc import Iterator
from functools import cache

from ..notation.table import QUANTITIES, Quantity, quantity
from .feedback import describe_type

_SIGNS = str.maketrans("∂₀₁₂₃₄₅₆₇₈₉", "d0123456789", "_/′ ")
_WORDS = {"δ": "delta", "η": "eta", "σ": "sigma", "ŷ": "yhat"}
#: What else the field calls a quantity, in the form that `_plain` gives.
_ALSO = {
    "x": ("a0", "input", "inputs"),
    "a2": ("yhat", "ypred", "prediction", "output"),
    "y": ("t", "target", "targets", "label", "labels", "ytrue"),
    "loss": ("l", "c", "cost"),
    "eta": ("lr", "alpha", "learningrate"),
}


def _plain(name: str) -> str:
    """A name without case, signs and Greek letters."""
    for sign, word in _WORDS.items():
        name = name.replace(sign, word)
    return name.translate(_SIGNS).lower()


def _forms(name: str) -> Iterator[str]:
    """The ways to write a quantity's name, without case and signs."""
    plain = _plain(name)
    yield from (plain, *_ALSO.get(name, ()))
    if name.startswith("dL_d"):
        of = plain.removeprefix("dld")
        yield from (f"{before}{of}" for before in ("d", "delta", "grad", "dloss", "dlossd", "dcd", "djd", "ded"))
        yield f"{of}grad"
        if of[0] == "z":  # the field's delta of a layer
            yield from (f"{word}{of[1:]}" for word in ("delta", "d", "error"))
    elif name.startswith("da"):
        yield from (f"{word}{name[-1]}" for word in ("sigmaprime", "sigmoidprime", "slope", "dsigmoid", "dsigma"))


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for name in QUANTITIES:
        for form in _forms(name):
            table[form] = (*table.get(form, ()), name)
    return table


def known_as(name: str) -> tuple[str, ...]:
    """Return the quantities that a learner may call by this name: themselves first, then by other words for them."""
    return (name,) if name in QUANTITIES else _table().get(_plain(name), ())


def row_of(name, asked: bool = False) -> Quantity:
    """Return the row of the notation table for a name.

    Raises `ValueError` with a sentence for a learner, also if the name is of another notation; `asked` says that it is
    an argument of their function.
    """
    before = f"The function asks for {name}. " if asked else ""
    if not isinstance(name, str):
        raise ValueError(f"{before}The name of a quantity is a string such as 'dL_dW2'; this is {describe_type(name)}.")
    if name not in QUANTITIES and (known := known_as(name)):
        raise ValueError(f"{before or f'There is no {name}. '}Here it is called {' or '.join(known)}.")
    try:
        return quantity(name)
    except ValueError as error:
        raise ValueError(f"{before}{error}") from None
