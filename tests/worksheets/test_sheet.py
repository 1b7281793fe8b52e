"""A sheet: numbers that can be computed by hand and hide no mistake, and its key."""

import re

import numpy as np
import pytest
from by_hand import CLASS, MAZUR_SHEET, SIZES, key_by_hand

from backprop_helpers import MAZUR, Network, Worksheet
from backprop_helpers.worksheets.pages import GIVEN


def test_a_seed_keeps_its_numbers_for_sheets_are_on_paper():
    sheet = Worksheet.random(7)
    assert sheet.net.W1.tolist() == [[1.6, -1.2], [-0.5, -0.8], [0.1, 0.3]] and sheet.x.ravel().tolist() == [1, 2]
    assert sheet.net.W2.tolist() == [[-0.3, 1.5, -1.4], [-0.1, -0.7, -0.5]] and sheet.y.tolist() == [[0.8], [0.5]]


def test_sheets_of_one_output_that_were_printed_with_a_seed_alone_are_still_there():
    assert Worksheet.random(7).with_one_output() == "ByHand(seed=7, sizes=(2, 3, 1))"
    sheet = Worksheet.random(7, (2, 3, 1))
    assert sheet.net.W1.tolist() == [[0.3, -1.4], [0.4, 1.2], [0.1, -0.6]] and sheet.x.ravel().tolist() == [-3, 1]
    assert sheet.net.W2.tolist() == [[-0.8, -0.1, 1.6]] and sheet.y.tolist() == [[0.2]]


def test_no_two_sheets_of_a_class_are_alike():
    numbers = {tuple(np.concatenate([np.ravel(getattr(sheet.trace, name)) for name in GIVEN])) for sheet in CLASS}
    assert len(numbers) == len(CLASS)


@pytest.mark.parametrize("sizes", SIZES)
def test_the_numbers_are_humane_and_hide_no_mistake(sizes):
    for seed in range(5):
        sheet = Worksheet.random(seed, sizes)
        assert sheet.sizes == sizes and sheet.indistinguishable == ()
        for name in (*GIVEN, "z1"):
            tenths = np.asarray(getattr(sheet.trace, name)) * 10
            assert np.allclose(tenths, np.round(tenths)) and (tenths != 0).all(), name
        for name in ("W1", "W2"):  # no two alike, so that a transpose can't hide
            matrix = np.abs(getattr(sheet.trace, name))
            assert len(np.unique(matrix)) == matrix.size
        assert np.abs(sheet.trace.z1).max() <= 2.5 and np.abs(sheet.trace.z2).max() <= 2.5


def test_an_expected_error_differs_from_the_key_by_more_than_rounding():
    for sheet in CLASS:
        assert len(sheet.expected_errors) > 15
        for error in sheet.expected_errors:
            off = np.abs(error.numbers - sheet.key[error.blank])
            assert off.max() > sheet.tolerance[error.blank], error.mistake.name


def test_the_key_of_own_numbers_is_as_matt_mazur_printed_it():
    sheet = MAZUR_SHEET
    found = {"z1": sheet.key["z1"], "a1": sheet.key["a1"], "W2": sheet.key["new_W2"]}
    places = {"z1[0]": (0, 0), "a1[0]": (0, 0), "a1[1]": (1, 0), "W2[0,0]": (0, 0), "W2[1,1]": (1, 1)}
    printed = {each.of: each for each in MAZUR.printed if each.after <= 1 and each.order == "together"}
    for element, place in places.items():
        assert printed[element].agrees(found[element.partition("[")[0]][place]), element


def test_a_mistake_that_rounding_hides_is_known():
    coarse = Worksheet(MAZUR.net, MAZUR.x, MAZUR.y, 0.001, decimals=2)
    assert "new_W2" in coarse.indistinguishable and not MAZUR_SHEET.indistinguishable


def test_an_answer_is_the_same_within_rounding_number_by_number():
    sheet = CLASS[0]
    rounded = key_by_hand(sheet)["z2"]
    assert sheet.same("z2", rounded, sheet.key["z2"]).all()
    assert sheet.same("z1", sheet.key["z1"] + [[1], [0], [0]], sheet.key["z1"]).ravel().tolist() == [False, True, True]


def test_a_network_with_other_functions_makes_no_sheet():
    with pytest.raises(ValueError, match="net should have sigmoids and half the squared error"):
        Worksheet(Network.random(2, 2, 1, activation="tanh"), [1, 2], [1])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"y": [[1, 2]]}, "y has shape"),
        ({"eta": 0}, "eta should be above 0"),
        ({"decimals": 9}, "decimals should be at most 6"),
        ({"seed": 10**9 + 1}, "seed should be at most 1000000000"),
        ({"net": Network.random(5, 2, 1), "x": [1] * 5}, "n should be at most 4"),
    ],
)
def test_what_makes_no_sheet_is_refused(wrong, words):
    with pytest.raises(ValueError, match=words):
        Worksheet(**{"net": CLASS[0].net, "x": CLASS[0].x, "y": CLASS[0].y, **wrong})


@pytest.mark.parametrize("sizes", [(2, 3), (2, 3, 1, 1)])
def test_sizes_are_three_numbers(sizes):
    with pytest.raises(ValueError, match=re.escape(f"sizes should be three numbers, n, h and m, but is {sizes}")):
        Worksheet.random(1, sizes)
