"""Printed digits are compared one by one, with the step and the order that they come from."""

from trainings import mazur

from backprop_helpers import MAZUR, PrintedDigits
from backprop_helpers.published import PrintedNumber

EVERY_DIGIT = "<b class='bp-target'>✓</b> every digit"


def test_the_printed_loss_agrees_in_one_order_and_the_weights_in_the_other():
    together, in_place = PrintedDigits(MAZUR.printed)(mazur(1)), PrintedDigits(MAZUR.printed)(mazur(1, "in place"))
    assert together.count(EVERY_DIGIT) == 8 and in_place.count(EVERY_DIGIT) == 5  # W2 and the loss
    assert "0.291027<b class='bp-fault'>774</b>" in together
    assert "0.291027924 <small" in in_place


def test_before_any_update_every_printed_digit_agrees():
    html = PrintedDigits(MAZUR.printed)(mazur(0))
    assert "✗" not in html and html.count("✓") == sum(printed.after == 0 for printed in MAZUR.printed)


def test_at_a_step_of_which_nothing_was_printed_it_says_for_which_there_is():
    assert "for the steps 0, 1, 10000." in PrintedDigits(MAZUR.printed)(mazur(5))


def test_a_number_is_shown_where_it_really_comes_from():
    late = PrintedDigits([PrintedNumber("loss", f"{mazur(3).losses[-1]:.9f}", after=4, really_after=3)])
    assert EVERY_DIGIT in late(mazur(3))
    assert "the printed value is that of step 3" in late(mazur(4))
