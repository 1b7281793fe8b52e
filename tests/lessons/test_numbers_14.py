"""What notebook 14 says in numbers is so, and what the libraries computed is what the package computes."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from backprop_helpers import Network, ask
from notebooks import PATHS, cells, run

ROOT = Path(__file__).parents[2]
(LESSON,) = (path for path in PATHS if path.name.startswith("14"))
STORED = json.loads((ROOT / "docs" / "frameworks.json").read_text(encoding="utf-8"))
FOUND = STORED["found"]
NAMES = ("W1", "b1", "W2", "b2")


@cache
def lesson(solved=False):
    return run(LESSON, solved).variables


def said(cell_id):
    return next(cell.source for cell in cells(LESSON) if cell.id == cell_id)


def rows(trace):
    """The package's gradients as a library has them: of a bias a flat array."""
    return {name: getattr(trace, f"dL_d{name}").reshape(np.shape(STORED["network"][name])) for name in NAMES}


@cache
def trace():
    given = STORED["network"]
    return Network(*(given[name] for name in NAMES)).trace(np.transpose(given["X"]), np.transpose(given["y"]))


@pytest.mark.parametrize("library", ["PyTorch", "JAX", "autograd"])
def test_the_numbers_of_each_library_are_the_package_s(library):
    found = FOUND[library]
    assert found["loss"] == pytest.approx(trace().loss, abs=1e-12)
    for name, ours in rows(trace()).items():
        np.testing.assert_allclose(found["gradients"][name], ours, rtol=0, atol=1e-12)


def test_a_second_backward_of_pytorch_adds_up_and_a_forward_pass_of_jax_gives_one_number():
    for name, ours in rows(trace()).items():
        np.testing.assert_allclose(FOUND["PyTorch"]["after a second backward"][name], 2 * ours, rtol=0, atol=1e-12)
    assert FOUND["JAX"]["jvp of W1[0, 0]"] == pytest.approx(trace().dL_dW1[0, 0], abs=1e-12)


def test_the_stored_network_is_the_notebook_s_and_the_command_is_there():
    net, given = lesson()["net"], STORED["network"]
    for name in NAMES:
        np.testing.assert_array_equal(np.ravel(getattr(net, name)), np.ravel(given[name]))
    np.testing.assert_array_equal(lesson()["x"], np.transpose(given["X"]))
    np.testing.assert_array_equal(lesson()["y"], np.transpose(given["y"]))
    assert (ROOT / STORED["command"].split()[1]).is_file()


def test_the_text_says_these_numbers_and_versions():
    text = said("seen").replace("−", "-")
    assert f"loss {trace().loss:.5f}" in text and f"= {trace().dL_dW1[0, 0]:.6f}" in text
    assert f"{2 * trace().dL_dW1[0, 0]:.6f}" in text
    for library, found in FOUND.items():
        assert f"{library} {found['version'].split('+')[0]}" in text


def test_once_the_exercises_are_solved_the_reader_s_class_has_the_libraries_numbers():
    values = lesson(solved=True)["values"]
    for name in NAMES:
        gradient = np.reshape(values[name].gradient, np.shape(STORED["network"][name]))
        np.testing.assert_allclose(gradient, FOUND["PyTorch"]["gradients"][name], rtol=0, atol=1e-12)


def test_a_second_backward_adds_up_in_the_reader_s_class_too():
    here = lesson(solved=True)
    once = {name: value.gradient.copy() for name, value in here["values"].items()}
    here["loss"]().backward()
    for name, value in here["values"].items():
        np.testing.assert_allclose(value.gradient, 2 * once[name], rtol=1e-12)
        value.gradient = once[name]


def test_the_graph_has_five_nodes_and_six_numbers_are_given():
    graph = lesson()["graph"].state
    assert len(graph.computed) == 5 == lesson()["graph"].sliders["nodes"].max
    assert sum(graph.nodes[k].value.size for k in range(len(graph.nodes)) if k not in graph.computed) == 6
    assert "For all six numbers given" in said("graphkey") and "At 5 nodes" in said("graphkey")


def test_the_answers_with_numbers_are_right():
    assert str((np.zeros((5, 1)) - np.zeros(5)).shape) == ask("minus a flat array").answer
    assert ask("a value used twice").answer.startswith(f"{2 * 3 + 1}")
    X, G = np.ones((5, 2)), np.ones((5, 3))
    assert ask("weights in rows").answer == "Gᵀ · X" and (G.T @ X).shape == (3, 2)
