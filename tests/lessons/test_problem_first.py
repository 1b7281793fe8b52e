"""Each notebook poses its problem first: nothing above a prediction answers it, no cell above an exercise solves it."""

import ast
import re
from collections import Counter
from functools import cache

import pytest
from given_away import GIVEN_AWAY

from backprop_helpers.questions.bank import QUESTIONS
from notebooks import PATHS, cells, exercises, prose, solution_code

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
from_step_1 = pytest.mark.parametrize("path", PATHS[3:], ids=lambda path: path.stem)
ASKS = re.compile(r'\bask\("([^"]+)"\)')
FORMULA = re.compile(r"\$\$|\\partial|\\odot|\\delta")


def place(path, found):
    """The number of the first cell whose source has this."""
    return next((number for number, cell in enumerate(cells(path)) if re.search(found, cell.source)), None)


@cache
def shown_above(path, number):
    """The text that stands above a cell: what is written, and what the cells show before and after a run."""
    texts = []
    for cell in cells(path)[:number]:
        texts.append(cell.source if cell.cell_type == "markdown" else "")
        for output in cell.get("outputs", []):
            texts += [output.get("text", ""), *map(str, output.get("data", {}).values())]
    return re.sub(r"<[^>]+>", "", "\n".join(texts))


def asked(path):
    """The questions of a notebook: (number of the cell, name)."""
    return [(number, name) for number, cell in enumerate(cells(path, None)) for name in ASKS.findall(cell.source)]


EVERY_QUESTION = [pytest.param(path, *found, id=found[1]) for path in PATHS for found in asked(path)]


def answer(name):
    return next(option for option, tempts in QUESTIONS[name]["options"].items() if not tempts)


@from_step_1
def test_the_prediction_and_the_explorer_come_before_the_formula(path):
    first_question, first_explorer = place(path, ASKS), place(path, r"\bExplorer\(")
    first_formula = next(n for n, cell in enumerate(cells(path)) if FORMULA.search(cell.source))
    assert first_question < first_explorer < first_formula


def test_every_question_is_asked_once_and_says_what_would_give_it_away():
    names = [param.values[2] for param in EVERY_QUESTION]
    assert sorted(names) == sorted(QUESTIONS) == sorted(GIVEN_AWAY) and len(names) > 20


@pytest.mark.parametrize(("path", "number", "name"), EVERY_QUESTION)
def test_nothing_above_a_prediction_gives_it_away(path, number, name):
    above = shown_above(path, number)
    told = [pattern for pattern in GIVEN_AWAY[name] if re.search(pattern, above, re.IGNORECASE)]
    assert GIVEN_AWAY[name] and told == []
    assert answer(name).lower() not in above.lower() or len(answer(name)) < 3
    for number_told in re.findall(r"[−-]?\d+[.,·]\d+|10[⁻⁰¹²³⁴-⁹]+|\d{3,}", answer(name)):
        assert number_told not in above.replace("-", "−"), number_told


def test_the_right_option_stands_at_every_place_equally_often():
    places = {name: list(known["options"]).index(answer(name)) for name, known in QUESTIONS.items()}
    there, expected = Counter(places.values()), Counter()
    for known in QUESTIONS.values():
        expected.update({place: 1 / len(known["options"]) for place in range(len(known["options"]))})
    assert all(abs(there[place] - expected[place]) <= 1.5 for place in expected), (there, expected)
    in_order = "".join(map(str, places.values()))
    assert not re.search(r"(\d)\1\1", in_order), f"the same place three times in a row: {in_order}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_right_option_is_not_the_longest_by_far(name):
    longest = max(map(len, QUESTIONS[name]["options"].keys() - {answer(name)}))
    assert len(answer(name)) <= max(1.25 * longest, longest + 4)


def statements(code):
    """Each line of a function that computes something."""
    for function in ast.walk(ast.parse(code)):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                value = getattr(node, "value", None)
                if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return)) and isinstance(
                    value, (ast.BinOp, ast.Call)
                ):
                    yield ast.unparse(node.value)


@every_notebook
def test_no_line_of_a_solution_stands_in_a_cell_above(path):
    for exercise, solution in exercises(path):
        above = [cell.source for cell in cells(path)[: cells(path).index(exercise)] if cell.cell_type == "code"]
        lines = {
            ast.unparse(node) for code in above for node in ast.walk(ast.parse(code)) if isinstance(node, ast.expr)
        }
        assert [line for line in statements(solution_code(solution)) if line in lines] == []


def test_a_pass_to_put_in_order_comes_before_it_is_written_and_shows_no_line_unless_it_is_asked_for():
    found = [(path, *each) for path in PATHS for each in exercises(path) if place(path, r"\bOrder\(")]
    assert len(found) == 2
    for path, exercise, solution in found:
        number = place(path, r"\bOrder\(")
        assert number < cells(path).index(exercise) and "folded=True" in cells(path)[number].source
        shown = "".join(str(output.data) for output in cells(path)[number].outputs)
        assert shown and [line for line in statements(solution_code(solution)) if line in shown] == []


@every_notebook
def test_what_the_notebooks_were_made_from_is_named_in_the_first_alone(path):
    named = len(re.findall(r"\bprimer\b", " ".join(prose(path)), re.IGNORECASE))
    assert named == (path == PATHS[0])


@every_notebook
def test_no_cell_says_predict_where_the_question_says_it(path):
    for number, _ in asked(path):
        assert "**Predict" not in cells(path)[number - 1].source
