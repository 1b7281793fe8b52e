"""The Jacobian of an elementwise function is diagonal, so it acts as an elementwise product."""

import numpy as np
import pytest
from shown import parsed, texts
from steps import NET, X, Y, lit, words

from backprop_helpers import Network
from backprop_helpers.style import number
from backprop_helpers.views import Jacobian, OuterProduct


def test_the_jacobian_is_0_off_its_diagonal_and_the_slopes_on_it():
    trace = NET.trace(X, Y)
    (table,) = [t for t in parsed(Jacobian(1)(trace)).iter("table") if (t.get("aria-label") or "").startswith("diag")]
    found = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert found == [[number(trace.da1_dz1[i, 0]) if i == j else "0" for j in range(3)] for i in range(3)]


def test_the_lit_row_of_the_jacobian_gives_the_lit_gradient():
    trace = NET.trace(X, Y)
    html = Jacobian()(trace, lit("z2[1]"))
    slope, (first, second) = trace.da2_dz2[1, 0], trace.dL_da2[:, 0]
    said = f"∂L/∂z₂[1] = 0·({number(first)}) + {number(slope)}·{number(second)} = {number(trace.dL_dz2[1, 0])}."
    assert said in words(html)
    assert texts(html, "bp-lit") == [number(trace.dL_dz2[1, 0])] * 2


SHARES = Network.random(2, 3, 3, seed=4, loss="softmax with cross-entropy").trace([0.9, -0.6], [0.2, 0.5, 0.3])


def test_the_jacobian_of_a_softmax_is_full_and_yet_gives_the_plain_error():
    html = Jacobian()(SHARES, lit("z2[1]"))
    (table,) = [t for t in parsed(html).iter("table") if (t.get("aria-label") or "").startswith("Jacobian")]
    found = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    a = SHARES.a2[:, 0]
    assert found == [[number(a[k] * ((i == k) - a[i])) for k in range(3)] for i in range(3)]
    assert "0" not in sum(found, [])
    terms, error = SHARES.dL_da2[:, 0] * a * (np.eye(3)[1] - a[1]), a[1] - SHARES.y[1, 0]
    assert terms.sum() == pytest.approx(error) and f" = {number(error)}. Each pre-activation moves" in words(html)


def test_a_layer_that_is_not_there_has_no_jacobian_and_no_outer_product():
    for make in (Jacobian, OuterProduct):
        with pytest.raises(ValueError, match="layer should be 1, .*, or 2, .*, but is 3"):
            make(3)
