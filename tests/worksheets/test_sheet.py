"""The printed sheets: each can be computed from what is printed on it, and the key is what comes out."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import autograd.numpy as anp
import numpy as np
import pytest
from autograd import grad

from backprop_helpers import Network, Worksheet
from backprop_helpers.worksheets.__main__ import main
from backprop_helpers.worksheets.blanks import BLANKS, symbol
from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import GIVEN, worksheets

SEEDS = range(1, 31)
CLASS = [Worksheet.random(seed) for seed in SEEDS]
SIZES = [(1, 1, 1), (2, 2, 1), (2, 2, 2), (3, 2, 4), (4, 1, 3), (4, 4, 4)]
MAZUR = {"W1": [[0.15, 0.2], [0.25, 0.3]], "b1": [0.35, 0.35], "W2": [[0.4, 0.45], [0.5, 0.55]], "b2": [0.6, 0.6]}
MAZUR |= {"x": [0.05, 0.1], "y": [0.01, 0.99]}


class Page(HTMLParser):
    """The tables of a page by their label, as lists of rows; its headings; and where it leads to."""

    def __init__(self, html):
        super().__init__()
        self.tables, self.headings, self.addresses, self._table, self._cell = {}, [], [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "table":
            self._table.append(self.tables.setdefault(given["aria-label"], []))
        elif tag == "tr":
            self._table[-1].append([])
        elif tag in ("td", "th"):
            self._table[-1][-1].append("")
            self._cell = self._table[-1][-1]
        elif re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.addresses += [given[name] for name in ("src", "href") if name in given]

    def handle_data(self, data):
        if self._table and self._cell:
            self._cell[-1] += data

    def handle_endtag(self, tag):
        if tag == "table":
            self._table.pop()
            self._cell = None


def number(text):
    return float(text.replace("−", "-"))


def array(page, label):
    return np.array([[number(cell) for cell in row] for row in page.tables[label]])


def parts(html, start):
    """The document cut at each sheet or key."""
    return [start + part for part in html.split(start)[1:]]


@pytest.fixture(scope="module")
def printed():
    """For each seed the student's sheet and the key."""
    sheets = parts(worksheets(CLASS), "<h2>Backpropagation by hand <small>")
    keys = parts(answer_keys(CLASS), "<section class='key'")
    assert len(sheets) == len(keys) == len(SEEDS)
    return list(zip(SEEDS, sheets, keys, strict=True))


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
        found[f"da{layer}_dz{layer}"] = (1 / (1 + np.exp(-z - step)) - 1 / (1 + np.exp(step - z))) / (2 * step)
    return found


# ---- the key


def test_every_key_is_what_comes_out_of_the_printed_numbers(printed):
    for seed, sheet, key in printed:
        sheet_page, key_page = Page(sheet), Page(key)
        given = {name: array(sheet_page, name) for name in GIVEN}
        eta = number(re.search(r"η</i> =</span> ([−\d.]+)", sheet)[1])
        found = computed(given, eta)
        assert found.keys() == set(BLANKS)
        for name in BLANKS:
            right = array(key_page, symbol(name)).reshape(np.shape(found[name]))
            assert np.abs(right - found[name]).max() <= 0.5001e-4, f"seed {seed}: {name}"


def test_the_key_stands_in_the_order_of_the_sheets_and_names_its_seed(printed):
    for seed, sheet, key in printed:
        assert f"<small>seed {seed}</small>" in sheet and f"<small>seed {seed}</small>" in key
        assert f"id='key-{seed}'" in key
    front = answer_keys(CLASS).partition("<section")[0]
    assert [int(seed) for seed in re.findall(r">seed (\d+)</a>", front)] == list(SEEDS)


def test_sheet_and_key_start_from_the_very_network(printed):
    for sheet, (_, student, key) in zip(CLASS, printed, strict=True):
        for page in (Page(student), Page(key)):
            for name in GIVEN:
                assert (array(page, name) == getattr(sheet.trace, name)).all()


def test_the_usual_wrong_numbers_are_in_the_key_with_the_name_of_the_mistake(printed):
    for sheet, (_, _, key) in zip(CLASS, printed, strict=True):
        assert len(sheet.expected_errors) > 15
        for error in sheet.expected_errors:
            assert f"<b>{error.mistake.name}</b>: {error.mistake.sentence}" in key
        assert f"{-sheet.key['dL_da2'].item():.4f}".replace("-", "−") in key  # flip_sign


# ---- the student's sheet


def test_a_sheet_has_empty_boxes_in_the_shape_of_every_blank(printed):
    for sheet, (_, student, _) in zip(CLASS, printed, strict=True):
        page = Page(student)
        for name in BLANKS:
            boxes = page.tables[f"{symbol(name)}: boxes to fill in"]
            assert np.shape(boxes) == np.atleast_2d(sheet.key[name]).shape
            assert not any("".join(row).strip() for row in boxes)


def test_a_sheet_gives_nothing_of_the_key_away(printed):
    for sheet, (_, student, _) in zip(CLASS, printed, strict=True):
        seen = re.sub(
            r"<table class='sigmoid'.*?</table>|<small>±.*?</small>|it is off by [\d.]+", "", student, flags=re.S
        )
        text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", seen, flags=re.S)
        keys = {f"{abs(value):.4f}" for right in sheet.key.values() for value in np.ravel(right)}
        assert not keys & set(re.findall(r"\d+\.\d{4,}", text))
        assert not re.search(r"\d\.\d{4}", text)


def test_no_two_sheets_of_a_class_are_alike():
    numbers = {tuple(np.concatenate([np.ravel(getattr(sheet.trace, name)) for name in GIVEN])) for sheet in CLASS}
    assert len(numbers) == len(CLASS)


@pytest.mark.parametrize("sizes", [(2, 3, 1), *SIZES])
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


def test_the_same_seed_gives_the_same_sheet():
    assert worksheets([Worksheet.random(5)]) == worksheets([Worksheet.random(5)])
    assert answer_keys([Worksheet.random(5)]) == answer_keys([Worksheet.random(5)])


def test_a_seed_keeps_its_numbers_for_sheets_are_on_paper():
    sheet = Worksheet.random(7)
    assert sheet.net.W1.tolist() == [[0.3, -1.4], [0.4, 1.2], [0.1, -0.6]] and sheet.x.ravel().tolist() == [-3, 1]
    assert sheet.net.W2.tolist() == [[-0.8, -0.1, 1.6]] and sheet.y.tolist() == [[0.2]]


# ---- the tolerance


def by_hand(sheet, read, sigmoid):
    """A pass in which every number is written down as `read` gives it, and gone on with."""
    t = sheet.trace
    own = {}

    def put(name, value):
        own[name] = read(value)
        return own[name]

    a1 = put("a1", sigmoid(put("z1", t.W1 @ t.x + t.b1)))
    a2 = put("a2", sigmoid(put("z2", t.W2 @ a1 + t.b2)))
    put("loss", np.sum((a2 - t.y) ** 2) / 2)
    dz2 = put("dL_dz2", put("dL_da2", a2 - t.y) * put("da2_dz2", a2 * (1 - a2)))
    put("dL_dW2", dz2 @ a1.T)
    put("dL_db2", dz2)
    dz1 = put("dL_dz1", put("dL_da1", t.W2.T @ dz2) * put("da1_dz1", a1 * (1 - a1)))
    put("dL_dW1", dz1 @ t.x.T)
    put("dL_db1", dz1)
    for name in ("W2", "b2", "W1", "b1"):
        put(f"new_{name}", getattr(t, name) - sheet.eta * own[f"dL_d{name}"])
    return own


def exact(z):
    return 1 / (1 + np.exp(-z))


def rounded(value):
    return np.round(value, 4)


def from_the_table(z):
    grid = np.round(np.arange(-40, 41) / 10, 1)
    return np.interp(z, grid, np.round(exact(grid), 4))


@pytest.mark.parametrize("sizes", [(2, 3, 1), (2, 2, 2), (4, 4, 4)])
def test_whoever_rounds_each_number_is_within_the_printed_tolerance(sizes):
    used = dict.fromkeys(BLANKS, 0.0)
    for seed in SEEDS:
        sheet, draw = Worksheet.random(seed, sizes), np.random.default_rng(seed)

        def unlucky(value, draw=draw):
            return value + draw.choice([-0.5e-4, 0.5e-4], np.shape(value))

        for read, sigmoid in ((rounded, exact), (rounded, from_the_table), (unlucky, exact)):
            own = by_hand(sheet, read, sigmoid)
            for name in BLANKS:
                off = np.abs(own[name] - sheet.key[name]).max()
                assert off <= sheet.tolerance[name] + 1e-9, f"seed {seed}: {name}"
                used[name] = max(used[name], off / sheet.tolerance[name])
    assert min(used.values()) > 0.3 and max(used.values()) > 0.8, used  # and it is not wider than it needs to be


def test_fewer_decimals_mean_a_wider_tolerance():
    for name, fine in Worksheet.random(7).tolerance.items():
        assert Worksheet(Worksheet.random(7).net, CLASS[6].x, CLASS[6].y, decimals=3).tolerance[name] > 3 * fine


# ---- as a document


@pytest.mark.parametrize("sheets", [CLASS[:1], CLASS[:3], [Worksheet.random(1, (4, 4, 4))]])
@pytest.mark.parametrize("document", [worksheets, answer_keys])
def test_a_document_is_complete_alone_and_in_order(document, sheets):
    html = document(sheets)
    page = Page(html)
    assert html.startswith("<!doctype html><html lang='en'>") and "<title>" in html
    assert page.headings[0] == 1 and page.headings.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    assert all(address.startswith("#") for address in page.addresses) and "url(" not in html and "<script" not in html


@pytest.mark.parametrize("sizes", [(2, 3, 1), *SIZES])
def test_every_sheet_ends_on_a_left_page(sizes):
    html = worksheets([Worksheet.random(1, sizes)])
    pages = re.findall(r"page (\d) of (\d)", html)
    assert [int(k) for k, _ in pages] == list(range(1, len(pages) + 1)) and len(pages) % 2 == 0
    assert {int(count) for _, count in pages} == {len(pages)}
    if sizes == (2, 3, 1):
        assert len(pages) == 2  # one leaf of paper for a student


# ---- own numbers


def test_own_numbers_make_a_sheet_and_its_key():
    own = dict(MAZUR)
    sheet = Worksheet(Network(*(own[name] for name in ("W1", "b1", "W2", "b2"))), own["x"], own["y"], 0.5)
    page = Page(worksheets([sheet]))
    assert array(page, "W1").tolist() == MAZUR["W1"]
    assert "−" not in page.tables["x"][0][0]
    assert round(float(sheet.key["new_W2"][0, 0]), 8) == 0.35891648  # as Matt Mazur printed it


def test_what_is_hard_to_tell_from_rounding_is_said_in_the_key():
    net = Network(**{name: MAZUR[name] for name in ("W1", "b1", "W2", "b2")})
    coarse = Worksheet(net, MAZUR["x"], MAZUR["y"], 0.001, decimals=2)
    assert "stale_W2" in coarse.indistinguishable
    assert "Hardly told from rounding" in answer_keys([coarse]) and "stale_W2" in answer_keys([coarse])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"net": 3}, "net should be a Network"),
        ({"x": [1, 2, 3]}, "x has shape"),
        ({"y": [[1, 2]]}, "y has shape"),
        ({"eta": 0}, "eta should be above 0"),
        ({"decimals": 9}, "decimals should be at most 6"),
        ({"seed": -1}, "seed should be a whole number"),
        ({"net": Network.random(5, 2, 1), "x": [1] * 5}, "n should be at most 4"),
    ],
)
def test_what_makes_no_sheet_is_refused(wrong, words):
    with pytest.raises(ValueError, match=words):
        Worksheet(**{"net": CLASS[0].net, "x": CLASS[0].x, "y": CLASS[0].y, **wrong})


# ---- the command


def test_one_command_makes_a_class_and_its_keys(tmp_path, capsys):
    main(["--class", "3", "--seed", "5", "--sizes", "2", "2", "1", "-o", str(tmp_path)])
    files = [tmp_path / "worksheets-5-to-7.html", tmp_path / "worksheets-5-to-7-key.html"]
    assert capsys.readouterr().out.split() == list(map(str, files))
    same = [Worksheet.random(seed, (2, 2, 1)) for seed in (5, 6, 7)]
    assert [file.read_text(encoding="utf-8") for file in files] == [worksheets(same), answer_keys(same)]


@pytest.mark.parametrize(("eta", "told"), [(0.5, False), (0.0001, True)])
def test_own_numbers_come_from_a_file(eta, told, tmp_path, capsys):
    file = tmp_path / "mazur.json"
    file.write_text(json.dumps({**MAZUR, "eta": eta}))
    main(["--numbers", str(file), "-o", str(tmp_path)])
    assert ("hardly be told from rounding: not_moved" in capsys.readouterr().out) is told
    page = Page((tmp_path / "worksheet-mazur.html").read_text(encoding="utf-8"))
    assert array(page, "W2").tolist() == MAZUR["W2"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--class", "0"], "whole number from 1 to 500, not '0'"),
        (["--seed", "x"], "whole number of at least 0, not 'x'"),
        (["--sizes", "2", "9", "1"], "whole number from 1 to 4, not '9'"),
        (["--sizes", "2", "3"], "expected 3 arguments"),
        (["--eta", "-1"], "number above 0"),
        (["--decimals", "7"], "whole number from 2 to 6"),
        (["--frob"], "unrecognized arguments: --frob"),
        (["--numbers", "nowhere.json"], "nowhere.json can't be read"),
    ],
)
def test_a_wrong_argument_is_answered_in_a_sentence(arguments, words, tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "-o", str(tmp_path)])
    assert stopped.value.code not in (0, None)
    assert words in capsys.readouterr().err + str(stopped.value.code)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no JSON"),
        ("[1]", "should hold names and numbers in braces"),
        ('{"W1": [[1]]}', "lacks b1, W2, b2, x, y"),
        (json.dumps({**MAZUR, "w1": 3}), "holds w1; there are W1"),
        (json.dumps({**MAZUR, "b1": [1]}), "b1 has shape"),
        (json.dumps({**MAZUR, "W1": "a"}), "W1 should hold real numbers"),
        (json.dumps({**MAZUR, "eta": None}), "eta should"),
    ],
)
def test_a_wrong_file_is_answered_in_a_sentence(content, words, tmp_path):
    (tmp_path / "own.json").write_text(content)
    with pytest.raises(SystemExit, match=re.escape(words)):
        main(["--numbers", str(tmp_path / "own.json"), "-o", str(tmp_path / "out")])


def test_the_command_runs_where_the_package_is_installed(tmp_path):
    command = [sys.executable, "-W", "error", "-m", "backprop_helpers.worksheet", "--seed", "2", "-o", "sheets"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "sheets" / "worksheet-2.html").is_file()
