"""The diagram says in one picture what the network holds, and marks what is looked at."""

import re

import numpy as np
import pytest
from shown import SVG, a_trace, marked, parsed, texts

from backprop_helpers import NetworkDiagram
from backprop_helpers.notation.table import element
from backprop_helpers.style import LIT, number

FORWARD = ["x", "z1", "a1", "z2", "a2", "loss"]


def edges(svg):
    """The weights' lines in the order of the layers: (width, dashed)."""
    lines = [line for name in ("bp-parameter", "bp-gradient") for line in marked(svg, name) if line.tag == f"{SVG}path"]
    return [(float(line.get("stroke-width")), line.get("stroke-dasharray") is not None) for line in lines]


@pytest.mark.parametrize("show", ["values", "gradients", "both"])
@pytest.mark.parametrize("sizes", [(1, 1, 1), (2, 3, 2), (4, 6, 4), (8, 8, 8)])
def test_a_diagram_is_a_well_formed_picture_with_a_title(sizes, show):
    html = NetworkDiagram(show)(a_trace(*sizes))
    title = parsed(html).find(f"{SVG}svg")[0]
    assert title.tag == f"{SVG}title"
    assert title.text.startswith("Network of {} inputs, {} hidden units and {} outputs".format(*sizes))
    assert not re.search(r"\b(nan|inf|None)\b", html)


@pytest.mark.parametrize(("show", "name"), [("values", "W"), ("gradients", "dL_dW"), ("both", "W")])
def test_an_edge_is_dashed_where_its_number_is_negative_and_wide_where_it_is_large(show, name):
    trace = a_trace(3, 4, 2)
    drawn = edges(NetworkDiagram(show)(trace))
    assert len(drawn) == 3 * 4 + 4 * 2
    for layer, lines in ((1, drawn[:12]), (2, drawn[12:])):
        numbers = getattr(trace, f"{name}{layer}").ravel()
        assert [dashed for _, dashed in lines] == list(numbers < 0)
        widths = np.array([width for width, _ in lines])[np.argsort(abs(numbers))]
        assert (np.diff(widths) >= 0).all()
        assert widths[-1] > widths[0]


def test_a_diagram_shows_each_number_of_its_nodes():
    trace = a_trace()
    html = NetworkDiagram("both")(trace)
    for name in ("x", "z1", "a1", "b1", "z2", "a2", "b2", "y", "dL_dz1", "dL_da1", "dL_db1", "dL_dz2", "dL_da2"):
        assert {number(shown) for shown in getattr(trace, name).ravel()} <= set(texts(html, "bp-end")), name


def test_a_layer_of_many_units_is_elided_and_its_last_unit_is_shown():
    html = NetworkDiagram()(a_trace(8, 8, 8))
    assert texts(html).count("⋮") == 3
    assert "a₁[7]" in texts(html) and "a₁[5]" not in texts(html)
    assert "⋮" not in texts(NetworkDiagram()(a_trace(4, 6, 4)))


@pytest.mark.parametrize("show", ["values", "gradients", "both"])
@pytest.mark.parametrize("name", ["x[1]", "W1[2,0]", "b1[1]", "z1[1]", "dL_dz1[0]", "a2[1]", "dL_dW2[1,2]", "loss"])
def test_the_element_that_is_lit_is_marked(name, show):
    assert LIT in NetworkDiagram(show)(a_trace(), {"highlight": element(name)})
    assert LIT not in NetworkDiagram(show)(a_trace())


@pytest.mark.parametrize(("show", "symbol"), [("values", "z₁[1]"), ("gradients", "∂L/∂z₁[1]"), ("both", "z₁[1]")])
def test_a_lit_row_is_lit_with_all_that_it_shows(show, symbol):
    trace = a_trace()
    numbers = {"values": [trace.z1], "gradients": [trace.dL_dz1], "both": [trace.z1, trace.dL_dz1]}[show]
    html = NetworkDiagram(show)(trace, {"highlight": element("z1[1]")})
    assert texts(html, "bp-on-lit") == [symbol, *(number(each[1, 0]) for each in numbers)]


def test_what_the_lit_element_is_computed_from_is_framed():
    trace = a_trace()
    html = NetworkDiagram()(trace, {"highlight": element("z2[1]")})
    assert len(marked(html, "bp-frame")) == 4  # three activations and a bias
    assert texts(html, "bp-halo") == [number(weight) for weight in trace.W2[1]]


@pytest.mark.parametrize("stage", FORWARD)
def test_a_stage_of_the_forward_pass_hides_what_comes_later(stage):
    trace = a_trace()
    html = NetworkDiagram()(trace, {"stage": stage})
    later = sum(np.size(getattr(trace, name)) for name in FORWARD[FORWARD.index(stage) + 1 :])
    assert texts(html, "bp-end").count("·") == later
    assert (number(trace.loss) in html) == (stage == "loss")
    assert (number(trace.a2[0, 0]) in html) == (stage in ("a2", "loss"))


def test_a_diagram_lights_the_names_that_it_was_given():
    for name in ("W1", "a2[1]"):
        assert LIT in NetworkDiagram(emphasised=[name])(a_trace())
    with pytest.raises(ValueError, match="There is no quantity 'w1'. Did you mean W1"):
        NetworkDiagram(emphasised=["w1"])


def test_a_diagram_shows_values_gradients_or_both():
    with pytest.raises(ValueError, match="show should be one of values, gradients, both, but is 'weights'"):
        NetworkDiagram("weights")


# A batch


@pytest.mark.parametrize("example", [1, 3])
def test_of_a_batch_the_nodes_show_one_example_and_the_picture_says_which(example):
    trace = a_trace(examples=3)
    html = NetworkDiagram("both")(trace, {"example": example})
    shown = texts(html, "bp-end")
    for name in ("x", "z1", "a1", "z2", "a2", "y", "dL_dz1", "dL_da1", "dL_dz2", "dL_da2"):
        assert {number(entry) for entry in getattr(trace, name)[:, example - 1]} <= set(shown), name
    assert number(trace.a2[0, 1]) not in shown
    title = parsed(html).find(f".//{SVG}title").text
    assert f"Example {example} of 3. a2[0] {number(trace.a2[0, example - 1])}, " in title
    (words,) = (text for text in texts(html, "bp-muted") if text.startswith(f"Example {example} of 3."))
    assert f"those of a and z are the share of example {example}" in words


def test_of_a_batch_the_first_example_and_the_mean_loss_are_shown_without_a_choice():
    batch, one = a_trace(examples=3), NetworkDiagram()(a_trace())
    html = NetworkDiagram()(batch)
    assert html == NetworkDiagram()(batch, {"example": 1})
    assert "mean loss" in texts(html) and f"mean loss {number(batch.loss)}." in html
    assert "mean" not in one and "xample" not in one


def test_the_gradients_of_a_batch_add_up_what_its_examples_nodes_show():
    trace = a_trace(examples=3)
    assert trace.dL_dz2.sum(axis=1) == pytest.approx(trace.dL_db2[:, 0], rel=1e-12)
    assert "The gradients of W and b add up the shares of all 3 examples" in NetworkDiagram("gradients")(trace)


def test_in_a_batch_the_lit_element_is_that_of_the_example_that_is_shown():
    trace = a_trace(examples=3)
    html = NetworkDiagram()(trace, {"highlight": element("z2[1]"), "example": 2})
    assert texts(html, "bp-on-lit") == ["z₂[1]", number(trace.z2[1, 1])]
    assert len(marked(html, "bp-frame")) == 4  # three activations and a bias
    assert LIT not in NetworkDiagram()(trace, {"highlight": element("z2[1,2]"), "example": 2})


@pytest.mark.parametrize(("example", "answer"), [(4, "3 examples"), (0, "at least 1"), ("first", "whole number")])
def test_an_example_that_is_not_there_is_refused(example, answer):
    with pytest.raises(ValueError, match=f"example .*{answer}"):
        NetworkDiagram()(a_trace(examples=3), {"example": example})
