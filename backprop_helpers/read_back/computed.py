"""What was computed for a quantity: the expression that was written down, in short, or one that is searched for."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from ..mistakes.mistake import STEP
from ..notation.table import QUANTITIES
from .expression import LEAVES, MINUS, Expr, is_scalar, name, node, row, uses
from .fold import Folder, is_sigmoids
from .networks import Networks
from .record import expression_of
from .search import index

#: Functions that are matrix products.
_PRODUCTS = ("outer", "einsum", "tensordot", "inner", "vdot")
#: What is taken for a slope.
_SLOPES = ("a2 * (1 - a2)", "1 - a2 ** 2", "a1 * (1 - a1)", "1 - a1 ** 2")
#: What is folded like a quantity, though it is none.
_FOLDED = [*(f"sigmoid_prime({each})" for each in ("z1", "z2", "a1", "a2")), "sigmoid(a1)", "sigmoid(a2)"]


def computed(
    key: str,
    numbers: list,
    expr: Expr | None,
    networks: Networks,
    steps: Mapping[str, Sequence[Expr]],
    asked: Collection[str],
) -> Expr | None:
    """The short form of `expr`, or if this is None or odd, what else gives the numbers; None if nothing is found."""
    folder = _folder(key, networks, steps)
    found = folder.fold(expr) if expr else None
    is_deep = any(isinstance(each, list) for each in networks.each[0].values())  # too many to search through
    if not is_deep and (found is None or _is_odd(found)):
        found = _searched(key, numbers, networks, asked, folder) or found
    return found


def _searched(key: str, numbers: list, networks: Networks, asked: Collection[str], folder: Folder) -> Expr | None:
    """What gives these numbers: one number, or else an expression of what the function asks for, or of any quantity."""
    if all(np.ndim(each) == 2 and np.size(each) and np.ptp(each) == 0 for each in numbers):
        return networks.scalar([float(np.ravel(each)[0]) for each in numbers])
    given = [known for known, each in networks.each[0].items() if np.ndim(each) == 2 and known != key]
    arrays = [name(known) for known in given if known[:2] != "da" or is_sigmoids(known, networks)]
    slopes = [each for code in _SLOPES if (each := expression_of(code, networks))]
    mine = [each for each in arrays if each.args[0] in asked]
    found = (index(networks, (*some, *slopes)).find(numbers) for some in (mine, arrays))
    return folder.fold(each) if (each := next(filter(None, found), None)) else None


def _folder(key: str, networks: Networks, steps: Mapping[str, Sequence[Expr]]) -> Folder:
    """What goes into its formula: not itself, nor what is computed from it, and no gradient in the forward pass."""
    given, step, forward = networks.each[0], steps[key][-1], key in QUANTITIES and row(key).role != "gradient"
    names = [each for each in dict.fromkeys((*QUANTITIES, *given)) if not isinstance(given.get(each, []), list)]
    names = [each for each in names if not is_scalar(name(each)) and not (forward and row(each).role == "gradient")]
    itself = {each for each in names if networks.same(name(each), step) and (each == key or not uses(step, each))}
    names = [each for each in names if each not in itself and not comes_from(key, each, steps)]
    slopes = [ways[0] for each, ways in steps.items() if each[:2] == "da" and ways and not is_sigmoids(each, networks)]
    slopes += [each for code in _FOLDED if (each := expression_of(code, networks))]
    others = [each for each in slopes if not networks.same(each, step) and not uses(each, key)]
    others += [new for code in STEP.values() if key in STEP and (new := expression_of(code, networks))]
    gradients = [name(each) for each in names if "dL_d" in each]
    scales = ([MINUS], [name("N")], [MINUS, name("N")])
    return Folder(networks, names, others + [node("*", *scale, each) for each in gradients for scale in scales])


def comes_from(key: str, other: str, steps: Mapping[str, Sequence[Expr]]) -> bool:
    """Whether another quantity is computed from this one, directly or not: it does not belong in its formula."""
    used = [known for known in steps for way in steps.get(other, [])[:1] if known != other and uses(way, known)]
    return key in used or any(comes_from(key, known, steps) for known in used)


def held(expr: Expr, networks: Networks) -> frozenset[str]:
    """The quantities that are parts of an expression, and "@" if a matrix product is."""

    def below(expr: Expr) -> Iterator[Expr]:
        yield expr
        if expr.op not in LEAVES:
            yield from (node("*", *pair) for pair in combinations(expr.args, 2) if expr.op == "*")
            yield from (each for arg in expr.args for each in below(arg))

    every = [*below(expr)]
    known = [key for key, each in networks.each[0].items() if not isinstance(each, list)]
    products = {"@" for each in every if each.op == "@" or getattr(each.op, "__name__", "") in _PRODUCTS}
    return frozenset(products.union(key for key in known if any(networks.same(each, name(key)) for each in every)))


def _is_odd(expr: Expr) -> bool:
    """Whether it calls functions that stand in no formula, such as einsum."""
    called = getattr(expr.op, "__name__", "sigmoid")
    plain = isinstance(expr.op, np.ufunc) or hasattr(np.ndarray, called)
    plain = plain or called.startswith(("sigmoid", "zeros", "ones", "full"))
    return not plain or expr.op not in LEAVES and any(map(_is_odd, expr.args))
