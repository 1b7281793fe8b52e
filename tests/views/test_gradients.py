"""The gradients of all parameters stand side by side."""

from shown import a_trace, elements, parsed

from backprop_helpers.notation.formula import value
from backprop_helpers.style import number
from backprop_helpers.views import Gradients


def test_every_number_of_the_four_gradients_is_shown_at_its_place():
    trace = a_trace()
    cells = {cell.get("title"): cell.text for cell in parsed(Gradients()(trace)).iter("td") if cell.get("title")}
    places = [place for name in ("dL_dW1", "dL_db1", "dL_dW2", "dL_db2") for place in elements(name, trace)]
    assert cells == {place.text: number(value(trace, place)) for place in places}
