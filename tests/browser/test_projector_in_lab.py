"""Projector mode in JupyterLab, in a window of 1280 x 720: read from the last row, and gone without a trace."""

import pytest
from hands import settle
from lab import HANDLE, NotebookPage
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

LESSONS = ["02_forward_pass.ipynb", "08_update_rule.ipynb", "11_the_bug_that_still_learns.ipynb"]
REACHED = f"input, select:not(.bp-stops), button:enabled, {HANDLE}"
DRAWN = 20  # dots, in a diagram: a node's numbers have no room for more

#: [size in dots, whether it is drawn, text] of everything that can be read. Formulas and indices follow what is around.
SIZES = """() => [...document.querySelectorAll('.jp-OutputArea-output *, .jp-MarkdownOutput *')].flatMap(element => {
    const words = [...element.childNodes].filter(n => n.nodeType === 3).map(n => n.data.trim()).join('');
    const skipped = 'style, title, option, sub, sup, small, mjx-container *, .MathJax *, code, pre, .jp-mod-hidden *';
    const box = element.getBoundingClientRect();
    if (!words || element.closest(skipped) || box.width < 2 || element.closest('.bp-figures')) return [];
    const drawn = element.ownerSVGElement, scale = drawn ? element.getScreenCTM().a : 1;
    return [[parseFloat(getComputedStyle(element).fontSize) * scale, Boolean(drawn), words]];
})"""
#: How large each cell and each of its controls is.
LOOK = """() => [...document.querySelectorAll('.jp-Cell, .jp-OutputArea :is(input, svg, img)')].map(element => {
    const {width, height} = element.getBoundingClientRect();
    return [element.tagName, Math.round(width), Math.round(height), getComputedStyle(element).fontSize];
})"""

#: What an explorer shows beyond its right end.
TOO_WIDE = """explorer => [...explorer.querySelectorAll('.widget-vbox > *')]
    .filter(part => part.scrollWidth > part.clientWidth + 1).map(part => part.textContent.slice(0, 40))"""


@pytest.fixture(scope="module")
def page(window):
    opened = window.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=LESSONS, ids=lambda name: name[:2])
def lesson(request, page, own_server):
    opened = NotebookPage(page, own_server, request.param)
    opened.page.set_viewport_size({"width": 1280, "height": 720})
    opened.page.evaluate("window.jupyterapp.shell.collapseLeft()")
    assert opened.run_all()
    yield opened
    opened.leave()


@pytest.fixture
def projected(lesson):
    press(lesson, 0)
    yield lesson
    if switches(lesson).first.is_checked():
        press(lesson, 0)


def switches(lesson):
    return lesson.notebook.get_by_role("checkbox", name="projector")


def press(lesson, number):
    """Turns a switch, without a mouse."""
    switch = switches(lesson).nth(number)
    switch.focus()
    before = switch.is_checked()
    lesson.page.keyboard.press("Space")
    expect(switch).to_be_checked(checked=not before)
    settle(lesson.page)


def test_everything_can_be_read_from_the_last_row(projected):
    sizes = projected.page.evaluate(SIZES)
    assert len(sizes) > 50
    small = [words for size, drawn, words in sizes if size < (DRAWN if drawn else 23.99)]
    assert not small, small


def test_without_it_text_is_smaller(lesson):
    assert any(size < DRAWN for size, _, _ in lesson.page.evaluate(SIZES))


def test_the_code_of_explorers_and_questions_is_hidden_and_no_other(projected):
    cells = projected.notebook.locator(".jp-CodeCell")
    with_switch = cells.filter(has=projected.page.locator(".bp-projector"))
    others = cells.filter(has_not=projected.page.locator(".bp-projector, .jp-InputPlaceholder"))
    assert with_switch.count() and others.filter(has_text="...").count(), "an explorer and an exercise are there"
    for cell in with_switch.all():
        expect(cell.locator(".jp-InputArea-editor")).to_be_hidden()
    for cell in others.all():
        expect(cell.locator(".jp-InputArea-editor")).to_be_visible()


def test_handles_are_larger_and_nothing_is_wider_than_the_page(projected):
    for handle in projected.notebook.locator(HANDLE).all():
        assert handle.bounding_box()["width"] >= 28
    for explorer in projected.explorers:
        assert not explorer.evaluate(TOO_WIDE)


def test_no_control_lies_over_another(projected):
    for explorer in projected.explorers:
        boxes = [
            control.bounding_box() for control in explorer.locator(".bp-control input, .noUi-target, button").all()
        ]
        assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]


def overlap(a, b):
    across = min(a["x"] + a["width"], b["x"] + b["width"]) - max(a["x"], b["x"])
    down = min(a["y"] + a["height"], b["y"] + b["height"]) - max(a["y"], b["y"])
    return across > 1 and down > 1


def test_what_a_plot_says_stands_beside_it(projected):
    for row in projected.notebook.locator(".bp-row:has(> .bp-plot)").all():
        plot, words = (row.locator(f"> {each}").bounding_box() for each in (".bp-plot", "div"))
        assert words["x"] >= plot["x"] + plot["width"] and words["y"] < plot["y"] + plot["height"]


def test_the_mouse_reaches_every_control(projected):
    """What numbers a cell's output is gone, and so must be the button that lay over it and folds the output."""
    for control in projected.notebook.locator(f".jp-OutputArea :is({REACHED}):visible").all():
        control.click(trial=True)


def test_one_switch_turns_all_and_each_turns_it_back(lesson):
    before = lesson.page.evaluate(LOOK)
    press(lesson, 0)
    assert lesson.page.evaluate(LOOK) != before
    for switch in switches(lesson).all():
        expect(switch).to_be_checked()
    press(lesson, switches(lesson).count() - 1)
    for switch in switches(lesson).all():
        expect(switch).not_to_be_checked()
    assert lesson.page.evaluate(LOOK) == before


def test_it_leaves_nothing_in_the_notebook(lesson):
    saved = """async () => {
        const {context} = window.jupyterapp.shell.currentWidget;
        await context.save();
        return JSON.stringify(context.model.toJSON());
    }"""
    before = lesson.page.evaluate(saved)
    press(lesson, 0)
    assert not lesson.page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty")
    assert lesson.page.evaluate(saved) == before
    press(lesson, 0)


def test_the_eye_stays_where_it_was(lesson):
    for number in range(switches(lesson).count()):
        switches(lesson).nth(number).scroll_into_view_if_needed()
        press(lesson, number)
        expect(switches(lesson).nth(number)).to_be_in_viewport()
        press(lesson, number)


@pytest.mark.parametrize("lesson", ["02_forward_pass.ipynb", "07_step5_hidden_weights_and_bias.ipynb"], indirect=True)
def test_sliders_sentence_and_diagram_share_one_screen(projected):
    explorer = projected.explorers[0]
    controls, sentence = explorer.locator(".bp-control").first, explorer.locator(".bp-sentence").first
    controls.evaluate("controls => controls.scrollIntoView({block: 'start'})")
    for part in (controls, sentence, explorer.locator("svg").first):
        expect(part).to_be_in_viewport(ratio=0.99)
