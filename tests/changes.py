"""The single changes of a solution: its source with one piece in the place of another, for each kind and each place."""

import ast
from collections.abc import Iterator
from itertools import permutations

from pieces import SIZES, of_array, of_constant, of_count

from backprop_helpers import QUANTITIES


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
                is_sum = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)
                yield node, field, index, one, is_sum or isinstance(node, ast.Call)
            if isinstance(one, ast.AST) and field != "slice":
                yield from _inside(one)


def _of_statement(block: list, place: int, statement: ast.stmt, given: list[str]) -> Iterator[tuple[str, list, list]]:
    """Changes of the order of results and lines, of the number of a layer, and of an argument in place."""
    value = getattr(statement, "value", None)
    if isinstance(statement, ast.Return) and isinstance(value, ast.Tuple):
        for order in permutations(value.elts):
            if sum(a is not b for a, b in zip(order, value.elts, strict=True)) in (2, 3, len(order)):
                yield "results in another order", [statement], [ast.Return(ast.Tuple(list(order), ast.Load()))]
    if isinstance(statement, ast.Assign) and isinstance(value, ast.BinOp):
        yield from (("changed in place", [statement], ast.parse(lines).body) for lines in _in_place(statement, given))
    if isinstance(statement, ast.Assign) and any(ast.unparse(target) in given for target in statement.targets):
        needed = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}
        for first in range(place):  # an update is moved before lines that use the old parameter
            passed = block[first:place]
            if not needed & {ast.unparse(target) for line in passed for target in getattr(line, "targets", [])}:
                yield "changed too early", [*passed, statement], [statement, *passed]


def _in_place(statement: ast.Assign, given: list[str]) -> Iterator[str]:
    """The same numbers for the statement's own target, but an argument is another afterwards."""
    target, text, value = ast.unparse(statement.targets[0]), ast.unparse(statement), statement.value
    left, right = ast.unparse(value.left), ast.unparse(value.right)
    sign = {ast.Mult: "*", ast.Sub: "-", ast.Add: "+", ast.Div: "/"}.get(type(value.op))
    for one, other in ((left, right), (right, left)):
        if one.isidentifier() and target.isidentifier() and sign and (one == left or sign in "*+"):
            yield f"{one} {sign}= {other}" + ("" if one == target else f"\n{target} = {one}")
    for name in given:
        if f"* {name} * (1 - {name})" in text:
            yield f"{name} *= 1 - {name}\n{text.replace(f'* {name} * (1 - {name})', f'* {name}')}"


def _of_expression(node: ast.expr, whole: bool, local: list[str], extra: list[str]) -> Iterator[tuple[str, str]]:
    """(kind, what may stand in the place of one piece of a formula)."""
    text = ast.unparse(node)
    if isinstance(node, ast.Constant):
        yield from of_constant(node, text)
    elif isinstance(node, ast.Tuple):
        yield "transposed", ast.unparse(ast.Tuple(node.elts[::-1], ast.Load()))
        yield "one size missing", f"({ast.unparse(node.elts[0])},)"
    elif {"n", "h", "m"} <= {*local} and not isinstance(node, ast.Dict):
        yield from of_count(node, text, local)
    elif text in SIZES:
        yield from (("another size", name) for name in ("n", "h", "m", "1") if name in (*local, *extra, "1"))
    elif text == "eta":
        yield from (("another size", name) for name in ("1", "N", "m", "h") if name in (*local, *extra, "1"))
        yield "a factor doubled", "eta * eta"
    else:
        yield from of_array(node, text, whole, local, extra)
