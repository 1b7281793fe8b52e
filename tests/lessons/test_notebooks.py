"""Each notebook as it is stored: complete, short, readable without sight, and with nothing of the package copied."""

import ast
import re

import pytest
from as_stored import LIVE, METADATA
from public import PUBLIC

from notebooks import FOLDER, PATHS, cells, exercises, functions, prose, read, solution_code

every_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]*)\)")
VAGUE = {"", "here", "link", "this", "click", "click here", "more", "read more", "this page", "this link"}


def words(text):
    """The words that are read: no formulas, no addresses, no tags."""
    for pattern in (r"\$\$.*?\$\$", r"\$[^$\n]*\$", r"(?<=\])\([^)]*\)", r"<[^>]*>"):
        text = re.sub(pattern, " ", text, flags=re.DOTALL)
    return re.findall(r"[^\W\d_][\w'’-]*", text)


def outputs(path):
    return [output for cell in cells(path, "code") for output in cell.outputs]


def test_the_notebooks_are_found_and_numbered_from_00():
    assert PATHS
    assert [path.name[:3] for path in PATHS] == [f"{number:02}_" for number in range(len(PATHS))]


# ---- stored outputs


@every_notebook
def test_every_cell_was_run_once_from_top_to_bottom(path):
    code = cells(path, "code")
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))


@every_notebook
def test_every_cell_that_ends_with_a_value_shows_it(path):
    for cell in cells(path, "code"):
        if isinstance(ast.parse(cell.source).body[-1], ast.Expr):
            assert cell.outputs, f"cell {cell.id} shows nothing: run make outputs"


@every_notebook
def test_no_cell_stopped_or_warned(path):
    for output in outputs(path):
        assert output.output_type != "error" and output.get("name") != "stderr", output


@every_notebook
def test_nothing_of_the_machine_that_ran_it_is_stored(path):
    assert read(path).metadata == METADATA
    for cell in cells(path):
        assert set(cell.metadata) <= {"tags", "jupyter"}, f"cell {cell.id}: {dict(cell.metadata)}"


@every_notebook
def test_before_a_run_the_reader_sees_still_pictures(path):
    for output in outputs(path):
        assert LIVE not in output.get("data", {})
        assert "<script" not in output.get("data", {}).get("text/html", "")


# ---- folded code


def folded(path):
    return [cell for cell in cells(path) if cell.metadata.get("jupyter") == {"source_hidden": True}]


def loaded(source):
    """The names that a cell reads."""
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}


def assigned(source):
    """The names that a cell leaves to later ones."""
    targets = [target for node in ast.parse(source).body if isinstance(node, ast.Assign) for target in node.targets]
    return {name for target in targets for name in loaded(ast.unparse(target))}


@every_notebook
def test_the_code_of_each_question_and_of_each_table_of_names_is_folded(path):
    asking = [cell for cell in cells(path, "code") if re.search(r"\b(ask|variables)\(", cell.source)]
    assert asking
    assert [cell.id for cell in asking if cell not in folded(path) and not assigned(cell.source)] == []
    assert [cell.id for cell in asking if cell not in folded(path) and "ask(" in cell.source] == []


@every_notebook
def test_no_code_is_folded_that_moves_checks_or_computes_or_that_another_cell_builds_on(path):
    for cell in folded(path):
        others = set().union(*(loaded(each.source) for each in cells(path, "code") if each is not cell))
        assert not (assigned(cell.source) & others), cell.id
        assert not functions(cell.source) and "import numpy" not in cell.source, cell.id
        assert not re.search(r"\b(Explorer|Player|BackgroundRun|ByHand|check\w*)\(|\.\.\.", cell.source), cell.id


def test_a_learner_opens_folded_code_with_one_click_and_edits_it():
    assert sum(len(folded(path)) for path in PATHS) > 30
    assert not [cell.id for path in PATHS for cell in folded(path) if cell.metadata.get("editable") is False]


# ---- short enough


@every_notebook
def test_a_notebook_has_10_to_25_cells(path):
    assert 10 <= len(cells(path)) <= 25


@every_notebook
def test_a_code_cell_has_at_most_15_lines(path):
    long = {cell.id: len(cell.source.splitlines()) for cell in cells(path, "code")}
    assert {name: lines for name, lines in long.items() if lines > 15} == {}


@every_notebook
def test_a_notebook_has_at_most_950_words(path):
    assert len(words(" ".join(prose(path)))) <= 950


# ---- readable


@every_notebook
def test_no_line_can_begin_with_the_comma_after_a_formula(path):
    """A browser may break a line between a formula and what follows it. What is inside the formula stays."""
    assert (
        re.findall(r"[^$\s][^$\n]{0,12}(?<!\$)\$[,.;]", re.sub(r"\$\$.*?\$\$", "", "\n".join(prose(path)), flags=re.S))
        == []
    )


@every_notebook
def test_each_link_leads_somewhere_and_says_where(path):
    for text, target in LINK.findall("\n".join(prose(path))):
        assert text.strip(" .*`").lower() not in VAGUE, f"[{text}]({target})"
        assert target.startswith("https://") or (FOLDER / target.split("#")[0]).is_file(), f"[{text}]({target})"


@every_notebook
def test_a_notebook_leads_back_and_forward(path):
    place, linked = PATHS.index(path), {target for _, target in LINK.findall("\n".join(prose(path)))}
    neighbours = {PATHS[i].name for i in (place - 1, place + 1) if 0 <= i < len(PATHS)}
    assert neighbours <= linked


# ---- exercises, and the package


@every_notebook
def test_each_exercise_has_its_solution_below(path):
    followed = []
    for cell, after in exercises(path):
        assert after is not None and "solution" in after.metadata.get("tags", []), f"exercise {cell.id} has no solution"
        code = solution_code(after)
        assert code, f"cell {after.id} should be <details><summary>Solution</summary> with one python block"
        assert functions(code).keys() == functions(cell.source).keys()
        assert "..." in cell.source and "..." not in code
        followed.append(after)
    assert followed == cells(path, tag="solution")
    assert {tag for cell in cells(path) for tag in cell.metadata.get("tags", [])} <= {"exercise", "solution"}


@every_notebook
def test_an_exercise_can_be_solved_with_numpy_since_np_is_imported_there_or_above(path):
    sources = [cell.source for cell in cells(path)]
    for exercise, _ in exercises(path):
        assert any("import numpy as np" in each for each in sources[: sources.index(exercise.source) + 1])


@every_notebook
def test_a_notebook_uses_only_what_the_package_offers(path):
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.ImportFrom):
                assert node.module == "backprop_helpers", ast.unparse(node)
                assert {name.name for name in node.names} <= set(PUBLIC), ast.unparse(node)
            if isinstance(node, ast.Import):
                assert {name.name for name in node.names} <= {"numpy", "time"}, ast.unparse(node)
            if isinstance(node, ast.Attribute):
                assert not node.attr.startswith("_"), ast.unparse(node)


def bodies(code):
    """What each function does, without its name and its docstring."""
    for name, function in functions(code).items():
        body = function.body[1:] if ast.get_docstring(function) else function.body
        yield name, "\n".join(map(ast.dump, body))


@pytest.fixture(scope="module")
def ours():
    """What each function of the package does, by its name."""
    package = FOLDER.parent / "backprop_helpers"
    return dict(pair for file in package.rglob("*.py") for pair in bodies(file.read_text(encoding="utf-8")))


@every_notebook
def test_a_notebook_copies_no_function_of_the_package(path, ours):
    assert "sigmoid" in ours
    for cell in cells(path, "code"):
        for name, body in bodies(cell.source):
            assert name not in PUBLIC and body not in ours.values(), f"{name} in cell {cell.id}"


def test_notation_lists_as_many_products_as_it_says():
    (text,) = [cell.source for cell in cells(FOLDER / "01_notation.ipynb", "markdown") if "products.**" in cell.source]
    count, listed = re.search(r"\*\*(\w+) products\.\*\* (.+)", text).groups()
    assert {"Two": 2, "Three": 3, "Four": 4}[count] == len(listed.split("; "))
