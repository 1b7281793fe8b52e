"""An intermediate result is used where the primer uses it."""

from shown import a_trace, glowing, marked, texts

from backprop_helpers import Network, NetworkDiagram
from backprop_helpers.views import Reuse
from backprop_helpers.views.reuse import reuse_words, uses


def test_a_quantity_is_used_where_the_primer_uses_it():
    assert uses("a1") == ["z2", "dL_dW2"]
    assert uses("dL_dz2") == ["dL_dW2", "dL_db2", "dL_da1"]
    assert uses("W2") == ["z2", "dL_da1"]
    assert uses("x") == ["z1", "dL_dW1"]


def test_only_what_has_a_formula_is_said_to_be_computed():
    assert reuse_words("a1") == "a₁ is computed once and used for z₂ and ∂L/∂W₂."
    assert reuse_words("W2") == "W₂ is used for z₂ and ∂L/∂a₁."


def test_what_is_reused_is_lit_in_each_formula_and_in_the_diagram():
    trace, choices = a_trace(), {"reused": "a1", "show": "both"}
    assert [text.strip() for text in texts(Reuse()(trace, choices), "bp-lit")] == ["a1", "a1T"]
    diagram = NetworkDiagram()(trace, choices)
    assert {f"a₁[{j}]" for j in range(3)} <= {row[0] for row in glowing(diagram)}
    assert len(marked(diagram, "bp-frame")) == 4  # z2 of every output


def test_with_a_cross_entropy_the_gradient_at_the_output_is_read_off_the_error():
    trace = Network.random(2, 3, 2, 1, "tanh", "binary cross-entropy").trace([0.9, -0.6], [1, 0])
    assert uses("a2", trace) == ["loss", "dL_da2", "dL_dz2"] and uses("a1", trace) == ["z2", "dL_dW2", "da1_dz1"]
    assert reuse_words("dL_da2", trace) == "No other line uses ∂L/∂a₂ here."
    assert reuse_words("a1", trace) == "a₁ is computed once and used for z₂, ∂L/∂W₂ and σ′(z₁)."
    assert Reuse()(trace, {"reused": "a1"}).count("<tr>") == 1 + 3
