"""The command that makes sheets and keys: python -m backprop_helpers.worksheets."""

import json
import re
import subprocess
import sys

import pytest
from by_hand import Page

from backprop_helpers import MAZUR, Worksheet
from backprop_helpers.worksheets.__main__ import main
from backprop_helpers.worksheets.key import answer_keys
from backprop_helpers.worksheets.pages import worksheets

OWN = {name: getattr(MAZUR.net, name).tolist() for name in ("W1", "b1", "W2", "b2")} | {"x": MAZUR.x, "y": MAZUR.y}


def test_one_command_makes_a_class_and_its_keys(tmp_path, capsys):
    main(["--class", "3", "--seed", "5", "--sizes", "2", "2", "1", "-o", str(tmp_path)])
    files = [tmp_path / "worksheets-5-to-7.html", tmp_path / "worksheets-5-to-7-key.html"]
    assert capsys.readouterr().out.split() == list(map(str, files))
    same = [Worksheet.random(seed, (2, 2, 1)) for seed in (5, 6, 7)]
    assert [file.read_text(encoding="utf-8") for file in files] == [worksheets(same), answer_keys(same)]


@pytest.mark.parametrize(("eta", "told"), [(0.5, False), (0.0001, True)])
def test_own_numbers_come_from_a_file(eta, told, tmp_path, capsys):
    file = tmp_path / "mazur.json"
    file.write_text(json.dumps({**OWN, "eta": eta}))
    main(["--numbers", str(file), "-o", str(tmp_path)])
    assert ("hardly be told from rounding: new_W2, not_moved" in capsys.readouterr().out) is told
    page = Page((tmp_path / "worksheet-mazur.html").read_text(encoding="utf-8"))
    assert page.array("W2").tolist() == OWN["W2"] and page.tables["x"][0] == ["0.05"]  # as they were given


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--class", "0"], "class should be a whole number of at least 1, but is 0"),
        (["--class", "501"], "class should be at most 500"),
        (["--seed", "x"], "argument --seed: invalid int value: 'x'"),
        (["--seed", "-1"], "seed should be a whole number of at least 0"),
        (["--sizes", "2", "9", "1"], "h should be at most 4, but is 9"),
        (["--sizes", "2", "3"], "expected 3 arguments"),
        (["--frob"], "unrecognized arguments: --frob"),
        (["--numbers", "nowhere.json"], "No such file or directory: 'nowhere.json'"),
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
        ("{", "own.json: Expecting property name"),
        ("[1]", "must be a mapping, not list"),
        ('{"W1": [[1]]}', "missing 5 required positional arguments: 'b1', 'W2', 'b2', 'x', and 'y'"),
        (json.dumps({**OWN, "w1": 3}), "unexpected keyword argument 'w1'"),
        (json.dumps({**OWN, "b1": [1]}), "b1 has shape"),
        (json.dumps({**OWN, "W1": "a"}), "W1 should hold real numbers"),
        (json.dumps({**OWN, "eta": None}), "eta should"),
    ],
)
def test_a_wrong_file_is_answered_in_a_sentence(content, words, tmp_path):
    (tmp_path / "own.json").write_text(content)
    with pytest.raises(SystemExit, match=re.escape(words)):
        main(["--numbers", str(tmp_path / "own.json"), "-o", str(tmp_path / "out")])
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["backprop_helpers.worksheets", "backprop_helpers.worksheet"])
def test_the_command_runs_by_its_name_and_for_one_release_by_the_old_one(name, tmp_path):
    def run(*arguments):
        command = [sys.executable, "-W", "error", "-m", name, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8")

    done = run("--seed", "2", "-o", "sheets")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "sheets" / "worksheet-2.html").is_file()
    assert run("--help").stdout.startswith("usage: python -m backprop_helpers.worksheets ")
