"""The notation table's formulas, which are Python, written as mathematics: whole, by index, and with numbers.

So the formula on the screen is always the code that ran.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..style import factor
from .by_index import LIMITED, SIGNS, Pen, called, is_sum, tree, write
from .table import Element, quantity


def formula_of(name: str, examples: int = 1, functions=None) -> str:
    """Return the formula of a quantity, as Python, in a network with these `functions`; by default the primer's.

    Raises `ValueError` if it has none, as W1 and x.
    """
    known, own = quantity(name), functions.formulas(examples) if functions else {}
    code = own.get(name) or (known.batch_formula if examples > 1 and known.batch_formula else known.formula)
    if code is None:
        raise ValueError(f"{name} is given, not computed: it has no formula.")
    return code


def array_of(trace, name: str) -> np.ndarray:
    """Return a quantity or a size of a trace. Raises `ValueError` if a trace does not have it, as eta."""
    if name not in trace.sizes and not hasattr(trace, name):
        raise ValueError(f"{name} is not a quantity of a trace.")
    return np.asarray(trace.sizes[name] if name in trace.sizes else getattr(trace, name))


def value(trace, element: Element) -> float:
    """Return one number of a trace. Raises `ValueError` if the trace has no such element."""
    array = array_of(trace, element.name)
    element.check_in(array.shape)
    return float(array[element.place])


def _entry(name: str, row, column) -> str:
    symbol, indices = quantity(name).html, "".join(str(i) for i in (row, column) if i is not None)
    if not indices:
        return symbol
    return (symbol if name in ("x", "y") else f"({symbol})") + f"<sub>{indices}</sub>"


def _sum(letter: str, size: str, body: Callable[[object], str]) -> str:
    return body(None) if size == "N" else f"Σ<sub>{letter}</sub> {body(letter)}"


HTML = Pen(_entry, _sum, times=" ")


def index_form(name: str, pen: Pen = HTML, functions=None) -> str:
    """Return the right side of the formula for one element, by letters, for one example: Σ_j (W1)_ij x_j + (b1)_i."""
    known = quantity(name)
    return write(
        tree(formula_of(name, functions=functions)),
        known.row if known.shape else None,
        "j" if known.is_matrix else None,
        pen,
    )


def left_side(name: str, pen: Pen = HTML) -> str:
    """Return the element that `index_form` gives: (z1)_i."""
    known = quantity(name)
    return pen.entry(name, known.row if known.shape else None, "j" if known.is_matrix else None)


@dataclass(frozen=True)
class Expansion:
    """One element's sum written out, with names and with numbers, and the elements that it uses."""

    names: str
    numbers: str
    used: frozenset[Element]


def expand(trace, element: Element, show: Callable[[Element, str], str], code: str | None = None) -> Expansion:
    """Return the sum of one element of a trace; `show` turns an entry and its text (a name, a number) into HTML.

    `code` replaces the table's formula, to show a wrong one. Raises `ValueError` if the trace has no such element.
    """
    sizes, used = trace.sizes, set()

    def pen(text_of):
        def entry(name, row, column):
            found = Element(name, tuple(int(i) for i in (row, column) if i is not None))
            used.add(found)
            return show(found, text_of(found))

        return Pen(entry, total, half="½ [{}]".format)

    def total(letter, size, body):
        one_example = size == "N" and sizes["N"] == 1
        return body(None) if one_example else " + ".join(body(k) for k in range(sizes[size]))

    value(trace, element)  # refuses an element that the trace does not have
    row, column = (*element.index, None, None)[:2]
    node = tree(code or formula_of(element.name, sizes["N"], trace.functions))
    names = write(node, row, column, pen(lambda e: e.text))
    numbers = write(node, row, column, pen(lambda e: factor(value(trace, e))))
    return Expansion(names, numbers, frozenset(used))


@dataclass(frozen=True)
class Token:
    """A piece of a formula on its line: an array (with its name, perhaps transposed) or a sign between arrays."""

    text: str
    name: str | None = None
    transposed: bool = False


def tokens(name: str, examples: int = 1, code: str | None = None, functions=None) -> list[Token]:
    """Return the formula (or `code`) on one line: arrays and signs, with @ and ⊙ for the two products."""
    return _tokens(tree(code or formula_of(name, examples, functions)))


def _tokens(node: ast.expr, transposed: bool = False) -> list[Token]:
    match node:
        case ast.Name(id=name):
            return [Token(quantity(name).html + ("<sup>T</sup>" if transposed else ""), name, transposed)]
        case ast.Attribute(value=inner, attr="T"):
            return _tokens(inner, not transposed)
        case ast.BinOp(left=ast.Constant(value=0.5), right=right):
            return [Token("½"), *_tokens(right)]
        case ast.BinOp(left=ast.Name() as left, op=ast.Pow()):
            return [*_tokens(left), Token("²")]
        case ast.BinOp(left=left, op=ast.Pow()):
            return [Token("("), *_tokens(left), Token(")²")]
        case ast.BinOp(left=ast.BinOp(op=ast.Sub()) as left, op=ast.Div(), right=right):
            return [Token("("), *_tokens(left), Token(") /"), *_in_brackets(right, ast.BinOp)]
        case ast.BinOp(left=left, op=ast.Mult() as op, right=right):
            return [*_in_brackets(left), Token(SIGNS[type(op)]), *_in_brackets(right)]
        case ast.BinOp(left=left, op=op, right=right):
            return [*_tokens(left), Token(SIGNS[type(op)]), *_tokens(right)]
        case ast.UnaryOp(operand=inner):
            return [Token("−"), *_tokens(inner)]
        case ast.Constant(value=number):
            return [Token(str(number))]
        case ast.Call(func=ast.Name(id="sum"), args=[inner]):
            return [Token("Σ"), *_in_brackets(inner)]
        case ast.Call(func=ast.Attribute(value=inner, attr="sum")):
            axis = "row" if node.keywords[0].value.value else "column"
            return [Token(f"sum of each {axis} of"), *_tokens(inner)]
        case ast.Call(func=ast.Attribute(attr="ones_like")):
            return [Token("1")]
        case ast.Call(args=[inner, _]):
            before, after = LIMITED[node.func.attr].split("{}")
            return [Token(before), *_tokens(inner), Token(after)]
        case ast.Call(args=[inner]):
            return [Token(f"{called(node)}("), *_tokens(inner), Token(")")]
    raise NotImplementedError(f"no line for {ast.unparse(node)}")


def _in_brackets(node: ast.expr, kinds: type | tuple[type, ...] = ()) -> list[Token]:
    inner = _tokens(node)
    return [Token("("), *inner, Token(")")] if is_sum(node) or isinstance(node, kinds) else inner
