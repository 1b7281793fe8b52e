"""The lines of a pass and their order: whether an order is right is held against a run of its lines."""

import itertools
import random

import numpy as np
import pytest

from backprop_helpers import MISTAKES, DeepNetwork, sigmoid_prime
from backprop_helpers.practice.pass_lines import WRONG, check_lines, drawn_lines, lines_of, wrong_lines

LAYERS = (2, 3, 4)
every_depth = pytest.mark.parametrize("layers", LAYERS)


def ran(lines, layers, sizes=(3, 2, 5, 4, 6)):
    """The gradients that a program of these lines computes, and the right ones; None if a line stops it."""
    trace = DeepNetwork.random(sizes[: layers + 1], seed=1).trace(np.linspace(-1, 1, 3), np.full(sizes[layers], 0.3))
    names = {"np": np, "sigmoid_prime": sigmoid_prime, "y": trace.y, "x": trace.a[0]}
    for k in range(1, layers + 1):
        names |= {f"W{k}": trace.weights[k - 1], f"b{k}": trace.biases[k - 1]}
        names |= {f"z{k}": trace.z[k - 1], f"a{k}": trace.a[k]}
    right = {f"dL_dW{k}": trace.dL_dW[k - 1] for k in range(1, layers + 1)}
    right |= {f"dL_db{k}": trace.dL_db[k - 1] for k in range(1, layers + 1) if layers == 2}
    try:
        exec("\n".join(line.code for line in lines), names)
    except (NameError, ValueError):
        return None
    return {name: names.get(name) for name in right}, right


def is_right(lines, layers):
    done = ran(lines, layers)
    return done is not None and all(
        each is not None and each.shape == done[1][name].shape and np.allclose(each, done[1][name])
        for name, each in done[0].items()
    )


@every_depth
def test_the_right_lines_compute_the_gradients(layers):
    assert is_right(lines_of(layers), layers)


@every_depth
def test_each_wrong_line_in_place_of_the_right_one_spoils_the_gradients_and_is_named(layers):
    right, found = lines_of(layers), wrong_lines(layers)
    assert len({line.mistake for line in found}) > 12
    for wrong in found:
        program = [wrong if line.computes == wrong.computes else line for line in right]
        assert not is_right(program, layers)
        feedback = check_lines(program, layers)
        assert feedback.correct is False and feedback.mistakes == (wrong.mistake,)
        assert wrong.code in feedback.message and wrong.sentence in feedback.message
        assert len(feedback.hints) == 2 and (layers > 2 or MISTAKES[wrong.mistake].hint in feedback.hints)


def test_what_is_said_about_a_wrong_line_speaks_of_its_own_layer():
    assert all(line.sentence == MISTAKES[line.mistake].sentence for line in wrong_lines(2))
    (line,) = [line for line in wrong_lines(3) if line.mistake == "no_transpose"]
    assert "W3 @ dL_dz3" in line.code and line.sentence.startswith("W3 is used") and "W2" not in line.sentence
    (hint, _) = check_lines([line], 3).hints
    assert "(W3)_ij" in hint and "W2" not in hint


@every_depth
@pytest.mark.parametrize("seed", range(20))
def test_an_order_is_right_just_if_its_lines_run_to_the_right_gradients(layers, seed):
    draw, lines = random.Random(seed), lines_of(layers)
    for _ in range(30):
        order = sorted(lines, key=lambda line: lines.index(line) + draw.choice([0, 1, 3, 9]) * draw.random())
        feedback = check_lines(order, layers)
        assert (feedback.correct is True) is is_right(order, layers)
        assert feedback.correct is not None


def test_several_orders_are_right():
    right = [order for order in itertools.permutations(lines_of(3)) if check_lines(order, 3).correct]
    assert len(right) > 5 and all(is_right(order, 3) for order in right)


@every_depth
def test_the_first_line_that_stands_too_early_is_named_with_what_it_misses(layers):
    order = lines_of(layers)
    first, second = order[:2]
    message = check_lines([second, first, *order[2:]], layers).message
    said = f"Line 1, “{second.code}”, comes too early: it uses {first.computes}, which is not there yet."
    assert message.startswith(said)
    assert message.count("too early") == 1


@every_depth
def test_a_beginning_is_right_so_far_and_the_rest_is_named(layers):
    order = lines_of(layers)
    for count in range(1, len(order)):
        feedback = check_lines(order[:count], layers)
        assert feedback.correct is None and all(line.computes in feedback.message for line in order[count:])
    assert check_lines([], layers).correct is None


@every_depth
@pytest.mark.parametrize("seed", range(10))
def test_all_right_lines_are_drawn_and_wrong_ones_of_different_quantities(layers, seed):
    lines = drawn_lines(layers, seed)
    wrong = [line for line in lines if line.mistake]
    assert {line.code for line in lines} >= {line.code for line in lines_of(layers)}
    assert len({line.computes for line in wrong}) == len(wrong) == WRONG and {*wrong} <= {*wrong_lines(layers)}
    assert lines == drawn_lines(layers, seed) != drawn_lines(layers, seed + 1)
    assert check_lines(lines, layers).correct is False
