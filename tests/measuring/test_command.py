"""Two commands: the test on paper, and the report about a class. What is wrong is said in a sentence."""

import random
import subprocess
import sys

import pytest
from sat import sitting

from backprop_helpers.measuring import __main__ as on_paper
from backprop_helpers.measuring.command import main
from backprop_helpers.measuring.form import FORMS, form
from backprop_helpers.measuring.paper import key, paper
from backprop_helpers.measuring.sitting import receipt

LINE = receipt([sitting("A", "2026-09-01", random.Random(1), knows=0.5)])


def test_the_report_is_a_page_and_a_table_beside_the_receipts(tmp_path, capsys):
    (tmp_path / "ann.txt").write_text(LINE)
    (tmp_path / "bob.txt").write_text("lost")
    main([str(tmp_path)])
    first = (tmp_path / "class_report.html").read_text("utf-8"), (tmp_path / "class_report.csv").read_text("utf-8-sig")
    assert "<td>" in first[0] and first[1].splitlines()[1].startswith("ann.txt,1,A,2026-09-01,")
    assert "bob.txt: There is no receipt here" in capsys.readouterr().out
    main([str(tmp_path)])  # its own files are no students
    assert (tmp_path / "class_report.html").read_text("utf-8") == first[0]


def test_the_report_can_be_written_elsewhere(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ann.txt").write_text(LINE)
    main([str(tmp_path / "in"), "-o", str(tmp_path / "out" / "deep")])
    assert {path.suffix for path in (tmp_path / "out" / "deep").iterdir()} == {".html", ".csv"}
    assert len(list((tmp_path / "in").iterdir())) == 1


@pytest.mark.parametrize("arguments", [["nowhere"], ["a_file"]])
def test_a_folder_that_cannot_be_read_is_answered_in_a_sentence(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a_file").write_text("x")
    with pytest.raises(SystemExit, match="No report was written"):
        main(arguments)


def test_both_forms_and_their_keys_are_written(tmp_path, capsys):
    on_paper.main(["-o", str(tmp_path / "sheets")])
    written = capsys.readouterr().out.split()
    assert len(written) == 2 * len(FORMS)
    for name in FORMS:
        assert (tmp_path / "sheets" / f"test-{name}.html").read_text("utf-8") == paper(form(name))
        assert (tmp_path / "sheets" / f"test-{name}-key.html").read_text("utf-8") == key(form(name))


def test_a_folder_that_cannot_be_made_is_answered_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match="No test was written"):
        on_paper.main(["-o", str(tmp_path / "file")])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["backprop_helpers.class_report", "backprop_helpers.measuring"])
def test_a_command_runs_by_its_name(name):
    done = subprocess.run([sys.executable, "-W", "error", "-m", name, "--help"], capture_output=True, text=True)
    assert done.returncode == 0 and done.stdout.startswith(f"usage: python -m {name} ") and done.stderr == ""
