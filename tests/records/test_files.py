"""A record file that is damaged or something else is never believed, never stops anybody, and nothing of it is lost."""

import random
import sys
import types

import pytest

from backprop_helpers.records import files, journal
from backprop_helpers.records.files import LARGEST

NAME = "my_backprop_record.txt"
FOREIGN = [
    b"",
    b"\n\n",
    b"not a record",
    b"\x00\xff\xfe" * 50,
    b"[" * 100_000,
    b"[1, 2, 3]\n" * 3,
    b'{"at": "2026-01-01T00:00:00+00:00", "kind": "question", "item": "by hand", "right": true}\n',
    b'{"at": 1, "kind": "question", "item": "x", "right": true, "sum": "00000000"}\n',
    b"1" * 10_000,
    b"NaN\n",
]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    yield tmp_path
    journal.notice()


def kept(folder):
    """All that the files of a folder hold."""
    return b"\n".join(path.read_bytes() for path in folder.iterdir())


def filled(folder):
    for number in range(20):
        journal.add("question", f"number {number}", number % 3 > 0, sure="certain", chosen="−0.2")
    return (folder / NAME).read_bytes(), journal.events()


@pytest.mark.parametrize("content", FOREIGN, ids=range(len(FOREIGN)))
def test_a_foreign_file_is_set_aside_with_one_sentence_and_the_record_begins(folder, content):
    (folder / NAME).write_bytes(content)
    journal.add("question", "mine", True)
    said = journal.notice()
    assert [event["item"] for event in journal.events()] == ["mine"] and journal.notice() == ""
    assert content.strip() in kept(folder)
    assert bool(said) == bool(content.strip()) and said.count("set_aside") == bool(said)


def test_a_file_that_is_far_too_large_is_not_read_but_set_aside(folder):
    with open(folder / NAME, "wb") as file:
        file.truncate(LARGEST + 1)
    journal.add("question", "mine", True)
    assert [event["item"] for event in journal.events()] == ["mine"]
    assert sorted(path.stat().st_size for path in folder.iterdir())[1] == LARGEST + 1


def test_a_line_that_was_cut_off_takes_no_other_with_it(folder):
    content, events = filled(folder)
    (folder / NAME).write_bytes(content[:-30])
    journal.add("question", "after", True)
    assert [event["item"] for event in journal.events()] == [each["item"] for each in events[:-1]] + ["after"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_record_that_an_editor_saved_in_another_encoding_is_read_and_goes_on(folder, encoding):
    content, events = filled(folder)
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    (folder / NAME).write_bytes((mark + content.decode()).encode(encoding))
    journal.add("question", "after", True)
    assert [event["item"] for event in journal.events()] == [each["item"] for each in events] + ["after"]


def damaged(content, draw):
    """A copy in which a byte, a piece, or the order of pieces is another."""
    one, other = sorted((draw.randrange(len(content)), draw.randrange(len(content))))
    noise = bytes(draw.randrange(256) for _ in range(draw.randrange(1, 6)))
    flipped = bytes([content[one] ^ 1 << draw.randrange(8)])
    kinds = (
        content[:one] + flipped + content[one + 1 :],
        content[:one] + noise + content[one:],
        content[:one] + content[one + draw.randrange(1, 40) :],
        content[:one],
        content[:one] + content[other:],
        content[other:] + content[:one],
        content[:one] + noise + content[other:],
        content.replace(b"true", b"false", 1),
        content.replace(b"number 7", b"number 8", 1),
    )
    return draw.choice(kinds)


@pytest.mark.parametrize("many", [100, pytest.param(1000, marks=pytest.mark.thorough)])
def test_of_many_damaged_files_none_raises_none_is_believed_and_none_is_lost(folder, many):
    content, events = filled(folder)
    honest, changed = set(content.splitlines()), 0
    for seed in range(many):
        for path in folder.iterdir():
            path.unlink()
        now = damaged(content, random.Random(seed))
        (folder / NAME).write_bytes(now)
        found = journal.events()
        assert all(event in events for event in found), seed
        assert len(found) == sum(line.strip() in honest for line in now.splitlines()), seed
        journal.add("question", "after", True)
        assert journal.events() == [*found, journal.events()[-1]], seed
        assert all(line.strip() in kept(folder) for line in now.split(b"\n")), seed
        changed += set(now.splitlines()) != honest
    assert changed > 0.95 * many


def test_an_answer_is_kept_where_nothing_can_be_locked_as_in_the_browser(folder, monkeypatch):
    monkeypatch.setattr(files, "fcntl", types.SimpleNamespace(LOCK_EX=2, LOCK_NB=4))
    journal.add("question", "one", True)
    assert [event["item"] for event in journal.events()] == ["one"] and (folder / NAME).exists()


def test_a_damaged_file_is_mended_in_the_browser_too_where_an_open_file_holds_its_bytes(folder, monkeypatch):
    content, events = filled(folder)
    (folder / NAME).write_bytes(b"broken\n" + content)
    monkeypatch.setattr(sys, "platform", "emscripten")
    assert journal.events() == events and (folder / NAME).read_bytes() == content
    assert len(list(folder.iterdir())) == 2
