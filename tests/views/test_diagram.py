"""The diagram says in one picture what the network holds, and marks what is looked at."""

import re

import numpy as np
import pytest
from shown import SVG, a_trace, glowing, marked, network, parsed, texts

from backprop_helpers import Matrices, NetworkDiagram
from backprop_helpers.notation.table import QUANTITIES, element, quantity
from backprop_helpers.style import CSS, number
from backprop_helpers.views.parts.highlight import key

FORWARD = ["x", "z1", "a1", "z2", "a2", "loss"]


def edges(svg):
    """The weights' lines in the order of the layers: (width, dashed)."""
    lines = [group[-1] for group in marked(svg, "bp-edge") if "bp-W" in group.get("class")]
    return [(float(line.get("stroke-width")), line.get("stroke-dasharray") is not None) for line in lines]


def cells(svg):
    """The numbers in the nodes."""
    return [text.text for node in marked(svg, "bp-cells") for row in node for text in row.findall(f"{SVG}text")[1:]]


def labels(svg):
    """The labels that are seen: the numbers on each edge."""
    seen = [each for each in parsed(svg).iter() if "bp-label" in each.get("class", "").split()]
    shown = [edge for group in seen if "bp-quiet" not in group.get("class") for edge in group]
    return [[text.text for text in edge.findall(f"{SVG}text")] for edge in shown]


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


def test_the_width_of_an_edge_does_not_depend_on_the_other_weights():
    trace = a_trace(2, 3, 2)
    larger = trace.W1.copy()
    larger[0, 0] = 4
    before, after = (
        edges(NetworkDiagram()(network(trace, W1=W1).trace(trace.x, trace.y))) for W1 in (trace.W1, larger)
    )
    assert before[1:] == after[1:] and before[0] < after[0]


def test_an_element_its_gradient_and_its_place_in_a_matrix_light_up_together():
    trace = a_trace(2, 3, 2)
    picture = NetworkDiagram("both")(trace)
    for name, row in QUANTITIES.items():
        if f"dL_d{name}" in QUANTITIES:
            named = re.escape(key(element(name + ("[1,1]" if row.is_matrix else "[1]"))))
            assert len(re.findall(rf"'{named}[ ']", picture)) in (1, 2)
    (entry,) = (each for each in parsed(Matrices("dL_dW2")(trace)).iter("td") if each.get("title") == "∂L/∂W₂[1,0]")
    (edge, label) = (each for each in parsed(picture).iter() if each.get("class") == entry.get("class"))
    assert edge[0].text == "W₂[1,0]"
    assert re.search(rf"\.bp-views:has\(\.{entry.get('class')}:is\([^)]*\)\) \.{entry.get('class')}[,{{]", CSS)
    assert [text.text for text in label.iter(f"{SVG}text")] == [number(trace.W2[1, 0]), number(trace.dL_dW2[1, 0])]


@pytest.mark.parametrize("name", ["z1", "a1", "z2", "a2"])
def test_what_is_held_has_a_lock_and_the_picture_says_what_is_cut(name):
    html = NetworkDiagram("both")(a_trace(2, 3, 2, held=(name,)))
    locks = [each for each in marked(html, "bp-lock") if each.tag == f"{SVG}rect"]
    assert len(locks) == (3 if name[-1] == "1" else 2)
    assert f"{quantity(name).text} held: no gradient passes" in texts(html)
    assert "held" not in NetworkDiagram("both")(a_trace(2, 3, 2))


@pytest.mark.parametrize("name", ["x", "y", "loss"])
def test_a_trace_that_holds_what_is_given_or_the_loss_is_drawn(name):
    assert "no gradient passes" not in texts(NetworkDiagram("both")(a_trace(2, 3, 2, held=(name,))))


def test_what_is_detached_has_a_lock_though_its_value_follows():
    html = NetworkDiagram("both")(a_trace(2, 3, 2), {"held": "detached a1"})
    assert len([each for each in marked(html, "bp-lock") if each.tag == f"{SVG}rect"]) == 3
    assert "a₁ detached: no gradient passes" in texts(html)


def test_beside_gradients_the_picture_says_what_is_given_and_where_they_begin():
    html = NetworkDiagram("both")(a_trace(2, 3, 2))
    assert "inputs: given, no gradients" in texts(html) and cells(html).count("given") == 2
    assert "∂L/∂L" in texts(html) and "1" in cells(html)
    assert "given" not in "".join(texts(NetworkDiagram("values")(a_trace(2, 3, 2))))


def test_a_diagram_shows_each_number_of_its_nodes():
    trace = a_trace()
    html = NetworkDiagram("both")(trace)
    for name in ("x", "z1", "a1", "b1", "z2", "a2", "b2", "y", "dL_dz1", "dL_da1", "dL_db1", "dL_dz2", "dL_da2"):
        assert {number(shown) for shown in getattr(trace, name).ravel()} <= set(cells(html)), name


def test_a_layer_of_many_units_is_elided_and_its_last_unit_is_shown():
    html = NetworkDiagram()(a_trace(8, 8, 8))
    assert texts(html).count("⋮") == 3
    assert "a₁[7]" in texts(html) and "a₁[5]" not in texts(html)
    assert "⋮" not in texts(NetworkDiagram()(a_trace(4, 6, 4)))


@pytest.mark.parametrize("show", ["values", "gradients", "both"])
@pytest.mark.parametrize("name", ["x[1]", "W1[2,0]", "b1[1]", "z1[1]", "dL_dz1[0]", "a2[1]", "dL_dW2[1,2]", "loss"])
def test_the_element_that_is_lit_is_marked(name, show):
    assert glowing(NetworkDiagram(show)(a_trace(), {"highlight": element(name)}))
    assert not glowing(NetworkDiagram(show)(a_trace()))


@pytest.mark.parametrize(("show", "symbol"), [("values", "z₁[1]"), ("gradients", "∂L/∂z₁[1]"), ("both", "z₁[1]")])
def test_a_lit_row_is_lit_with_all_that_it_shows(show, symbol):
    trace = a_trace()
    numbers = {"values": [trace.z1], "gradients": [trace.dL_dz1], "both": [trace.z1, trace.dL_dz1]}[show]
    html = NetworkDiagram(show)(trace, {"highlight": element("z1[1]")})
    assert glowing(html) == [[symbol, *(number(each[1, 0]) for each in numbers)]]


def test_what_the_lit_element_is_computed_from_is_framed():
    trace = a_trace()
    html = NetworkDiagram()(trace, {"highlight": element("z2[1]")})
    assert len(marked(html, "bp-frame")) == 4  # three activations and a bias
    assert labels(html) == [[number(weight)] for weight in trace.W2[1]]


@pytest.mark.parametrize("stage", FORWARD)
def test_a_stage_of_the_forward_pass_hides_what_comes_later(stage):
    trace = a_trace()
    html = NetworkDiagram()(trace, {"stage": stage})
    later = sum(np.size(getattr(trace, name)) for name in FORWARD[FORWARD.index(stage) + 1 :])
    assert cells(html).count("·") == later
    assert (number(trace.loss) in html) == (stage == "loss")
    assert (number(trace.a2[0, 0]) in html) == (stage in ("a2", "loss"))


def test_a_diagram_lights_the_names_that_it_was_given():
    for name in ("W1", "a2[1]"):
        assert glowing(NetworkDiagram(emphasised=[name])(a_trace()))
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
    shown = cells(html)
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
    assert glowing(html) == [["z₂[1]", number(trace.z2[1, 1])]]
    assert len(marked(html, "bp-frame")) == 4  # three activations and a bias
    assert not glowing(NetworkDiagram()(trace, {"highlight": element("z2[1,2]"), "example": 2}))


@pytest.mark.parametrize(("example", "answer"), [(4, "3 examples"), (0, "at least 1"), ("first", "whole number")])
def test_an_example_that_is_not_there_is_refused(example, answer):
    with pytest.raises(ValueError, match=f"example .*{answer}"):
        NetworkDiagram()(a_trace(examples=3), {"example": example})
