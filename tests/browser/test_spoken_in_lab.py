"""What a screen reader hears in JupyterLab: words once they rest, also where an explorer is shown twice."""

from itertools import pairwise

import pytest
from lab import HANDLE
from playwright.sync_api import expect
from reading import assert_axe_finds_nothing_serious, assert_each_text_can_be_read, read

pytestmark = [pytest.mark.browser, pytest.mark.thorough]
NOTEBOOK = "00_start_here.ipynb"

TWICE = """from backprop_helpers import Explorer, Network, ask
explorer = Explorer(Network.random(2, 3, 2), [0.5, -1], [0, 1], sliders=["x[0]"], views=["diagram", "gradients"])
display(explorer, explorer, ask("sign of a gradient"))"""
#: What stands in the regions of an output with the role "status", each time that it has changed; and since when which
#: sentence is seen.
LISTEN = """output => {
    window.shown = [];
    window.heard = [];
    const owned = () => [...output.querySelectorAll('[role=status][aria-owns]')]
        .map(region => document.getElementById(region.getAttribute('aria-owns'))?.textContent ?? '').join('');
    let last = owned();
    new MutationObserver(() => {
        const seen = output.querySelector('.bp-sentence').textContent;
        if (seen !== shown.at(-1)?.[1]) shown.push([performance.now(), seen]);
        const now = owned();
        if (now && now !== last) window.heard.push(last = now);
    }).observe(output, {subtree: true, childList: true, characterData: true, attributes: true});
}"""
#: Looked at in each frame: Playwright's `expect` would let the drag rest.
SAYS_MORE = "([output, before]) => output.querySelector('.bp-sentence').innerText !== before"


def test_a_drag_is_read_out_once_when_it_rests(notebook):
    explorer, page = notebook.explorers[0], notebook.page
    sentence = explorer.locator(".bp-sentence").first
    handle = explorer.locator(HANDLE).first
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    explorer.evaluate(LISTEN)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 13):
        before = [explorer.element_handle(), sentence.inner_text()]
        page.mouse.move(x - 4 * step, y)
        page.wait_for_function(SAYS_MORE, arg=before)
    page.mouse.up()
    page.wait_for_function("last => window.heard.at(-1) === last", arg=sentence.inner_text())
    shown, heard = page.evaluate("[shown, heard]")
    assert len(shown) > 5
    # on a busy machine a drag is slow, and may rest on its way
    rested = [words for (since, words), (until, _) in pairwise(shown) if until - since > 200] + [shown[-1][1]]
    assert len(rested) < len(shown) and [words for words in heard if words not in rested] == []
    assert heard.count(shown[-1][1]) == 1


def test_the_words_are_in_the_region_that_a_screen_reader_listens_to(notebook):
    sentence = notebook.explorers[0].locator(".bp-sentence").first.inner_text()
    nodes = notebook.page.context.new_cdp_session(notebook.page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def text(node):
        inside = (by_id[child] for child in node.get("childIds", []) if child in by_id)
        return node.get("name", {}).get("value", "") + "".join(map(text, inside))

    regions = [node for node in nodes if node.get("role", {}).get("value") == "status"]
    assert sum(sentence in text(region) for region in regions) == 1


def test_an_explorer_shown_twice_has_each_id_once_and_moves_at_both_places(notebook):
    page = notebook.page
    page.evaluate(
        """async source => {
            const {shell, commands} = window.jupyterapp, notebook = shell.currentWidget.content;
            notebook.activeCellIndex = notebook.widgets.length - 1;
            await commands.execute('notebook:insert-cell-below');
            notebook.activeCell.model.sharedModel.setSource(source);
            await commands.execute('notebook:run-cell');
        }""",
        TWICE,
    )
    cell = notebook.notebook.locator(".jp-Cell").last
    expect(cell.locator(".bp-sentence")).to_have_count(2)
    expect(cell.locator("[role=status]")).to_have_count(3)
    assert read(page, "repeatedIds") == []
    assert_axe_finds_nothing_serious(page)
    first, second = cell.locator(".bp-sentence").all()
    before = second.inner_text()
    cell.locator(HANDLE).first.press("End")
    expect(second).not_to_have_text(before)
    expect(first).to_have_text(second.inner_text())


def test_the_chosen_button_is_told_by_its_name(notebook):
    buttons = notebook.questions[0].locator(".widget-toggle-buttons")
    expect(buttons.get_by_role("button", name="chosen: a guess")).to_be_visible()
    buttons.get_by_role("button", name="certain").press("Enter")
    expect(buttons.get_by_role("button", name="chosen: certain")).to_be_focused()
    expect(buttons.get_by_role("button", name="chosen:")).to_have_count(1)


def test_in_a_readers_own_colours_a_diagram_has_those_alone(notebook):
    page = notebook.page
    for colours in ("dark", "light"):
        page.emulate_media(forced_colors="active", color_scheme=colours)
        assert_each_text_can_be_read(page)
    page.emulate_media(forced_colors="none", color_scheme="light")
