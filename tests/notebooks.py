"""The notebooks for the tests: read from their files, and run here, cell by cell, without a kernel."""

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import nbformat

FOLDER = Path(__file__).parents[1] / "notebooks"
PATHS = sorted(FOLDER.glob("[0-9]*.ipynb"))  # the lessons; the test is no lesson
WITHOUT_PLOT = ("00", "01", "05", "06", "14")

_SOLUTION = re.compile(r"<details>\s*<summary>Solution</summary>\s*```python\n(.*?)```\s*</details>", re.DOTALL)


@cache
def read(path: Path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def cells(path: Path, cell_type: str | None = None, tag: str | None = None) -> list[nbformat.NotebookNode]:
    """The cells of one type, or with one tag, or all."""
    return [
        cell
        for cell in read(path).cells
        if cell_type in (None, cell.cell_type) and (tag is None or tag in cell.metadata.get("tags", []))
    ]


def prose(path: Path) -> list[str]:
    """The text of the markdown cells that are no solution, without code blocks."""
    texts = [cell.source for cell in cells(path, "markdown") if "solution" not in cell.metadata.get("tags", [])]
    return [re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE) for text in texts]


def exercises(path: Path) -> Iterator[tuple[nbformat.NotebookNode, nbformat.NotebookNode | None]]:
    """Each exercise and the cell after it, which should be its solution."""
    every = cells(path)
    for cell, after in zip(every, [*every[1:], None], strict=True):
        if "exercise" in cell.metadata.get("tags", []):
            yield cell, after


def solution_code(cell: nbformat.NotebookNode) -> str | None:
    """The code of a solution, or None when it is not one code block in a folded part called Solution."""
    found = _SOLUTION.fullmatch(cell.source.strip())
    return found[1] if found else None


def functions(code: str) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.FunctionDef)}


def filled_in(exercise: str, solution: str) -> str:
    """The exercise with its functions replaced by the solution's."""
    tree, solved = ast.parse(exercise), ast.parse(solution).body
    names = functions(solution)
    kept = [node for node in tree.body if getattr(node, "name", None) not in names]
    return ast.unparse(ast.Module([*kept[:-1], *solved, kept[-1]], []))


@dataclass
class Run:
    """What a run left behind: every variable, the value that each code cell ends with, and each exercise's feedback."""

    variables: dict
    values: list
    feedback: list

    def every(self, kind: type) -> dict[str, object]:
        """The things of one type by the name of their variable, also those that a cell only shows."""
        shown = {f"cell {number}": value for number, value in enumerate(self.values) if isinstance(value, kind)}
        named = {name: value for name, value in self.variables.items() if isinstance(value, kind)}
        return {
            name: thing for name, thing in {**shown, **named}.items() if name in named or thing not in named.values()
        }


def run(path: Path, solved: bool = False) -> Run:
    """Runs every code cell in one namespace, in the notebook's folder; with `solved`, solutions for exercises."""
    solutions = {cell.id: solution_code(after) for cell, after in exercises(path)} if solved else {}
    here, done = os.getcwd(), Run({"__name__": "__main__"}, [], [])
    os.chdir(FOLDER)
    try:
        for cell in cells(path, "code"):
            code = filled_in(cell.source, solutions[cell.id]) if cell.id in solutions else cell.source
            done.values.append(run_cell(code, f"{path.name}, cell {cell.id}", done.variables))
            if "exercise" in cell.metadata.get("tags", []):
                done.feedback.append(done.values[-1])
    finally:
        os.chdir(here)
    return done


def run_cell(code: str, place: str, variables: dict):
    """Runs the code; the value of its last line, if that is an expression."""
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, place, "exec"), variables)
    return eval(compile(ast.Expression(last.value), place, "eval"), variables) if last else None


class _Images(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self._cells = [], 0

    def handle_starttag(self, tag, attributes):
        self._cells += tag == "td"
        text = dict(attributes).get("alt")
        if tag == "img" and not (self._cells and text == ""):
            self.texts.append(text or "")

    def handle_endtag(self, tag):
        self._cells -= tag == "td"


def image_texts(html: str) -> list[str]:
    """Each image's text alternative, "" for none. In a table, whose cells say it, an ornament needs none."""
    parser = _Images()
    parser.feed(html)
    return parser.texts
