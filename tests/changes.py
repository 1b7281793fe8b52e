"""The single changes of a solution: its source with one piece in the place of another, for each kind and each place."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import permutations

from backprop_helpers import MISTAKES, QUANTITIES

LISTS = ("weights", "z", "a")  # what a backward loop is given
SIZES = ("n", "h", "m", "N")
_SLOPE = "{0} * (1 - {0})"


def changes(source: str, wanted: tuple[str, ...], may_ask: bool) -> Iterator[tuple[str, str, str, str]]:
    """(kind, old piece, new piece, changed source) for every change; `may_ask`: for arguments the solution lacks."""
    tree = ast.parse(source)
    function, seen = tree.body[0], {ast.unparse(tree)}
    given = [argument.arg for argument in function.args.args]
    later = {node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for block, place, statement in list(_statements(function)):
        local = [*given, *_assigned_before(function, statement)]
        extra = [name for name in QUANTITIES if may_ask and name not in (*wanted, *local, *later)]
        for kind, old, new in _of_statement(block, place, statement, given):
            kept, start = list(block), block.index(old[0])
            block[start : start + len(old)] = new
            changed = _with_arguments(tree, extra)
            block[:] = kept
            if changed not in seen and not seen.add(changed):
                yield kind, "\n".join(map(ast.unparse, old)), "\n".join(map(ast.unparse, new)), changed
        for holder, field, index, node, whole in list(_expressions(statement)):
            old = ast.unparse(node)
            for kind, new in _of_expression(node, whole, local, extra):
                _put(holder, field, index, ast.parse(new, mode="eval").body)
                changed = _with_arguments(tree, extra)
                _put(holder, field, index, node)
                if changed not in seen and not seen.add(changed):
                    yield kind, old, new, changed


def _put(holder: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(holder, field, node)
    else:
        getattr(holder, field)[index] = node


def _with_arguments(tree: ast.Module, extra: list[str]) -> str:
    """The source, whose function asks for what a change brought in."""
    given = tree.body[0].args.args
    bound = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    used = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    new = [ast.arg(name) for name in extra if name in used - bound]
    tree.body[0].args.args = [*given, *new]
    source = ast.unparse(tree)
    tree.body[0].args.args = given
    return source


def _statements(node: ast.AST) -> Iterator[tuple[list, int, ast.stmt]]:
    for place, statement in enumerate(node.body):
        yield node.body, place, statement
        if hasattr(statement, "body"):
            yield from _statements(statement)


def _assigned_before(function: ast.FunctionDef, statement: ast.stmt) -> list[str]:
    names = [n for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys(n.id for n in names if n.lineno < statement.lineno))


def _expressions(statement: ast.stmt) -> Iterator[tuple]:
    """(holder, field, index, node, whether it is a whole value or a term) of what a statement computes."""
    if isinstance(statement, ast.Assign | ast.Return):
        values = statement.value.elts if isinstance(statement.value, ast.Tuple) else [statement.value]
        for index, value in enumerate(values):
            if isinstance(statement.value, ast.Tuple):
                yield statement.value, "elts", index, value, True
            else:
                yield statement, "value", None, value, True
            yield from _inside(value)


def _inside(node: ast.AST) -> Iterator[tuple]:
    for field, child in ast.iter_fields(node):
        for index, one in enumerate(child) if isinstance(child, list) else [(None, child)]:
            if isinstance(one, ast.expr) and field not in ("func", "keys", "slice"):
                term = (
                    isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) or isinstance(node, ast.Call)
                )
                yield node, field, index, one, term
            if isinstance(one, ast.AST) and field != "slice":
                yield from _inside(one)


def _of_statement(block: list, place: int, statement: ast.stmt, given: list[str]) -> Iterator[tuple[str, list, list]]:
    """Changes of the order of results and lines, of the number of a layer, and of an argument in place."""
    value = getattr(statement, "value", None)
    if isinstance(statement, ast.Return) and isinstance(value, ast.Tuple):
        for order in permutations(value.elts):
            if sum(a is not b for a, b in zip(order, value.elts, strict=True)) in (2, 3, len(order)):
                yield "results in another order", [statement], [ast.Return(ast.Tuple(list(order), ast.Load()))]
    if (
        isinstance(statement, ast.Assign)
        and isinstance(value, ast.BinOp)
        and isinstance(statement.targets[0], ast.Name)
    ):
        target, left, right = statement.targets[0].id, ast.unparse(value.left), ast.unparse(value.right)
        sign = {ast.Mult: "*", ast.Sub: "-", ast.Add: "+", ast.Div: "/"}.get(type(value.op))
        for one, other in ((left, right), (right, left)):
            if one.isidentifier() and sign and (one == left or sign in "*+"):
                lines = f"{one} {sign}= {other}" + ("" if one == target else f"\n{target} = {one}")
                yield "changed in place", [statement], ast.parse(lines).body
        for name in given:
            if f"{name} * (1 - {name})" in ast.unparse(statement):
                lines = (
                    f"{name} *= 1 - {name}\n{ast.unparse(statement).replace(f'* {name} * (1 - {name})', f'* {name}')}"
                )
                yield "changed in place", [statement], ast.parse(lines).body
    if isinstance(statement, ast.Assign) and any(ast.unparse(target) in given for target in statement.targets):
        needed = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        for first in range(place):  # an update is moved before lines that use the old parameter
            passed = block[first:place]
            if not needed & {ast.unparse(target) for line in passed for target in getattr(line, "targets", [])}:
                yield "changed too early", [*passed, statement], [statement, *passed]


def _of_expression(node: ast.expr, whole: bool, local: list[str], extra: list[str]) -> Iterator[tuple[str, str]]:
    """(kind, what stands in its place) for one piece of a formula."""
    text = ast.unparse(node)
    if isinstance(node, ast.Constant):
        yield from _of_constant(node, text)
    elif isinstance(node, ast.Tuple):
        yield "transposed", ast.unparse(ast.Tuple(node.elts[::-1], ast.Load()))
        yield "one size missing", f"({ast.unparse(node.elts[0])},)"
    elif {"n", "h", "m"} <= {*local} and not isinstance(node, ast.Dict):
        yield from _of_count(node, text, local)
    elif text in SIZES:
        yield from (("another size", name) for name in ("n", "h", "m", "1") if name in (*local, *extra, "1"))
    elif text == "eta":
        yield from (("another size", name) for name in ("1", "N", "m", "h") if name in (*local, *extra, "1"))
        yield "a factor doubled", "eta * eta"
    else:
        yield from _of_array(node, text, whole, local, extra)


def _of_constant(node: ast.Constant, text: str) -> Iterator[tuple[str, str]]:
    if isinstance(node.value, str):
        yield from (("another name", repr(name)) for name in MISTAKES)
    elif isinstance(node.value, int | float) and not isinstance(node.value, bool):
        yield from (("another number", f"{number}") for number in (0, 0.5, 1, 2, 3, -1) if str(number) != text)


def _of_array(node: ast.expr, text: str, whole: bool, local: list[str], extra: list[str]) -> Iterator[tuple[str, str]]:
    known, deep = {*local, *extra}, "weights" in local
    if isinstance(node, ast.Name) and (text in QUANTITIES or deep and text in ("delta", "y")):
        yield from _other_quantities(text, local, extra, deep)
    if deep and isinstance(node, ast.Subscript):
        yield from _other_entries(node)
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield "transposed", ast.unparse(node.value)
    elif "[None]" in text or text in ("L", "dL_dW", "dL_db", "np", *LISTS) or not _is_array(node):
        return
    else:
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
        yield from _of_product(node, text)
    yield from _of_slope(node, known)
    if isinstance(node, ast.Call):
        yield from _of_call(node, text, known)


def _of_count(node: ast.expr, text: str, local: list[str]) -> Iterator[tuple[str, str]]:
    """Changes of a number of multiplications or of a size."""
    if isinstance(node, ast.Name):
        yield from (("another size", name) for name in (*local, "1") if name != text)
    yield from (("a factor too many", f"{factor} * ({text})") for factor in ("2", "0.5", "-1", "n", "h", "m", "n * h"))
    yield from (("a term too many", f"{text} + {term}") for term in ("1", "n", "h", "m"))
    yield "zeros", "0"
    if isinstance(node, ast.BinOp):
        left, right = ast.unparse(node.left), ast.unparse(node.right)
        yield from (("a term left out", left), ("a term left out", right), ("sign", f"{left} - ({right})"))
        yield from (("multiplied instead", f"({left}) * ({right})"), ("added instead", f"{left} + {right}"))
        yield from _brackets(node)


def _is_array(node: ast.expr) -> bool:
    return isinstance(node, ast.Name | ast.BinOp | ast.UnaryOp | ast.Subscript | ast.Call)


def _other_quantities(name: str, local: list[str], extra: list[str], deep: bool) -> Iterator[tuple[str, str]]:
    if deep:
        others = [*(o for o in ("delta",) if o in local), "y", "a[0]", "a[-1]", "z[-1]"]
    else:
        shape = QUANTITIES[name].shape if name in QUANTITIES else ()
        others = [*(o for o in local if o in QUANTITIES), *(o for o in extra if QUANTITIES[o].shape == shape)]
    yield from (("another quantity", other) for other in others if other not in (name, "eta", *SIZES))


def _other_entries(node: ast.Subscript) -> Iterator[tuple[str, str]]:
    array, index = ast.unparse(node.value), ast.unparse(node.slice)
    if array in LISTS:
        yield from (("another quantity", f"{other}[{index}]") for other in LISTS if other != array)
        yield from (("another layer", f"{array}[{index} {step}]") for step in ("- 1", "+ 1"))
        yield "another layer", f"{array}[-1 - ({index})]"


def _of_product(node: ast.BinOp, text: str) -> Iterator[tuple[str, str]]:
    left, right = f"({ast.unparse(node.left)})", f"({ast.unparse(node.right)})"
    match node.op:
        case ast.Mult():
            yield from (
                ("a factor missing", left),
                ("a factor missing", right),
                ("a factor doubled", f"{left} * {text}"),
            )
            yield from (("a factor doubled", f"{text} * {right}"), ("divided instead", f"{left} / {right}"))
            yield from (("matrix product for elementwise", f"{left} @ {right}"), ("added instead", f"{left} + {right}"))
            yield "matrix product for elementwise", f"{left} @ {right}.T"
            yield "matrix product for elementwise", f"{left}.T @ {right}"
        case ast.MatMult():
            yield from (("a factor missing", left), ("a factor missing", right))
            yield from (
                ("elementwise for matrix product", f"{left} * {right}"),
                ("operands swapped", f"{right} @ {left}"),
            )
            yield "elementwise for matrix product", f"{left} * {right}.T"
            yield "elementwise for matrix product", f"{left}.T * {right}"
            yield "mean for sum", f"{text} / {left}.shape[1]"
            yield from (("first for sum", f"{left}[:, {k}] @ {right}[{k}]") for k in (":1", "-1:"))
        case ast.Div():
            yield from (
                ("a factor missing", left),
                ("a factor doubled", f"{text} / {right}"),
                ("multiplied", f"{left} * {right}"),
            )
        case ast.Add():
            yield from (("a term left out", left), ("a term left out", right), ("sign", f"{left} - {right}"))
            yield "multiplied instead", f"{left} * {right}"
        case ast.Sub():
            yield from (("a term left out", left), ("a term left out", f"-{right}"), ("sign", f"{right} - {left}"))
            yield from (("sign", f"{left} + {right}"), ("a term left out", right))
        case ast.Pow():
            yield from (
                ("a factor missing", left),
                ("a factor doubled", f"{text} * {left}"),
                ("absolute value", f"abs{left}"),
            )
    yield from _brackets(node)


def _brackets(node: ast.BinOp) -> Iterator[tuple[str, str]]:
    """The same signs in the same order, but brackets elsewhere."""
    signs = {ast.Mult: "*", ast.MatMult: "@", ast.Div: "/", ast.Add: "+", ast.Sub: "-", ast.Pow: "**"}
    sign, left, right = signs[type(node.op)], node.left, node.right
    if isinstance(left, ast.BinOp):
        a, b, inner = f"({ast.unparse(left.left)})", f"({ast.unparse(left.right)})", signs[type(left.op)]
        yield "brackets", f"{a} {inner} ({b} {sign} ({ast.unparse(right)}))"
    if isinstance(right, ast.BinOp):
        a, b, inner = f"({ast.unparse(right.left)})", f"({ast.unparse(right.right)})", signs[type(right.op)]
        yield "brackets", f"(({ast.unparse(left)}) {sign} {a}) {inner} {b}"


def _of_slope(node: ast.expr, known: set[str]) -> Iterator[tuple[str, str]]:
    """A slope of the sigmoid, X * a * (1 - a), sigmoid_prime(z) or da1_dz1, that is another slope, twice or missing."""
    text, before = ast.unparse(node), ""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "sigmoid_prime":
        z = ast.unparse(node.args[0])
        a = f"sigmoid({z})"
        yield "slope of the wrong thing", f"sigmoid_prime({z.replace('z', 'a', 1)})"
    elif text in ("da1_dz1", "da2_dz2"):
        z, a = text[-2:], f"a{text[2]}"
    elif isinstance(node, ast.BinOp) and isinstance(node.left, ast.BinOp):
        a, before = ast.unparse(node.left.right), f"({ast.unparse(node.left.left)}) * "
        if text != f"{ast.unparse(node.left)} * (1 - {a})":
            return
        z = a.replace("a", "z")
        yield "slope of the wrong thing", f"{before}{_SLOPE.format(before[:-3])}"
        yield "slope of the wrong thing", _SLOPE.format(before[:-3])
    else:
        return
    forms = [("slope of the wrong thing", f"sigmoid_prime({a})"), ("slope of the wrong thing", _SLOPE.format(z))]
    forms += [("slope of the wrong thing", _SLOPE.format(f"sigmoid({a})")), ("slope of the wrong thing", a)]
    forms += [("slope of another function", form) for form in (f"(1 - {a} ** 2)", f"({z} > 0)", f"({a} > 0)")]
    forms += [("slope of another function", form) for form in (f"(1 - np.tanh({z}) ** 2)", f"(1 - {z} ** 2)")]
    forms += [("slope of another function", form) for form in (f"(1 + {a})", f"{a} * (1 + {a})", f"sigmoid({z})")]
    forms += [("slope twice", f"({_SLOPE.format(a)}) ** 2"), ("slope missing", "1"), ("slope missing", z)]
    for kind, form in forms:
        names = {n.id for n in ast.walk(ast.parse(form)) if isinstance(n, ast.Name)}
        if names <= known | {"sigmoid", "sigmoid_prime", "np"}:
            yield kind, f"{before}{form}"


def _of_call(node: ast.Call, text: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """A sum that is a mean, the first or none, along another axis; a sigmoid that is another function."""
    name, inner = ast.unparse(node.func), ast.unparse(node.args[0]) if node.args else ""
    if name == "sigmoid":
        yield from (("another function", form.format(inner)) for form in ("{}", "np.tanh({})", "np.maximum(0, {})"))
        yield from (
            ("another function", form.format(inner)) for form in ("sigmoid_prime({})", "np.exp({})", "-sigmoid({})")
        )
        yield "minus in the exponent", f"1 / (1 + np.exp({inner}))"
        yield from (("brackets", f"1 / 1 + np.exp(-({inner}))"), ("sign", f"1 / (1 - np.exp(-({inner})))"))
        yield from (
            ("brackets", f"1 / (1 + np.exp(-{inner.split(' ')[0]}))"),
            ("a term left out", f"1 / np.exp(-({inner}))"),
        )
    if name == "np.sum":
        base = inner[1:].split(")")[0] if inner.startswith("(") else inner
        yield from (("mean for sum", f"np.mean({inner})"), ("no sum", inner), ("first for sum", f"({inner})[0, 0]"))
        yield from (("wrong axis", f"np.sum({inner}, axis={axis})") for axis in (0, 1))
        yield from (("wrong axis", f"np.sum({inner}, axis={axis}, keepdims=True)") for axis in (0, 1))
        yield from (("brackets", f"np.sum({base}) ** 2"), ("first for sum", f"({inner})[-1, 0]"))
        yield from (
            ("another function", form.format(inner)) for form in ("np.prod({})", "np.max({})", "np.linalg.norm({})")
        )
    if name.endswith(".sum"):
        array = name[: -len(".sum")]
        yield from (
            ("mean for sum", text.replace(".sum(", ".mean(")),
            ("no sum", array),
            ("wrong axis", f"{array}.sum()"),
        )
        yield from (("wrong axis", text.replace("axis=1", "axis=0")), ("wrong axis", f"{array}.sum(axis=1)"))
        yield from (("first for sum", f"{array}[:, {k}]") for k in (":1", "-1:"))
        yield "another function", text.replace(".sum(", ".max(")
