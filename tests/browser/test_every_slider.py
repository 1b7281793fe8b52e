"""Every slider and every number field of every explorer in JupyterLab: by keyboard, by mouse, and by clumsy typing."""

import re

import pytest
from hands import controls, drag, reset, sentence, settle, type_into
from lab import HANDLE
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NO_NUMBER = ("", "abc", "-")
TOO_LARGE = "99999999"


def ends(field):
    return field.get_attribute("min"), field.get_attribute("max")


def shown(explorer):
    """The number in each field, and the words."""
    return explorer.get_by_role("spinbutton").evaluate_all("fields => fields.map(field => field.value)"), sentence(
        explorer
    ).inner_text()


def each_control(lesson):
    """Each slider with its number field, its explorer as it starts and put back afterwards."""
    seen = 0
    for explorer in lesson.explorers:
        reset(explorer)
        first = shown(explorer)
        for control in controls(explorer):
            yield explorer, control, control.get_by_role("spinbutton"), control.locator(HANDLE)
            reset(explorer)
            assert shown(explorer) == first
            seen += 1
        expect(explorer.locator(".bp-error p")).to_have_count(0)
    assert seen == lesson.page.locator(HANDLE).count()


def test_every_slider_goes_to_both_ends_with_the_keyboard(lesson):
    for explorer, _, field, handle in each_control(lesson):
        low, high = ends(field)
        handle.press("Home")
        expect(field).to_have_value(low)
        settle(lesson.page)
        said = sentence(explorer).inner_text()
        handle.press("End")
        expect(field).to_have_value(high)
        expect(sentence(explorer)).not_to_have_text(said)


def test_every_slider_follows_the_mouse(lesson):
    for _, control, field, _ in each_control(lesson):
        low, high = map(float, ends(field))
        near = float(field.get_attribute("step")) + 0.1 * (high - low)
        for share in (0.8, 0.3):
            drag(control, share)
            lesson.page.wait_for_function(
                "([field, wanted, near]) => Math.abs(field.value - wanted) <= near",
                arg=[field.element_handle(), low + share * (high - low), near],
            )
            settle(lesson.page)


def test_every_field_takes_a_number_and_keeps_a_slip_of_the_keys_harmless(lesson):
    for explorer, _, field, handle in each_control(lesson):
        low, high = ends(field)
        for typed, taken in ((TOO_LARGE, high), (f"-{TOO_LARGE}", low)):
            type_into(field, typed)
            expect(field).to_have_value(taken)
            expect(handle).to_have_attribute("aria-valuenow", re.compile(rf"^{re.escape(taken)}(\.0*)?$"))
        settle(lesson.page)
        said = sentence(explorer).inner_text()
        for typed in NO_NUMBER:
            type_into(field, typed)
            expect(field).to_have_value(low)
        settle(lesson.page)
        assert sentence(explorer).inner_text() == said


def test_nobody_complained(lesson):
    assert lesson.complaints == []
