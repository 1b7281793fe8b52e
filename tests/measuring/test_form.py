"""The forms of the test: wrong options belong to misconceptions, and both forms ask for the same in other numbers."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from misconceptions import ROWS

from backprop_helpers import Network, Training, numerical_gradient, sigmoid
from backprop_helpers.measuring.form import FORMS, form
from backprop_helpers.measuring.item import MISCONCEPTIONS

A, B = (form(name).items for name in FORMS)
EVERY = [pytest.param(item, id=f"{name}-{item.name}") for name in FORMS for item in form(name).items.values()]
OTHER_SEEDS = (115,)  # one that takes no long search


def slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


#: What the options of an item with numbers are, from what is given: first the right one, then the wrong ones.
BY_HAND = {
    "forward": lambda x, W1, b1: [
        W1[0, 0] * x[0, 0] + W1[0, 1] * x[1, 0] + b1[0, 0],
        W1[0, 0] * x[0, 0] + b1[0, 0],
        W1[0, 0] * x[0, 0] + W1[1, 0] * x[1, 0] + b1[0, 0],
    ],
    "loss": lambda a2, y: [np.sum((a2 - y) ** 2) * share for share in (1 / 2, 1, 1 / 3, 1 / 6)],
    "error": lambda a2, y: [(a2 - y)[0, 0] * factor for factor in (1, -1, 2, 1 / 2)],
    "slope": lambda z2, a2, y: [
        (a2 - y)[0, 0] * slope(z2)[0, 0],
        (a2 - y)[0, 0],
        (a2 - y)[0, 0] * slope(a2)[0, 0],
        (a2 - y)[0, 0] * z2[0, 0] * (1 - z2[0, 0]),
        np.sum((a2 - y) * slope(z2)),
    ],
    "weight": lambda dL_dz2, a1: [dL_dz2[0, 0] * a1[1, 0], dL_dz2[1, 0] * a1[0, 0], a1[1, 0]],
    "bias": lambda b2, dL_dz2: [dL_dz2[0, 0], 0, dL_dz2[0, 0] + dL_dz2[1, 0], 1],
    "paths": lambda W2, dL_da2, dL_dz2: [
        W2[0, 0] * dL_dz2[0, 0] + W2[1, 0] * dL_dz2[1, 0],
        W2[0, 0] * dL_dz2[0, 0] + W2[0, 1] * dL_dz2[1, 0],
        (W2[0, 0] * dL_dz2[0, 0] + W2[1, 0] * dL_dz2[1, 0]) / 2,
        W2[0, 0] * dL_dz2[0, 0],
        W2[0, 0] * dL_da2[0, 0] + W2[1, 0] * dL_da2[1, 0],
    ],
    "batch": lambda dL_dz2: [dL_dz2[0].sum(), dL_dz2[0, 0], dL_dz2[0].mean(), dL_dz2.sum()],
}


def number(option):
    return float(option.text.replace("−", "-"))


def skeleton(item):
    """What must be alike in parallel forms."""
    given = [(name, array.shape, decimals(array)) for name, array in item.given.items()]
    return item.notebook, Counter((option.number, option.believes) for option in item.options), given


def decimals(array):
    """The most decimals of its numbers: 0 to 2, where 0.5 counts as 1."""
    return int(not np.allclose(array, np.round(array))) + int(not np.allclose(array * 10, np.round(array * 10)))


def test_there_are_16_to_20_items_about_most_notebooks():
    for name in FORMS:
        items = form(name).items
        assert 16 <= len(items) <= 20
        assert [item.notebook for item in items.values()] == sorted(item.notebook for item in items.values())
        assert len({item.notebook for item in items.values()}) >= 11


def test_each_wrong_option_belongs_to_a_misconception_of_the_table_and_each_misconception_to_some():
    assert set(MISCONCEPTIONS.values()) <= {what for what, _ in ROWS} and len(set(MISCONCEPTIONS.values())) >= 25
    for items in (A, B):
        assert {option.believes for item in items.values() for option in item.options} == {"", *MISCONCEPTIONS}


@pytest.mark.parametrize("item", EVERY)
def test_an_item_has_one_right_option_says_why_and_why_each_other_tempts(item):
    assert [option.believes for option in item.options].count("") == 1 and 3 <= len(item.options) <= 5
    assert item.why and all(bool(option.tempts) == bool(option.believes) for option in item.options)
    words = [item.text, item.why, *(word for option in item.options for word in (option.text, option.tempts))]
    assert not [word for word in words if "{" in word or "}" in word]


@pytest.mark.parametrize("item", EVERY)
def test_options_can_be_told_apart(item):
    assert len({option.text for option in item.options}) == len(item.options)
    if item.name in BY_HAND:
        for one, other in combinations(map(number, item.options), 2):
            assert one * other <= 0 or max(one / other, other / one) >= 1.2, (one, other)


@pytest.mark.parametrize("item", [param for param in EVERY if param.values[0].name in BY_HAND])
def test_each_number_is_what_its_mistake_gives_from_the_numbers_shown(item):
    expected = BY_HAND[item.name](**item.given)
    for option in item.options:
        assert number(option) == pytest.approx(expected[option.number], rel=6e-3, abs=1e-12), option
    assert item.right.number == 0


def test_the_forms_are_parallel_and_no_item_is_the_same():
    assert list(A) == list(B)
    for name in A:
        assert skeleton(A[name]) == skeleton(B[name]), name
        assert (A[name].text, str(A[name].given)) != (B[name].text, str(B[name].given)), name


@pytest.mark.parametrize("seed", OTHER_SEEDS)
def test_a_form_of_another_seed_would_be_parallel_too(seed, monkeypatch):
    monkeypatch.setitem(FORMS, f"seed {seed}", seed)
    other = form(f"seed {seed}").items
    assert [skeleton(item) for item in other.values()] == [skeleton(item) for item in A.values()]
    for name, by_hand in BY_HAND.items():
        item = other[name]
        assert [number(o) for o in item.options] == pytest.approx(
            [by_hand(**item.given)[o.number] for o in item.options], rel=6e-3, abs=1e-12
        )


@pytest.mark.parametrize("items", [A, B], ids=list(FORMS))
def test_the_right_answer_stands_at_every_place_equally_often(items):
    places = Counter((len(item.options), item.options.index(item.right)) for item in items.values())
    for count in {count for count, _ in places}:
        here = [places[count, place] for place in range(count)]
        assert max(here) - min(here) <= 1, (count, here)


@pytest.mark.parametrize("item", EVERY)
def test_the_right_answer_is_not_the_longest_by_far(item):
    longest = max(len(option.text) for option in item.options if option.believes)
    assert len(item.right.text) <= max(1.25 * longest, longest + 4)


def test_an_unknown_form_is_answered_with_those_there_are():
    with pytest.raises(ValueError, match="There is no form 'X'; there are A, B"):
        form("X")


# ---- what the items to reason about say is true


def test_the_step_that_is_said_to_be_best_is_best():
    net, x, y = Network.random(2, 3, 2, seed=4), [0.9, -0.6], [1, 0]
    steps = {"h = 10⁻⁵": 1e-5, "h = 10⁻¹³": 1e-13, "h = 0.5": 0.5}
    found = {text: numerical_gradient(net, x, y, step=h)["W1"] for text, h in steps.items()}
    errors = {text: np.abs(each - net.trace(x, y).dL_dW1).max() for text, each in found.items()}
    assert {option.text for option in A["difference"].options} == set(steps)
    assert min(errors, key=errors.get) == A["difference"].right.text == B["difference"].right.text


def test_units_that_start_alike_stay_alike():
    net = Network(np.full((4, 2), 0.2), np.zeros(4), np.full((2, 4), 0.2), np.zeros(2))
    training = Training(net, [[0, 1, 1], [1, 0, 1]], [[0, 1, 0], [1, 1, 0]], eta=1.0)
    training.go(200)
    W1 = training.trace.W1
    assert np.ptp(W1, axis=0).max() < 1e-12 < np.abs(W1 - net.W1).max()


def test_a_1_d_array_has_no_transpose():
    size = int(A["vectors"].text.split("(")[1].split(",")[0])
    u, v = np.arange(size), np.arange(size) + 1
    assert np.shape(u @ v.T) == () and u @ v.T == sum(u * v)


@pytest.mark.parametrize("items", [A, B], ids=list(FORMS))
def test_the_less_wrong_output_learns_faster(items):
    far, near = (
        float(z.replace("−", "-")) for z in items["saturated"].text.split("are ")[1].split(".")[0].split(" and ")
    )
    gradients = [abs((sigmoid(z) - 1) * slope(z)) for z in (far, near)]
    assert (
        far < near
        and gradients[0] < gradients[1]
        and f"at {near:.0f}".replace("-", "−") in items["saturated"].right.text
    )


@pytest.mark.parametrize("items", [A, B], ids=list(FORMS))
def test_the_line_that_is_right_is_the_only_one_that_runs_and_agrees_in_a_deep_network(items):
    item = items["line"]
    k = int(item.text.split("dL_da")[1][0])
    draw = np.random.default_rng(0).standard_normal
    W, dz, da = draw((3, 4)), draw((3, 1)), draw((3, 1))
    names = {f"W{k + 1}": W, f"dL_dz{k + 1}": dz, f"dL_da{k + 1}": da}
    agrees = {}
    for option in item.options:
        try:
            result = eval(option.text, dict(names))
            agrees[option.text] = np.shape(result) == (4, 1) and np.allclose(result, np.einsum("ij,ik->jk", W, dz))
        except ValueError:
            agrees[option.text] = False
    assert [text for text, right in agrees.items() if right] == [item.right.text]
