"""The gradients of all parameters stand side by side."""

from shown import a_trace, parsed

from backprop_helpers.style import number
from backprop_helpers.views import Gradients


def test_every_number_of_the_four_gradients_is_shown_at_its_place():
    trace = a_trace()
    cells = {cell.get("title"): cell.text for cell in parsed(Gradients()(trace)).iter("td")}
    for name, symbol in (("dL_dW1", "∂L/∂W₁"), ("dL_dW2", "∂L/∂W₂")):
        for (i, j), gradient in ((place, getattr(trace, name)[place]) for place in ((0, 0), (2, 1))):
            assert cells[f"{symbol}[{i},{j}]"] == number(gradient)
    for name, symbol in (("dL_db1", "∂L/∂b₁"), ("dL_db2", "∂L/∂b₂")):
        assert [cells[f"{symbol}[{i}]"] for i in range(3)] == [number(each) for each in getattr(trace, name)[:3, 0]]
