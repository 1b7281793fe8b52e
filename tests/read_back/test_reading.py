"""What was read back says it in text, and says nothing of what it doesn't know."""

from backprop_helpers.read_back.expression import name, node, value
from backprop_helpers.read_back.reading import Difference, Formula

STEP, COMPUTED = name("dL_dz2"), node("*", node("lit", value(2)), name("dL_dz2"))


def formula(*pieces):
    return Formula("dL_dz2", False, STEP, COMPUTED, tuple(pieces))


def test_the_formulas_are_plain_text():
    assert (formula().computed, formula().right) == ("2 ∂L/∂z₂", "∂L/∂z₂")
    assert Formula("dL_dz2", False, STEP).computed is None


def test_the_first_kind_is_the_formulas_and_each_sentence_is_said_once():
    twice = Difference(value(2), value(1), "factor_extra", "Too much.")
    found = formula(twice, twice, Difference(value(1), STEP, "slope_missing", "Left out."))
    assert (found.kind, found.sentence) == ("factor_extra", "Too much. Left out.")


def test_where_one_piece_is_unknown_nothing_is_said():
    assert (
        formula(Difference(value(2), value(1), "factor_extra", "Too much."), Difference(value(3), STEP)).sentence
        is None
    )
    assert formula().sentence is None
