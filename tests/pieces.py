"""What learners put in the place of a piece of a formula: (kind of the change, the other piece) for each of them.

In the texts, {0} and {1} are the two operands of a sign or what a function is of, and {2} is the whole piece.
"""

import ast
from collections.abc import Iterator

from backprop_helpers import MISTAKES, QUANTITIES

LISTS = ("weights", "z", "a")  # what a backward loop is given
SIZES = ("n", "h", "m", "N")
SIGNS = {ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.Add: "+", ast.Sub: "-", ast.Pow: "**"}
PRODUCTS = {
    "*": {
        "a factor missing": ("{0}", "{1}"),
        "a factor doubled": ("{0} * {2}", "{2} * {1}"),
        "divided instead": ("{0} / {1}",),
        "added instead": ("{0} + {1}",),
        "matrix product for elementwise": ("{0} @ {1}", "{0} @ {1}.T", "{0}.T @ {1}"),
    },
    "@": {
        "a factor missing": ("{0}", "{1}"),
        "elementwise for matrix product": ("{0} * {1}", "{0} * {1}.T", "{0}.T * {1}"),
        "operands swapped": ("{1} @ {0}",),
        "mean for sum": ("{2} / {0}.shape[1]",),
        "first for sum": ("{0}[:, :1] @ {1}[:1]", "{0}[:, -1:] @ {1}[-1:]"),
    },
    "/": {"a factor missing": ("{0}",), "a factor doubled": ("{2} / {1}",), "multiplied": ("{0} * {1}",)},
    "+": {"a term left out": ("{0}", "{1}"), "sign": ("{0} - {1}",), "multiplied instead": ("{0} * {1}",)},
    "-": {"a term left out": ("{0}", "-{1}", "{1}"), "sign": ("{1} - {0}", "{0} + {1}")},
    "**": {"a factor missing": ("{0}",), "a factor doubled": ("{2} * {0}",), "absolute value": ("abs{0}",)},
}
SIGMOID = {
    "another function": (
        *("{0}", "np.tanh({0})", "np.maximum(0, {0})", "sigmoid_prime({0})", "np.exp({0})", "-sigmoid({0})"),
    ),
    "minus in the exponent": ("1 / (1 + np.exp({0}))",),
    "brackets": ("1 / 1 + np.exp(-({0}))",),
    "sign": ("1 / (1 - np.exp(-({0})))",),
    "a term left out": ("1 / np.exp(-({0}))",),
}
SUM = {
    "mean for sum": ("np.mean({0})",),
    "no sum": ("{0}",),
    "first for sum": ("({0})[0, 0]", "({0})[-1, 0]"),
    "wrong axis": tuple(f"np.sum({{0}}, axis={axis}{kept})" for axis in (0, 1) for kept in ("", ", keepdims=True")),
    "another function": ("np.prod({0})", "np.max({0})", "np.linalg.norm({0})"),
}
ROW_SUM = {
    "mean for sum": ("{0}.mean(axis=1, keepdims=True)",),
    "no sum": ("{0}",),
    "wrong axis": ("{0}.sum()", "{0}.sum(axis=0, keepdims=True)", "{0}.sum(axis=1)"),
    "first for sum": ("{0}[:, :1]", "{0}[:, -1:]"),
    "another function": ("{0}.max(axis=1, keepdims=True)",),
}
#: Of a sigmoid from z, {0}, to a, {1}.
SLOPES = {
    "slope of the wrong thing": (
        *("sigmoid_prime({1})", "{0} * (1 - {0})", "sigmoid({1}) * (1 - sigmoid({1}))", "{1}"),
    ),
    "slope of another function": (
        *("(1 - {1} ** 2)", "({0} > 0)", "({1} > 0)", "(1 - np.tanh({0}) ** 2)", "(1 - {0} ** 2)"),
        *("(1 + {1})", "{1} * (1 + {1})", "sigmoid({0})"),
    ),
    "slope twice": ("({1} * (1 - {1})) ** 2",),
    "slope missing": ("1", "{0}"),
}


def _filled(table: dict[str, tuple[str, ...]], *parts: str) -> Iterator[tuple[str, str]]:
    yield from ((kind, text.format(*parts)) for kind, texts in table.items() for text in texts)


def of_constant(node: ast.Constant, text: str) -> Iterator[tuple[str, str]]:
    """Another number, or another name of a mistake."""
    if isinstance(node.value, str):
        yield from (("another name", repr(name)) for name in MISTAKES)
    elif not isinstance(node.value, bool | None):
        yield from (("another number", f"{number}") for number in (0, 0.5, 1, 2, 3, -1) if str(number) != text)


def of_count(node: ast.expr, text: str, local: list[str]) -> Iterator[tuple[str, str]]:
    """Changes of a number of multiplications or of a size."""
    if isinstance(node, ast.Name):
        yield from (("another size", name) for name in (*local, "1") if name != text)
    yield from (("a factor too many", f"{factor} * ({text})") for factor in ("2", "0.5", "-1", "n", "h", "m", "n * h"))
    yield from (("a term too many", f"{text} + {term}") for term in ("1", "n", "h", "m"))
    yield "zeros", "0"
    if isinstance(node, ast.BinOp):
        yield from _filled({**PRODUCTS["+"], "added instead": ("{0} + {1}",)}, *_operands(node), text)
        yield from _brackets(node)


def of_array(node: ast.expr, text: str, whole: bool, local: list[str], extra: list[str]) -> Iterator[tuple[str, str]]:
    """Changes of an array, which is `whole` if a factor may be put before it.

    `local` are the names that are known there, `extra` those that the function can ask for.
    """
    known, deep = {*local, *extra}, "weights" in local
    if isinstance(node, ast.Name) and (text in QUANTITIES or deep and text in ("delta", "y")):
        yield from _other_quantities(text, local, extra, deep)
    if deep and isinstance(node, ast.Subscript):
        yield from _other_entries(node)
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield "transposed", ast.unparse(node.value)
    arrays = ast.Name | ast.BinOp | ast.UnaryOp | ast.Subscript | ast.Call
    if not isinstance(node, arrays) or "[None]" in text or text in ("L", "dL_dW", "dL_db", "np", *LISTS):
        return
    yield "transposed", f"({text}).T"
    if whole:
        sizes = {"N": "y.shape[1]", "m": "len(y)", "h": "len(a[1])"} if deep else {name: name for name in "Nmh"}
        factors = ["2", "0.5", "-1", *(f"1 / {size}" for name, size in sizes.items() if deep or name in known)]
        factors += ["eta"] if "eta" in known else ["0.1"] if deep else []
        yield from (("a factor too many", f"{factor} * ({text})") for factor in factors)
        yield from (("zeros", f"np.zeros_like({text})"), ("ones", f"np.ones_like({text})"))
        yield "only the first", f"({text})[:1]"
    if isinstance(node, ast.UnaryOp):
        yield "minus in the exponent", ast.unparse(node.operand)
    if isinstance(node, ast.BinOp):
        yield from _filled(PRODUCTS[SIGNS[type(node.op)]], *_operands(node), text)
        yield from _brackets(node)
    yield from _of_slope(node, text, known)
    if isinstance(node, ast.Call):
        yield from _of_call(node)


def _other_quantities(name: str, local: list[str], extra: list[str], deep: bool) -> Iterator[tuple[str, str]]:
    """Whatever is known, and what can be asked for if it has the same shape."""
    if deep:
        others = [*(o for o in ("delta",) if o in local), "y", "a[0]", "a[-1]", "z[-1]"]
    else:
        shape = QUANTITIES[name].shape
        others = [*(o for o in local if o in QUANTITIES), *(o for o in extra if QUANTITIES[o].shape == shape)]
    yield from (("another quantity", other) for other in others if other not in (name, "eta", *SIZES))


def _other_entries(node: ast.Subscript) -> Iterator[tuple[str, str]]:
    array, index = ast.unparse(node.value), ast.unparse(node.slice)
    if array in LISTS:
        yield from (("another quantity", f"{other}[{index}]") for other in LISTS if other != array)
        yield from (("another layer", f"{array}[{other}]") for other in (f"{index} - 1", f"{index} + 1"))
        yield "another layer", f"{array}[-1 - ({index})]"


def _brackets(node: ast.BinOp) -> Iterator[tuple[str, str]]:
    """The same signs in the same order, but brackets elsewhere."""
    sign, (left, right) = SIGNS[type(node.op)], _operands(node)
    if isinstance(node.left, ast.BinOp):
        a, b = _operands(node.left)
        yield "brackets", f"{a} {SIGNS[type(node.left.op)]} ({b} {sign} {right})"
    if isinstance(node.right, ast.BinOp):
        a, b = _operands(node.right)
        yield "brackets", f"({left} {sign} {a}) {SIGNS[type(node.right.op)]} {b}"


def _operands(node: ast.BinOp) -> tuple[str, str]:
    return f"({ast.unparse(node.left)})", f"({ast.unparse(node.right)})"


def _of_slope(node: ast.expr, text: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """What stands for a slope of the sigmoid: in X * a * (1 - a), sigmoid_prime(z) or da1_dz1."""
    before = ""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "sigmoid_prime":
        z = ast.unparse(node.args[0])
        a = f"sigmoid({z})"
        yield "slope of the wrong thing", f"sigmoid_prime({z.replace('z', 'a', 1)})"
    elif text in ("da1_dz1", "da2_dz2"):
        z, a = text[-2:], f"a{text[2]}"
    elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.BinOp):
        a, factor = ast.unparse(node.left.right), f"({ast.unparse(node.left.left)})"
        if text != f"{ast.unparse(node.left)} * (1 - {a})":
            return
        z, before = a.replace("a", "z"), f"{factor} * "
        yield "slope of the wrong thing", f"{before}{factor} * (1 - {factor})"
        yield "slope of the wrong thing", f"{factor} * (1 - {factor})"
    else:
        return
    for kind, form in _filled(SLOPES, z, a):
        names = {n.id for n in ast.walk(ast.parse(form)) if isinstance(n, ast.Name)}
        if names <= known | {"sigmoid", "sigmoid_prime", "np"}:
            yield kind, f"{before}{form}"


def _of_call(node: ast.Call) -> Iterator[tuple[str, str]]:
    """A sigmoid that is another function; a sum that is a mean, the first or none, along another axis."""
    name, inner = ast.unparse(node.func), ast.unparse(node.args[0]) if node.args else ""
    if name == "sigmoid":
        yield from _filled(SIGMOID, inner)
    if name == "np.sum":
        yield from _filled(SUM, inner)
        if isinstance(node.args[0], ast.BinOp):
            yield "brackets", f"np.sum({ast.unparse(node.args[0].left)}) ** 2"
    if name.endswith(".sum") and not node.args:
        yield from _filled(ROW_SUM, name[: -len(".sum")])
