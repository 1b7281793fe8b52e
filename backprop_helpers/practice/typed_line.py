"""A line of code that a reader typed for one step of backpropagation: made a function, and checked as any other."""

import ast
import builtins
import contextlib
import io
from collections.abc import Callable

import numpy as np

from ..exercises.call import LearnerFunction, table_row
from ..exercises.check import compare
from ..exercises.feedback import Feedback, hints_for
from ..exercises.names import known_as
from ..exercises.running import Unusable
from ..mathematics.network import sigmoid, sigmoid_prime
from ..notation.table import BACKWARD, QUANTITIES

_NAMES = {"np": np, "numpy": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}


def check_line(line: str, name: str) -> Feedback:
    """Return what `check` says to this line as the body of a function that computes the quantity `name`.

    The line may use what a pass knows before this step, `np`, `sigmoid` and `sigmoid_prime`.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return compare(LearnerFunction(function_of(line, name), [name]))
    except Unusable as unusable:
        return Feedback(unusable.correct, str(unusable), hints=hints_for(unusable.about))


def function_of(line: str, name: str) -> Callable:
    """Return a line as a function that asks for the quantities it names. Raises `Unusable` if it can't be one."""
    try:
        computed = _expression(line, name)
        code = ast.unparse(computed)
        asked = _asked(computed, name)
        made = compile(f"lambda {', '.join(asked)}: ({code})", "<your line>", "eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        if isinstance(error, Unusable):
            raise
        said = f": {error.msg}" if isinstance(error, SyntaxError) else ""
        raise Unusable(f"Python can't read this line{said}.") from None
    return eval(made, dict(_NAMES))  # noqa: S307 (the reader's own line, in the reader's own kernel)


def _expression(line: str, name: str) -> ast.expr:
    """Return what a line computes: `W2.T @ dL_dz2`, also after `dL_da1 =` or `return`."""
    match ast.parse(line.strip().replace("\N{MINUS SIGN}", "-")).body:
        case [] | [ast.Expr(value=ast.Constant(value=builtins.Ellipsis))]:
            raise Unusable(f"Nothing is typed yet. Type an expression that computes {name}.", None, [name])
        case [ast.Assign(targets=[ast.Name(id=other)])] if other != name:
            raise Unusable(f"This line computes {other}; the step asks for {name}.")
        case [ast.Expr(value=found) | ast.Return(value=ast.expr() as found) | ast.Assign(targets=[_], value=found)]:
            return found
    raise Unusable(f"Type one expression, as it stands to the right of {name} = in a program.")


def _asked(computed: ast.expr, name: str) -> list[str]:
    """Return the quantities that an expression uses. Raises `Unusable` if one is not known at this step."""
    nodes = [*ast.walk(computed)]
    own = {node.arg for node in nodes if isinstance(node, ast.arg)} | {*_NAMES}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    used = {node.id: None for node in nodes if isinstance(node, ast.Name) and node.id not in own and known_as(node.id)}
    for each in map(table_row, used):
        if each.name == name:
            raise Unusable(f"This line should compute {name}, so it can't use {name}.")
        if each.name in BACKWARD[BACKWARD.index(name) :]:
            raise Unusable(f"{each.name} is not known yet: the pass computes it after {name}.")
    return [each for each in QUANTITIES if each in used]
