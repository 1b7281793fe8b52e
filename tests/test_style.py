"""Numbers stay short and readable, and every colour can be read on every background."""

import itertools
import re

import pytest
from colours import contrast
from hypothesis import given
from hypothesis import strategies as st

from backprop_helpers.style import BACKGROUNDS, CSS, LIT, LIT_INK, PALETTE, PROJECTOR, number, numbers_apart

SMALL = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN = str.maketrans(SMALL, "-0123456789")
EXTREMES = [5e-324, 2.2e-308, 9.5e-4, 0.0995, 0.99951, 99.9996, 99999.94, 99999.96, 1e5, 9.96e99, 1.7e308]


def read_back(text):
    return float(text.replace("−", "-").replace("·10", "e").translate(PLAIN))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.2344, "1.234"),
        (-0.5, "−0.500"),
        (0.0123, "0.0123"),
        (-1.2e-5, "−1.2·10⁻⁵"),
        (3.0, "3.000"),
        (123.45, "123.5"),
        (2.5e12, "2.5·10¹²"),
        (9.99e-6, "1.0·10⁻⁵"),
        (float("inf"), "∞"),
        (-float("inf"), "−∞"),
    ],
)
def test_a_number_is_written_as_a_reader_wants_it(value, text):
    assert number(value) == text


@pytest.mark.parametrize("value", EXTREMES)
def test_an_extreme_number_stays_short_and_right(value):
    assert_short_and_right(value)
    assert_short_and_right(-value)


@given(st.floats(-1.7e308, 1.7e308))
def test_every_number_stays_short_and_right(value):
    assert_short_and_right(value)


def assert_short_and_right(value):
    text = number(value)
    assert (text == "0") == (value == 0)
    assert len(re.sub(f"[−{SMALL}]", "", text)) <= 7
    assert read_back(text) == pytest.approx(value, rel=0.06)
    assert text.startswith("−") == (value < 0)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_two_numbers_that_differ_look_different(one, other):
    shown = numbers_apart(one, other)
    assert (shown[0] == shown[1]) == (one == other)
    assert [read_back(text) for text in shown] == pytest.approx([one, other], rel=0.06)


def test_a_pair_of_numbers_has_no_more_digits_than_it_needs():
    assert numbers_apart(0.1234, 0.1238) == ("0.123", "0.124")
    assert numbers_apart(-0.12341, -0.12344) == ("−0.12341", "−0.12344")
    assert numbers_apart(1.2341e-5, 1.2344e-5) == ("1.2341·10⁻⁵", "1.2344·10⁻⁵")


def test_both_numbers_of_a_pair_have_equally_many_digits():
    assert numbers_apart(0.18602, 0.18584) == ("0.1860", "0.1858")
    assert numbers_apart(123456, 123457) == ("123456", "123457")


def test_black_on_white_has_the_contrast_that_the_standard_says():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", [[0, 0, 0], [1, 1, 1]]) == pytest.approx([21, 1])


@pytest.mark.parametrize("role", PALETTE)
@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_every_role_can_be_read_on_every_background(role, theme):
    colour = PALETTE[role][list(BACKGROUNDS).index(theme)]
    assert all(contrast(colour, background) >= 4.5 for background in BACKGROUNDS[theme])
    assert contrast(LIT, LIT_INK) >= 4.5  # what is lit, in both themes


def test_two_roles_that_stand_side_by_side_have_different_colours():
    for theme in (0, 1):
        beside = ("forward", "gradient", "parameter", "target", "fault", "ink", "muted")
        assert len({PALETTE[role][theme] for role in beside}) == len(beside)


def test_the_style_sheet_knows_every_role_in_both_themes():
    for role, (light, dark) in PALETTE.items():
        rules = (
            f"--bp-{role}:{light};",
            f"--bp-{role}:{dark};",
            f".bp-{role}{{color:var(--bp-glow-ink,var(--bp-{role}))}}",
        )
        assert all(rule in CSS for rule in rules), role
    assert CSS.count("{") == CSS.count("}")


# The projector's style sheet


def test_every_rule_of_the_projector_obeys_its_switch():
    """All of the style sheet is in one block, and that one is for a page whose switch is ticked."""
    selector, _, rest = PROJECTOR.strip().partition("{")
    assert selector.strip().endswith(":has(.bp-projector input:checked)")
    depths = list(itertools.accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in "{" + rest))
    assert depths.index(0) == len(rest), "a rule stands outside of the block"


def test_text_is_never_below_24_dots_on_a_projector():
    assert "--bp-big:max(24px," in PROJECTOR
    outside_of_drawings = re.sub(r"\.bp svg\[font-size\] \{[^}]*\}", "", PROJECTOR)
    sizes = re.findall(r"font-size:([^;}]+)", outside_of_drawings)
    assert sizes and set(sizes) == {"var(--bp-big)", "calc(.9 * var(--bp-big))"}  # the latter: code
