"""A loss and its parameters, in any nest of dicts, lists and tuples: each number of them can be moved."""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from numbers import Real

import numpy as np

from .feedback import describe_type, join_words
from .running import LearnerError, Unusable, run

LARGEST = 1e100  # numbers beyond it have squares that overflow
WIDEST = 20_000_000  # so many numbers of float32 are moved in float64, if the loss can take them
DOUBLE = float(np.finfo(float).eps)


def is_branch(tree) -> bool:
    """Whether it holds several arrays. A list of plain numbers, or of rows of them, is an array."""
    if isinstance(tree, (list, tuple)):
        return any(is_branch(each) or getattr(each, "shape", ()) != () for each in tree)
    return isinstance(tree, Mapping)


def leaves(tree, name: str = "") -> Iterator[tuple[str, object]]:
    """The arrays of a nest, each with a name: W1, layers[0], layers[0]['W']; of a single array "parameters"."""
    if not is_branch(tree):
        yield name or "parameters", tree
        return
    is_dict = isinstance(tree, Mapping)
    for key, each in tree.items() if is_dict else enumerate(tree):
        yield from leaves(each, str(key) if is_dict and not name else f"{name or 'parameters'}[{key!r}]")


def numbers(name: str, given) -> np.ndarray:
    """Return real numbers as an array of floats. Raises `Unusable` if they are not real and finite numbers."""
    if given is None or given is ...:
        raise Unusable(f"Not answered yet: {name[0].lower()}{name[1:]} is still missing.", None)
    array = _array(given)
    if array.dtype.kind == "O" and all(isinstance(each, Real) for each in array.flat):
        with suppress(OverflowError):
            array = array.astype(float)
    if array.dtype.kind not in "biuf":
        raise Unusable(f"{name} should hold real numbers, but is {describe_type(given)}.", mistake="not_real")
    array = array if array.dtype.kind == "f" else array.astype(float)
    if not np.isfinite(array).all():
        place = [int(i) for i in np.argwhere(~np.isfinite(array))[0]]
        raise Unusable(f"{name} is not finite: it holds {array[tuple(place)]} at {place}.", mistake="not_finite")
    if float(np.abs(array).max(initial=0)) > LARGEST:
        raise Unusable(
            f"{name} holds numbers above {LARGEST:g} in size, too large to be compared.", mistake="too_large"
        )
    return array


def _array(given) -> np.ndarray:
    try:
        return np.asarray(given.detach() if hasattr(given, "detach") else given)  # a tensor of PyTorch
    except Exception:  # such as rows of different lengths
        return np.array(None)


class Moving:
    """A loss at parameters that can be moved. A loss without arguments sees its own arrays moved, and put back."""

    def __init__(self, loss: Callable, parameters):
        if not callable(loss):
            raise Unusable(f"The loss should be a function of the parameters, but is {describe_type(loss)}.")
        self._loss, self._tree, self._given = loss, parameters, dict(leaves(parameters))
        self._how, self.calls = self._way(), 0
        start = {name: numbers(name, each) for name, each in self._given.items()}
        if not any(array.size for array in start.values()):
            raise Unusable("There is no parameter to check.")
        self.arrays = {name: array.copy() for name, array in start.items()}
        self._start, self.used, self.stopped = start, set(), ""
        if self._how == "nothing":
            self._start, self.arrays = self.arrays, start
            if fixed := [
                name for name, each in start.items() if each is not self._given[name] or not each.flags.writeable
            ]:
                raise Unusable(
                    f"A loss without arguments needs arrays of floats to move; {join_words(fixed)} can't be moved."
                )
        self.precision = self.claimed = coarsest(start.values())

    def _way(self) -> str:
        """How the loss is called: with nothing, by name, with an argument for each parameter, or with all in one."""
        try:
            asked = inspect.signature(self._loss).parameters.values()
        except (ValueError, TypeError):
            return "all"
        if not asked:
            return "nothing"
        needed = [each for each in asked if each.default is each.empty or each.kind == each.VAR_POSITIONAL]
        if isinstance(self._tree, Mapping):
            by_name = all(each.kind == each.VAR_KEYWORD for each in asked)
            if by_name or set(self._tree) <= {each.name for each in asked}:
                return "names"
            if len(needed) > 1:
                other = f"{join_words(each.name for each in needed)}, but the parameters are {join_words(self._tree)}"
                raise Unusable(f"The loss asks for {other}: use the same names, or one argument for all of them.")
            return "all"
        several = len(needed) > 1 or needed and needed[0].kind == inspect.Parameter.VAR_POSITIONAL
        return "each" if several and (isinstance(self._tree, (list, tuple)) or np.ndim(self._tree)) else "all"

    def start(self) -> float:
        """Return the loss at the parameters as given. They are moved in float64 from then on, if the loss can take it.

        So a gradient in float32 is compared with a loss in float64, whose round-off and nearby kinks hide little.
        """
        given, coarse = (self.arrays, self._start), self.precision
        if coarse > DOUBLE and self._how != "nothing" and sum(array.size for array in self.arrays.values()) <= WIDEST:
            self.arrays, self._start = ({name: a.astype(float) for name, a in each.items()} for each in given)
            self.precision = DOUBLE
            with suppress(Unusable):
                self.at_start = self.value(quiet=False)
                if self.precision == DOUBLE:
                    return self.at_start
            (self.arrays, self._start), self.precision = given, coarse
        self.at_start = self.value(quiet=False)
        return self.at_start

    def value(self, quiet: bool = True) -> float:
        """Return the loss at the parameters as they are now. Raises `Unusable` if it is not one finite number."""
        arrays, self.calls = iter(self.arrays.values()), self.calls + 1

        def built(tree):
            if isinstance(tree, Mapping):
                return {key: built(each) for key, each in tree.items()}
            if is_branch(tree):
                return type(tree)(*map(built, tree)) if hasattr(tree, "_fields") else type(tree)(map(built, tree))
            array = next(arrays)
            return array if array.ndim or isinstance(tree, np.ndarray) else array[()]

        given = {"nothing": ((), {}), "names": ((), self._tree)}.get(self._how, ((self._tree,), {}))
        positional, named = [*map(built, given[0])], built(given[1])
        positional = [*positional[0]] if self._how == "each" else positional
        found = run(self._loss, *positional, quiet=quiet, watched=False, **named)
        if found is ... or found is None:
            raise Unusable("Not answered yet: fill in the ... in the loss and run this cell again.", None)
        loss = _array(found)
        if loss.dtype.kind not in "biuf":
            raise Unusable(f"The loss should be a real number, but is {describe_type(found)}.", mistake="loss")
        if loss.size != 1:
            one = "should be one number, but"
            if isinstance(found, (tuple, list)):
                raise Unusable(f"The loss {one} is {describe_type(found)}: return the loss alone.", mistake="loss")
            raise Unusable(f"The loss {one} has shape {loss.shape}: take the sum or the mean.", mistake="loss")
        if not np.isfinite(loss).all():
            raise Unusable(f"The loss is {loss.item()} at these parameters, so it has no gradient.", mistake="loss")
        if loss.dtype.kind == "f":
            self.precision, self.claimed = (max(each, coarsest([loss])) for each in (self.precision, self.claimed))
        return float(loss.item())

    def changed(self) -> list[str]:
        """The parameters that the loss has changed."""
        return [name for name, array in self.arrays.items() if not np.array_equal(array, self._start[name])]

    def put_back(self) -> None:
        """Make all parameters what they were."""
        for name, array in self.arrays.items():
            array[...] = self._start[name]

    def line(self, name: str, part: slice, direction: np.ndarray, gradient: np.ndarray) -> Callable:
        """Return t -> (the loss, what the gradient says), with t times the direction added to this part of an array."""
        array, start = self.arrays[name], self._start[name].reshape(-1)[part]
        flat = array.reshape(-1) if array.flags.c_contiguous else array.flat

        def at(t: float) -> tuple[float, float]:
            try:
                flat[part] = start + array.dtype.type(t) * direction
                value = self.value()
                self.used |= {name} if value != self.at_start else set()
                return value, dot(gradient, flat[part] - start)
            except Unusable as error:
                self.stopped = str(error) if isinstance(error, LearnerError) else ""
                return np.nan, np.nan
            finally:
                flat[part] = start

        return at


def coarsest(arrays: Iterable[np.ndarray]) -> float:
    """Return the relative precision of the least precise of these arrays, of float64 at best."""
    return max(DOUBLE, *(float(np.finfo(array.dtype).eps) for array in arrays))


def dot(one: np.ndarray, other: np.ndarray, chunk: int = 1 << 20) -> float:
    """Return the sum of products in double precision, whatever the arrays' own."""
    pieces = (slice(at, at + chunk) for at in range(0, one.size, chunk))
    return sum(float(np.dot(one[piece].astype(float), other[piece].astype(float))) for piece in pieces)
