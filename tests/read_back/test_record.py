"""Arrays write down what is done to them, and have the ordinary numbers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import BATCH

from backprop_helpers import sigmoid, sigmoid_prime
from backprop_helpers.read_back.expression import evaluate
from backprop_helpers.read_back.record import expression_of, recording
from backprop_helpers.read_back.writing import text

NET = BATCH.each[0]
ARRAYS = {key: each for key, each in NET.items() if np.ndim(each)}

_names = st.sampled_from(sorted(ARRAYS))
_programs = st.recursive(
    _names,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/@"), inner),
        st.builds("{}.{}".format, inner, st.sampled_from(["T", "sum(axis=0)", "mean(1, keepdims=True)", "ravel()"])),
        st.builds("{}[{}]".format, inner, st.sampled_from(["0", ":, :1", "[1, 0]", "..., None", "-1:", "::2"])),
        st.builds("{}({})".format, st.sampled_from(["np.tanh", "sigmoid", "np.exp", "np.sum", "np.square"]), inner),
        st.builds("np.{}({}, {})".format, st.sampled_from(["dot", "outer", "multiply", "maximum"]), inner, inner),
        st.builds("{} ({})".format, st.sampled_from(["-", "2 *", "1 -", "0.5 +", "1 /"]), inner),
        st.builds("np.{}".format, st.builds("reshape({}, (-1, 1))".format, inner)),
        st.builds("np.where({} > 0, 1.0, {})".format, inner, inner),
    ),
    max_leaves=6,
)


@given(_programs)
@settings(max_examples=300, deadline=None)
def test_an_expression_that_was_written_down_gives_the_programs_numbers(program):
    names = {"np": np, "sigmoid": sigmoid}
    with np.errstate(all="ignore"):
        try:
            plain = eval(program, names, dict(ARRAYS))
        except (ValueError, IndexError, TypeError):  # shapes that don't fit, or no such element
            with pytest.raises((ValueError, IndexError, TypeError)):
                eval(program, names, recording(ARRAYS))
            return
        found = eval(program, names, recording(ARRAYS))
        np.testing.assert_array_equal(np.asarray(found), plain)
        np.testing.assert_allclose(evaluate(found.expr, NET), plain, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(
    ("program", "formula"),
    [
        (lambda dL_dz2, a1: np.einsum("ie,je->ij", dL_dz2, a1), "einsum(ie,je->ij, ∂L/∂z₂, a₁)"),
        (lambda W1, x: W1.dot(x), "W₁ · x"),
        (lambda z1: sigmoid(z1) * sigmoid_prime(z1), "σ(z₁) ⊙ σ′(z₁)"),
        (lambda a1: a1.copy().astype(float), "a₁"),
        (lambda a1: np.add.reduce(a1), "sum of each column of a₁"),
        (lambda a2, y: np.multiply(a2, 1 - a2, a2 - y), "a₂ ⊙ (1 − a₂)"),
        (lambda a1: np.concatenate([a1, a1]), "concatenate([a₁, a₁])"),
    ],
)
def test_operations_are_written_down_whatever_way_they_are_called(program, formula):
    names = program.__code__.co_varnames
    found = program(*(recording(ARRAYS)[each] for each in names))
    assert text(BATCH.merged([found.expr])) == formula
    np.testing.assert_allclose(found, program(*(ARRAYS[each] for each in names)))


def test_a_change_in_place_is_written_down_at_the_array_that_changed():
    a1 = recording(ARRAYS)["a1"]
    a1 *= 1 - a1
    assert text(BATCH.merged([a1.expr])) == "a₁ ⊙ (1 − a₁)"


def test_an_item_that_is_set_loses_the_expression_and_a_whole_array_does_not():
    known = recording(ARRAYS)
    part, whole = np.zeros_like(known["a1"]), np.zeros_like(known["a1"])
    part[0], whole[:] = known["a1"][0], known["a1"]
    assert part.expr is None and part.sum().expr is None
    assert text(whole.expr) == "a₁"


def test_an_operation_that_fails_is_told_with_its_operands():
    known = recording(ARRAYS)
    with pytest.raises(ValueError, match="mismatch") as raised:
        known["W2"] @ known["dL_dz2"]
    sign, operands = raised.value.failed
    assert sign == "matmul"
    assert [(text(expr), np.shape(each)) for expr, each in operands] == [("W₂", (3, 4)), ("∂L/∂z₂", (3, 5))]


def test_a_list_of_names_stands_for_a_list_of_arrays():
    weights = recording({**ARRAYS, "weights": ["W1", "W2"]})["weights"]
    assert [text(each.expr) for each in weights] == ["W₁", "W₂"]


def test_a_formula_with_a_quantity_that_is_not_there_is_no_expression():
    assert expression_of("W3 @ a2", BATCH) is None
