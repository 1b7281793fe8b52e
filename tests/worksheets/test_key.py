"""The keys: each is what comes out of the numbers printed on its sheet, by automatic differentiation."""

import re

import autograd.numpy as anp
import numpy as np
from autograd import grad
from by_hand import CLASS, SEEDS, Page, exact, number

from backprop_helpers import MAZUR, Worksheet
from backprop_helpers.worksheets.blanks import BLANKS, symbol
from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import GIVEN


def loss_of(given, shift):
    """The loss, from the printed numbers alone; shifts are there to differentiate by."""
    z1 = anp.dot(given["W1"], given["x"]) + given["b1"] + shift["z1"]
    a1 = 1 / (1 + anp.exp(-z1)) + shift["a1"]
    z2 = anp.dot(given["W2"], a1) + given["b2"] + shift["z2"]
    a2 = 1 / (1 + anp.exp(-z2)) + shift["a2"]
    return 0.5 * anp.sum((a2 - given["y"]) ** 2), {"z1": z1, "a1": a1, "z2": z2, "a2": a2}


def computed(given, eta):
    """Every blank, by automatic differentiation."""
    h, m = len(given["b1"]), len(given["b2"])
    none = {"z1": np.zeros((h, 1)), "a1": np.zeros((h, 1)), "z2": np.zeros((m, 1)), "a2": np.zeros((m, 1))}
    loss, found = loss_of(given, none)
    by_parameter = grad(lambda each: loss_of(each, none)[0])(given)
    by_shift = grad(lambda each: loss_of(given, each)[0])(none)
    found |= {"loss": loss} | {f"dL_d{name}": by_shift[name] for name in none}
    for name in ("W1", "b1", "W2", "b2"):
        found |= {f"dL_d{name}": by_parameter[name], f"new_{name}": given[name] - eta * by_parameter[name]}
    for layer in "12":  # the slope, by a difference
        z, step = found[f"z{layer}"], 1e-6
        found[f"da{layer}_dz{layer}"] = (exact(z + step) - exact(z - step)) / (2 * step)
    return found


def test_every_key_is_what_comes_out_of_the_printed_numbers(printed):
    for sheet, student, key in printed:
        page, key_page = Page(student), Page(key)
        eta = number(re.search(r"η</i> =</span> ([−\d.]+)", student)[1])
        found = computed({name: page.array(name) for name in GIVEN}, eta)
        assert found.keys() == set(BLANKS)
        for name in BLANKS:
            right = key_page.array(symbol(name)).reshape(np.shape(found[name]))
            assert np.abs(right - found[name]).max() <= 0.5001e-4, f"{sheet.title}: {name}"


def test_the_keys_are_in_the_order_of_the_sheets_and_name_their_seeds(printed):
    for place, (sheet, _, key) in enumerate(printed, 1):
        assert f"<small>seed {sheet.seed}</small>" in key and f"id='key-{place}'" in key
    front = answer_keys(CLASS).partition("<section")[0]
    assert [int(seed) for seed in re.findall(r">seed (\d+)</a>", front)] == list(SEEDS)


def test_the_usual_wrong_numbers_are_in_the_key_with_the_name_of_the_mistake(printed):
    for sheet, _, key in printed:
        for error in sheet.expected_errors:
            assert f"<b>{error.mistake.name}</b>: {error.mistake.sentence}" in key
        assert f"{-sheet.key['dL_da2'][0, 0]:.4f}".replace("-", "−") in key  # flip_sign


def test_what_is_hard_to_tell_from_rounding_is_said_in_the_key():
    coarse = Worksheet(MAZUR.net, MAZUR.x, MAZUR.y, 0.001, decimals=2)
    said = re.search("Hardly told from rounding with these numbers: (.*?)[.]</p>", answer_keys([coarse]))[1]
    assert tuple(said.split(", ")) == coarse.indistinguishable
