"""The record is the learner's: beside the notebooks, readable, deletable, switched off with one call."""

import builtins
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from backprop_helpers.records import journal

NAME = "my_backprop_record.txt"


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """A folder with notebooks, and a user's folder; nothing is left of what an earlier test wrote."""
    for name in ("notebooks", "home"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    monkeypatch.delenv(journal.SETTING)
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    yield
    journal.keep_record()
    journal.delete_record()
    journal.notice()


def items():
    return [event["item"] for event in journal.events()]


@pytest.fixture
def refuse(monkeypatch):
    """Makes folders refuse to be written, as the disk of a course or a full one does."""

    def these(*folders):
        real = builtins.open

        def opened(file, mode="r", *more, **others):
            if set("wax+") & set(mode) and Path(file).resolve().parent in [Path(each).resolve() for each in folders]:
                raise PermissionError(13, "Permission denied", str(file))
            return real(file, mode, *more, **others)

        monkeypatch.setattr(builtins, "open", opened)

    return these


def test_an_answer_is_found_again_with_all_that_was_said():
    journal.add("question", "shape of W1", False, sure="certain", chosen="(3, 5)", mistake=None)
    (event,) = journal.events()
    assert event.pop("at")
    assert event == {
        "kind": "question",
        "item": "shape of W1",
        "right": False,
        "sure": "certain",
        "chosen": "(3, 5)",
    }


def test_events_come_oldest_first_and_a_reader_of_them_cannot_spoil_them():
    for number in range(5):
        journal.add("practice", f"dL_db{number}", True)
    journal.events()[0]["item"] = "other"
    assert items() == [f"dL_db{number}" for number in range(5)]


def test_the_file_stands_beside_the_notebooks_and_a_person_can_read_it():
    journal.add("exercise", "dL_dz1", False, mistake="no_transpose")
    (line,) = Path(NAME).read_text(encoding="utf-8").splitlines()
    assert "no_transpose" in line and json.loads(line)["item"] == "dL_dz1"
    assert os.listdir() == [NAME]


@pytest.mark.parametrize(
    ("kind", "item", "more"),
    [
        ("rumour", "dL_dz1", {}),
        ("question", "", {}),
        ("question", None, {}),
        ("question", "dL_dz1", {"sure": ["certain"]}),
        ("question", "dL_dz1", {"form": float("nan")}),
        ([], "dL_dz1", {}),
    ],
)
def test_what_is_no_event_is_not_written(kind, item, more):
    journal.add(kind, item, True, **more)
    assert journal.events() == [] and os.listdir() == []


@pytest.mark.parametrize("chosen", ["−0.2, a₂ − y", "a\nb", "\ud800", "x" * 5000, '"}', "\u2028"])
def test_any_text_can_be_recorded(chosen):
    journal.add("question", "two paths", True, chosen=chosen)
    journal.add("question", "next", True)
    assert items() == ["two paths", "next"] and journal.notice() == ""


def test_an_exercise_that_is_run_again_with_the_same_result_is_written_once():
    for right, mistake in ((False, "no_sigma1"), (False, "no_sigma1"), (True, None), (True, None)):
        journal.add_if_changed("exercise", "dL_dz1", right, mistake)
    assert [event["right"] for event in journal.events()] == [False, True]


# ---- two kernels, and a class


WRITER = """
import importlib.util, os, sys, types
folder, number, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
sys.modules["records"] = package = types.ModuleType("records")  # without the package, which takes a second to import
package.__path__ = [folder]
from records import journal
for each in range(count):
    journal.add("practice", f"{number} {each}", True)
"""


def writers(how_many, each):
    command = [sys.executable, "-c", WRITER, str(Path(journal.__file__).parent)]
    started = [subprocess.Popen([*command, str(number), str(each)]) for number in range(how_many)]
    assert [one.wait() for one in started] == [0] * how_many


def test_a_class_that_writes_at_once_loses_nothing():
    writers(30, 20)
    assert sorted(items()) == sorted(f"{number} {each}" for number in range(30) for each in range(20))
    assert os.listdir() == [NAME]


def test_a_kernel_sees_what_another_has_written_since():
    journal.add("question", "here", True)
    assert items() == ["here"]
    writers(1, 1)
    assert sorted(items()) == ["0 0", "here"]


def test_a_file_that_has_not_changed_is_not_read_again(refuse, monkeypatch):
    journal.add("question", "here", True)
    assert items() == ["here"]
    monkeypatch.setattr(Path, "read_bytes", None)
    assert items() == ["here"]


# ---- folders that can't be written


def test_a_read_only_folder_leaves_the_record_with_the_user_and_says_so_once(refuse):
    refuse(".")
    for item in ("first", "second"):
        journal.add("question", item, True)
    said = journal.notice()
    assert said.count("can't be kept") == 1 and str(Path.home() / NAME) in said
    assert journal.notice() == "" and items() == ["first", "second"]
    assert os.listdir() == [] and os.listdir(Path.home()) == [NAME]


def test_if_no_folder_can_be_written_the_kernel_remembers_and_says_so(refuse):
    refuse(".", Path.home())
    journal.add("question", "first", True)
    assert "forgotten when the kernel stops" in journal.notice()
    assert items() == ["first"] and os.listdir() == []


@pytest.mark.parametrize("shared", [False, True])
def test_a_course_folder_of_another_user_is_left_alone_also_if_all_may_write_there(shared):
    """With the system's own permissions, if there is another user to be."""
    if not hasattr(os, "fork") or os.geteuid():
        pytest.skip("only root can become another user")
    os.chmod(Path.home(), 0o777)
    for folder in [*Path.home().parents][:-1]:
        if folder.stat().st_uid == 0 and "pytest" in str(folder):
            os.chmod(folder, 0o755)
    if shared:
        journal.add("question", "the teacher's", True)
        os.chmod(".", 0o777)
        os.chmod(NAME, 0o666)
    child = os.fork()
    if not child:
        try:
            os.setuid(65534)
            journal.add("question", "first", True)
            os._exit(items() != ["first"])
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert os.listdir(Path.home()) == [NAME] and os.listdir() == [NAME] * shared


def test_a_folder_of_that_name_is_no_record():
    os.mkdir(NAME)
    journal.add("question", "first", True)
    assert items() == ["first"] and os.listdir(NAME) == []


# ---- deleted, and off


def test_one_call_deletes_the_record_and_says_what_it_deleted():
    journal.add("question", "first", True)
    assert str(Path(NAME).resolve()) in journal.delete_record()
    assert os.listdir() == [] and journal.events() == []
    assert "no record" in journal.delete_record()


def test_one_call_switches_the_record_off_for_every_notebook_of_the_folder_and_on_again():
    journal.add("question", "before", True)
    assert "off" in journal.keep_record(False)
    journal.add("question", "off", True)
    writers(1, 1)
    assert journal.events() == []
    assert "sent nowhere" in journal.keep_record()
    assert items() == ["before"]


def test_off_holds_for_this_kernel_if_it_can_not_be_noted(refuse):
    refuse(".", Path.home())
    journal.keep_record(False)
    journal.add("question", "off", True)
    assert journal.events() == []


@pytest.mark.parametrize("clocks", [("11:59", "12:00", "09:00"), ("23:59", "09:00", "09:01")])
def test_a_clock_that_is_put_back_changes_no_order(monkeypatch, clocks):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return cls.fromisoformat(f"2026-11-27T{times.pop(0)}:00+00:00")

    times = [*clocks]
    monkeypatch.setattr(journal, "datetime", Clock)
    for name in ("first", "second", "third"):
        journal.add("question", name, True)
    assert items() == ["first", "second", "third"]


def test_the_environment_switches_it_off_or_says_where_it_is(tmp_path, monkeypatch):
    for off in ("off", " OFF ", "no", "False", "0"):
        monkeypatch.setenv(journal.SETTING, off)
        journal.add("question", "off", True)
    monkeypatch.setenv(journal.SETTING, str(tmp_path / "none"))
    journal.add("question", "lost", True)
    assert f"{journal.SETTING} names {tmp_path / 'none'}, which can't be written" in journal.notice()
    journal.delete_record()
    monkeypatch.setenv(journal.SETTING, "~")
    assert journal.places() == [Path.home() / NAME]
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    journal.add("question", "elsewhere", True)
    assert items() == ["elsewhere"] and os.listdir() == [] and Path(tmp_path, NAME).is_file()
