"""Choices: buttons or a list, and options that are what the views of that choice can read."""

import pytest
from widget_parts import an_explorer, inside

from backprop_helpers.notation.table import element


def test_two_choices_are_buttons_and_more_are_a_list_with_steps():
    explorer = an_explorer((), choices={"show": ["values", "both"], "stage": ["x", "z1", "a1", "z2"]})
    explorer.choices["show"].value = "both"
    assert "values and gradients" in explorer.views["diagram"]
    buttons = {each.description: each for each in inside(explorer.widget) if hasattr(each, "click")}
    for place in (1, 2, 3, 3):
        buttons["next ›"].click()
        assert explorer.choices["stage"].index == place
    buttons["‹ previous"].click()
    assert explorer.choices["stage"].value == "a1"


def test_an_option_of_highlight_is_an_element_for_the_views():
    explorer = an_explorer((), choices={"highlight": ["W1[0,1]", element("x[1]")]})
    assert explorer.choices["highlight"].value == element("W1[0,1]")
    assert "W₁[0,1]" in explorer.sentence


@pytest.mark.parametrize(
    ("choice", "option", "label"),
    [
        ("highlight", "dL_dW1[0,1]", "∂L/∂W₁[0,1]"),
        ("stage", "z1", "z₁: pre-activation of the hidden layer"),
        ("held", "a1", "a₁"),
        ("held", "detached a1", "detached a₁"),
        ("held", "nothing", "nothing"),
        ("show", "both", "both"),
    ],
)
def test_options_are_labelled_by_their_symbols_unless_they_have_a_label(choice, option, label):
    (found,) = an_explorer((), choices={choice: [option]}).choices[choice].options
    assert found[0] == label
    (found,) = an_explorer((), choices={choice: {"mine": option}}).choices[choice].options
    assert found[0] == "mine"


@pytest.mark.parametrize(
    ("choices", "answer"),
    [
        ({"highlight": []}, "The choice 'highlight' in choices has no options"),
        ({"highlight": ["w1[0,0]"]}, r"choices\['highlight'\]: There is no quantity 'w1'. Did you mean W1"),
        ({"stage": ["Z1"]}, r"choices\['stage'\]: There is no quantity 'Z1'. Did you mean z1"),
        ({"held": ["W1"]}, "the options are 'nothing', 'z1', .*'detached a2', and 'W1' is not one of them"),
        ({"show": ["value"]}, "the options are 'values', 'gradients', 'both', and 'value' is not one of them"),
        ({"path": [0]}, "a path should be a whole number of at least 1, but is 0"),
        ({"show": 3}, "should be a list with what there is to choose from, but is 3"),
        ({3: ["both"]}, "The name of a choice in choices should be a str"),
        (["show"], r"choices should be a dict, but is \['show'\]"),
        ({"order": [float("nan")]}, "holds nan, which is not equal to itself"),
    ],
)
def test_an_option_that_no_view_can_read_is_refused_in_words(choices, answer):
    with pytest.raises(ValueError, match=answer):
        an_explorer((), choices=choices, views=[lambda trace, choices: ""])
