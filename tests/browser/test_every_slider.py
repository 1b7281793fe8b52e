"""Every slider and every number field of every explorer in JupyterLab: by keyboard, by mouse, and by clumsy typing."""

import re
from itertools import cycle

import pytest
from hands import (
    click_bar,
    controls,
    drag,
    pictures,
    reset,
    sentence,
    settle,
    type_into,
    wait_for_other_pictures,
)
from lab import HANDLE, each
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

NO_NUMBER = ("", "-")
TOO_LARGE = "99999"


def fields(explorer):
    """The number field of each slider."""
    return each(explorer.locator(".bp-control", has=explorer.page.locator(HANDLE)).get_by_role("spinbutton"))


def ends(field):
    return field.get_attribute("min"), field.get_attribute("max")


def numbers(explorer):
    """The number in each field."""
    return [field.input_value() for field in fields(explorer)]


def each_explorer(lesson):
    """Each explorer as it starts. Whatever is then moved, Reset brings all of it back, and nothing was an error."""
    seen = 0
    for explorer in lesson.explorers:
        reset(explorer)
        first, said = numbers(explorer), sentence(explorer).inner_text()
        yield explorer
        reset(explorer)
        expect(sentence(explorer)).to_have_text(said)
        assert numbers(explorer) == first
        expect(explorer.locator(".bp-error p")).to_have_count(0)
        seen += len(first)
    assert seen == lesson.page.locator(HANDLE).count()


def test_every_slider_goes_to_both_ends_with_the_keyboard(lesson):
    for explorer in each_explorer(lesson):
        said = sentence(explorer)
        at_first = said.inner_text()
        first, *_ = every = controls(explorer)
        for control, field in zip(every, fields(explorer), strict=True):
            reset(explorer)
            expect(said).to_have_text(at_first)
            words = at_first
            for key, end in zip(("Home", "End"), ends(field), strict=True):
                moves, shown = field.input_value() != end, pictures(explorer) if control is first else None
                control.locator(HANDLE).press(key)
                expect(field).to_have_value(end)
                if moves:
                    expect(said).not_to_have_text(words)
                    if control is first:
                        wait_for_other_pictures(explorer, shown)
                words = said.inner_text()


def test_the_first_and_the_last_slider_follow_the_mouse_and_nothing_lies_over_the_others(lesson):
    for explorer in each_explorer(lesson):
        first, *others = every = controls(explorer)
        for control, field in zip(every, fields(explorer), strict=True):
            if control in others[:-1]:
                control.locator(HANDLE).hover(trial=True)
                continue
            low, high = map(float, ends(field))
            share = 0.2 if float(field.input_value()) > (low + high) / 2 else 0.8
            near = float(field.get_attribute("step")) + 0.1 * (high - low)
            for move, to in ((drag, share), (click_bar, 0.5))[: 2 if control is first else 1]:
                move(control, to)
                lesson.page.wait_for_function(
                    "([field, wanted, near]) => Math.abs(field.value - wanted) <= near",
                    arg=[field.element_handle(), low + to * (high - low), near],
                )


def test_a_number_that_is_too_small_or_too_large_takes_the_end_and_no_number_changes_nothing(lesson):
    for explorer in each_explorer(lesson):
        for control, field in zip(controls(explorer), fields(explorer), strict=True):
            for typed, end in zip((f"-{TOO_LARGE}", TOO_LARGE), ends(field), strict=True):
                type_into(field, typed)
                expect(field).to_have_value(end)
                expect(control.locator(HANDLE)).to_have_attribute("aria-valuenow", re.compile(rf"^{end}(\.0*)?$"))
        settle(lesson.page)
        said = sentence(explorer).inner_text()
        for field, typed in zip(fields(explorer), cycle(NO_NUMBER)):
            type_into(field, typed)
            expect(field).to_have_value(ends(field)[1])
        settle(lesson.page)
        assert sentence(explorer).inner_text() == said


def test_nobody_complained(lesson):
    assert lesson.complaints == []
