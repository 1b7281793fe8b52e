"""What the notebooks ask for: each exercise with its solution, and the line that has an answer checked."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property

import backprop_helpers
import notebooks


@dataclass(frozen=True)
class Exercise:
    """An exercise of a notebook: its solution, and the line that has an answer checked, as the learner runs it."""

    number: str
    solution: str
    line: str

    @cached_property
    def checker(self) -> str:
        return ast.parse(self.line).body[0].value.func.id

    @cached_property
    def wanted(self) -> tuple[str, ...]:
        names = [ast.literal_eval(node) for node in ast.parse(self.line).body[0].value.args[1:]]
        return tuple(names[0]) if names and isinstance(names[0], tuple) else tuple(names)

    @cached_property
    def cases(self) -> tuple[str, ...]:
        """The cases that the exercise is about; none if it is about the ordinary network."""
        keywords = {each.arg: ast.literal_eval(each.value) for each in ast.parse(self.line).body[0].value.keywords}
        found = keywords.get("case", ())
        return (found,) if isinstance(found, str) else tuple(found)

    def ask(self, function):
        """What the check says to this answer."""
        name = ast.parse(self.line).body[0].value.args[0].id
        return eval(self.line, {self.checker: getattr(backprop_helpers, self.checker), name: function})


@cache
def exercises() -> tuple[Exercise, ...]:
    """Every exercise of the notebooks."""
    found = []
    for path in notebooks.PATHS:
        for cell, after in notebooks.exercises(path):
            last = ast.parse(cell.source).body[-1]
            found.append(Exercise(path.name[:2], notebooks.solution_code(after), ast.unparse(last)))
    return tuple(found)


def exercise_of(asked: str | tuple[str, ...]) -> Exercise:
    """The exercise about these quantities, or with the check of this name; "batch" is the one about batches."""
    checked = {"batch": "12", "update": "08", "backward": "10", "count": "09", "shapes": "01"}
    if asked in checked:
        return next(each for each in exercises() if each.number == checked[asked])
    ordinary = [each for each in exercises() if each.checker == "check" and not each.cases]
    found = (each for each in ordinary if each.wanted in (asked, (asked,)))
    return next(found, None) or Exercise("", "def f(): pass", f"check(f, {asked!r})")


def arguments(source: str) -> list[str]:
    return [argument.arg for argument in ast.parse(source).body[0].args.args]
