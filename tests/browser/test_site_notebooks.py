"""Notebooks on the site, in the browser's Python: run to the end, compared with what is stored, moved, answered.

`make test` runs the first; `make thorough` runs the others, and `make pyodide` all of them alone.
"""

import json
import re
import shutil

import nbformat
import pytest
from hands import (
    answers_of,
    commit,
    controls,
    drag,
    errors,
    pictures,
    reset,
    run_cell,
    sentence,
    settle,
    wait_for_other_pictures,
)
from lab import HANDLE, NotebookPage
from playwright.sync_api import expect

from notebooks import PATHS, exercises, filled_in, solution_code

pytestmark = pytest.mark.browser

NUMBER = re.compile(r"\d+(?:\.\d+)?e[+-]?\d+|\d+\.\d+")
FEW = PATHS[:1]
OUTPUTS = """() => window.jupyterapp.shell.currentWidget.context.model.sharedModel.cells.map(
    cell => cell.cell_type === 'code' ? [cell.getId(), cell.toJSON().outputs] : null).filter(Boolean)"""

#: How many modules are imported, and which Python has compiled itself: the site's compiled files say 1 there (PEP 552).
COMPILED_ANEW = """
import os, sys

def compiled_anew(spec):
    if not str(spec.origin).endswith(".py"):
        return False
    return not (spec.cached and os.path.exists(spec.cached) and open(spec.cached, "rb").read(5)[4])

specs = [module.__spec__ for module in sys.modules.values() if getattr(module, "__spec__", None)]
print(len(specs), *(spec.name for spec in specs if compiled_anew(spec)))
"""
PRINTED = """async code => {
    const {kernel} = window.jupyterapp.shell.currentWidget.sessionContext.session;
    const run = kernel.requestExecute({code, store_history: false});
    let said = '';
    run.onIOPub = ({content}) => { said += content.text ?? content.evalue ?? ''; };
    await run.done;
    return said;
}"""
RECORD = """() => window.jupyterapp.serviceManager.contents
    .get('my_backprop_record.txt', {content: true}).then(file => file.content)"""


@pytest.fixture(scope="module")
def lab_page(site, window):
    """A page for the site's JupyterLab, and the address of each request, of its workers too."""
    context = window.browser.new_context(viewport={"width": 1280, "height": 800})
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page(), asked
    context.close()


@pytest.fixture(
    scope="module",
    params=[pytest.param(path, id=path.stem, marks=() if path in FEW else pytest.mark.thorough) for path in PATHS],
)
def on_site(request, site, lab_page):
    """A notebook on the site after Run All, with its file here and whether every cell passed."""
    folder, server = site
    opened = NotebookPage(lab_page[0], server.lab, request.param.name)
    opened.path, opened.copy = request.param, nbformat.read(folder / "files" / request.param.name, as_version=4)
    opened.passed = opened.run_all()
    yield opened
    opened.leave()


def text(outputs, kind):
    """What a cell printed ("stream"), or what stands for its value ("text/plain")."""
    if kind == "stream":
        found = [output["text"] for output in outputs if output["output_type"] == "stream"]
    else:
        found = [output.get("data", {}).get(kind, "") for output in outputs]
    return "".join("".join(one) for one in found)


def round_off_aside(shown, stored):
    """Whether two texts say the same. Last digits and mere round-off differ from machine to machine."""
    ours, theirs = ([float(number) for number in NUMBER.findall(text)] for text in (shown, stored))
    return NUMBER.sub("#", shown) == NUMBER.sub("#", stored) and ours == pytest.approx(theirs, rel=1e-12, abs=1e-10)


def test_it_runs_to_its_end_and_nothing_is_red(on_site):
    assert on_site.passed
    expect(errors(on_site)).to_have_count(0)
    expect(on_site.notebook.locator(".jp-OutputArea").get_by_text("not found")).to_have_count(0)
    assert on_site.explorers and on_site.questions


@pytest.mark.parametrize("kind", ["stream", "text/plain"])
def test_it_prints_and_says_what_is_stored(on_site, kind):
    stored = {
        cell.id: text(cell.outputs, kind)
        for cell in nbformat.read(on_site.path, as_version=4).cells
        if cell.cell_type == "code"
    }
    shown = {name: text(outputs, kind) for name, outputs in on_site.page.evaluate(OUTPUTS)}
    assert shown.pop("version") == ""  # nothing to say: the notebook is the site's newest
    assert list(shown) == list(stored)
    asked = stored.pop("recall", "")  # what is asked again depends on the answers in notebooks before this one
    assert shown.get("recall", "").count("From notebook") == asked.count("From notebook")
    assert [(shown[name], said) for name, said in stored.items() if not round_off_aside(shown[name], said)] == []


def test_a_slider_of_each_explorer_follows_the_arrow_keys_and_the_mouse(on_site):
    keys = ("ArrowUp", "ArrowDown", "ArrowRight", "ArrowLeft")
    for explorer in on_site.explorers:
        control, *_ = controls(explorer)
        field, handle = control.get_by_role("spinbutton"), control.locator(HANDLE)
        for key in keys:
            at_end = field.get_attribute("max" if key in ("ArrowRight", "ArrowUp") else "min")
            before, shown = field.input_value(), pictures(explorer)
            handle.press(key)
            if before != at_end:
                expect(field).not_to_have_value(before)
                wait_for_other_pictures(explorer, shown)
            settle(on_site.page)
        said = sentence(explorer).inner_text()
        low, high = (float(field.get_attribute(end)) for end in ("min", "max"))
        drag(control, 0.2 if float(field.input_value()) > (low + high) / 2 else 0.8)
        expect(sentence(explorer)).not_to_have_text(said)
        reset(explorer)
        keys = keys[-2:]  # all four in the first explorer


def test_a_question_says_why_an_answer_is_wrong_and_which_is_right(on_site):
    for question in on_site.questions[:1]:  # every one is asked in JupyterLab
        right, wrong = answers_of(question)
        commit(question, wrong)
        expect(question.locator(".bp-sentence")).to_contain_text(f"✗ Not “{wrong}”")
        question.get_by_role("button", name="Ask again").click()
        commit(question, right)
        expect(question.locator(".bp-sentence")).to_contain_text(f"✓ Right: {right}.")
    if on_site.questions:
        kept = on_site.page.evaluate(RECORD)
        assert [json.loads(line)["kind"] for line in kept.splitlines()][-1] == "question"


def test_each_exercise_is_answered(on_site):
    places = [cell.id for cell in on_site.copy.cells]
    for cell, after in exercises(on_site.path):
        place = places.index(cell.id)
        assert run_cell(on_site, place, filled_in(cell.source, solution_code(after)))
        expect(on_site.notebook.locator(".jp-Cell").nth(place).locator(".jp-OutputArea")).to_contain_text("✓ Right")


def test_python_has_compiled_almost_nothing_for_it(on_site):
    if shutil.which("node") is None:
        pytest.skip("Without Node.js the site is built uncompiled.")
    every, *anew = on_site.page.evaluate(PRINTED, COMPILED_ANEW).split()
    assert int(every) > 1000 and len(anew) < int(every) / 20
    assert {"numpy", "matplotlib", "ipywidgets", "backprop_helpers"}.isdisjoint(name.split(".")[0] for name in anew)


def test_no_other_server_is_asked(on_site, site, lab_page):
    asked = [url for url in lab_page[1] if not re.match("data:|blob:", url)]
    assert [url for url in asked if url.endswith(".whl")]
    assert [url for url in asked if not url.startswith(site[1].home)] == []
