"""An error of ours is one sentence in a notebook; an error in a reader's own function keeps its traceback."""

import traceback

import pytest
from IPython.core.interactiveshell import InteractiveShell
from widget_parts import an_explorer

from backprop_helpers import BackgroundRun, Explorer, Player
from backprop_helpers.widgets.errors import NotRunYet, UsageError


@pytest.mark.parametrize(
    "tried",
    [
        lambda: an_explorer(["W1[9,9]"]),
        lambda: an_explorer(choices={"shwo": ["both"]}),
        lambda: an_explorer(views=["graph"]),
        lambda: Player(an_explorer()),
        lambda: BackgroundRun(3, [], ""),
    ],
)
def test_a_wrong_call_is_one_line_and_still_a_value_error(tried):
    with pytest.raises(ValueError) as error:
        tried()
    assert isinstance(error.value, UsageError)
    assert error.value._render_traceback_() == [f"ValueError: {error.value}"]


@pytest.mark.parametrize("place", ["views", "sentence", "state"])
def test_an_error_in_a_function_of_the_reader_keeps_its_traceback(place):
    def mine(*given):
        raise ValueError("mine")

    def state(net):
        mine()

    with pytest.raises(ValueError, match="mine") as error:
        an_explorer(**{place: [mine] if place == "views" else state if place == "state" else mine})
    assert not isinstance(error.value, UsageError)
    assert "mine" in [frame.name for frame in traceback.extract_tb(error.value.__traceback__)]


def test_a_name_from_a_cell_that_was_not_run_is_told_in_one_line():
    with pytest.raises(NotRunYet, match="name 'later' is not defined. Run the cells above first") as error:
        Explorer(lambda: later)  # noqa: F821
    assert error.value.name == "later" and error.value._render_traceback_() == [f"NameError: {error.value}"]


def test_a_name_that_no_other_cell_can_give_is_an_error_like_any_other():
    def early():
        print(value)  # noqa: F821
        value = 1  # noqa: F841

    with pytest.raises(UnboundLocalError):
        Explorer(early)


def test_ipython_shows_the_sentence_alone(capsys):
    shell = InteractiveShell()
    shell.run_cell("from widget_parts import an_explorer\nan_explorer(['W1'])")
    (line,) = capsys.readouterr().out.strip().splitlines()
    assert line.startswith("ValueError: 'W1' is a whole array; name one element of it")
