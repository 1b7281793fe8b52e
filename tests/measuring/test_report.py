"""The report finds what a class believes and has gained, and no file stops it."""

import csv
import random
from io import StringIO

import numpy as np
import pytest
from sat import sitting

from backprop_helpers import LearningTest
from backprop_helpers.measuring.form import form
from backprop_helpers.measuring.item import MISCONCEPTIONS
from backprop_helpers.measuring.report import at_time, gain, held, normalised_gain, read_folder, table
from backprop_helpers.measuring.sitting import receipt
from backprop_helpers.records import journal

LEARNERS = 200
#: How many of the learners hold a misconception before, and after. They know everything else.
BEFORE = {"paths": 150, "sign": 100, "several": 60, "fast": 30}
AFTER = {"paths": 20, "sign": 80, "several": 10, "fast": 0}


through_the_test = pytest.mark.thorough  # 200 learners answer 40 items each in a notebook's widget


def beliefs(learner, counts):
    """Those of one learner; spread so that learners hold different ones together."""
    held = {name for place, name in enumerate(counts) if (learner * 7 + place * 53) % LEARNERS < counts[name]}
    return [name for name in counts if name in held]


def take(name, held, draw):
    """Answers the form in a notebook, as somebody who holds these does, and finishes."""
    test = LearningTest(name)
    wanted = sitting(name, "2026-09-01", draw, held).answers
    for option, sure in wanted.values():
        test.radio.value, test.sureness.value = option.text, sure
        test.next()
    test.finish()
    return test


@pytest.fixture(scope="module")
def class_folder(tmp_path_factory):
    """200 learners who took both forms in a notebook; half hand in their receipt, half their record."""
    folder, draw = tmp_path_factory.mktemp("class"), random.Random(5)
    with pytest.MonkeyPatch.context() as patch:
        for learner in range(LEARNERS):
            own = tmp_path_factory.mktemp("learner")
            patch.setenv(journal.SETTING, str(own))
            take("A", beliefs(learner, BEFORE), draw)
            test = take("B", beliefs(learner, AFTER), draw)
            if learner % 2:
                (folder / f"{learner}.txt").write_text(f"Here is my receipt:\n{test.receipt}\n", encoding="utf-8")
            else:
                (own / journal.NAME).rename(folder / f"{learner}.jsonl")
    return folder


@pytest.fixture(scope="module")
def students(class_folder):
    found, faults = read_folder(class_folder)
    assert faults == {}
    return found


@through_the_test
def test_every_learner_is_found_with_both_sittings(students):
    assert len(students) == LEARNERS
    assert all([sat.form for sat in one] == ["A", "B"] for one in students.values())


@through_the_test
@pytest.mark.parametrize(("time", "put_in"), [(0, BEFORE), (1, AFTER)])
def test_the_report_finds_the_misconceptions_that_were_put_in(students, time, put_in):
    found = held(at_time(students, time))
    items = form("AB"[time]).items.values()
    for name in MISCONCEPTIONS:
        offers = [item for item in items if any(option.believes == name for option in item.options)]
        assert found[name].offered == LEARNERS * len(offers)
        expected = put_in.get(name, 0) * len(offers)
        assert found[name].chosen == expected, name
    most = [name for name in found if found[name].chosen]
    assert most == sorted(filter(put_in.get, put_in), key=put_in.get, reverse=True)


@through_the_test
def test_the_gain_is_that_of_the_learners(students):
    before, after = (np.mean([one[time].right / 20 for one in students.values()]) for time in (0, 1))
    found = gain(students)
    assert (found.students, found.before, found.after) == pytest.approx((LEARNERS, before, after))
    assert found.gain == pytest.approx((after - before) / (1 - before))
    assert found.interval[0] < found.gain < found.interval[1]
    assert found == gain(students)  # the same numbers each time


@through_the_test
def test_the_table_has_a_row_for_each_answer(students):
    rows = list(csv.DictReader(StringIO(table(students))))
    assert len(rows) == LEARNERS * 2 * 20
    counts = {name: 0 for name in BEFORE}
    for row in rows:
        assert (row["right"] == "1") == (row["misconception"] == "")
        for name in counts:
            counts[name] += row["sitting"] == "1" and row["misconception"] == MISCONCEPTIONS[name]
    offers = {
        name: sum(any(o.believes == name for o in item.options) for item in form("A").items.values()) for name in counts
    }
    assert counts == {name: BEFORE[name] * offers[name] for name in counts}


# ---- the gain


@pytest.mark.parametrize(("before", "after", "gained"), [(0.4, 0.7, 0.5), (0.5, 0.5, 0), (0.8, 0.6, -1), (0, 1, 1)])
def test_the_normalised_gain_is_the_share_of_what_could_be_gained(before, after, gained):
    assert normalised_gain(np.array(before), np.array(after)) == pytest.approx(gained)


def test_a_class_that_knew_all_before_has_no_gain_that_could_be_told():
    assert np.isnan(normalised_gain(np.array(1.0), np.array(1.0)))
    sat = {str(k): [sitting(name, "2026-09-01", random.Random(k)) for name in "AB"] for k in range(5)}
    found = gain(sat)
    assert np.isnan([found.gain, *found.interval]).all() and found.before == 1


def test_who_sat_once_has_no_part_in_the_gain():
    draw = random.Random(1)
    once = {"one": [sitting("A", "2026-09-01", draw, knows=0.5)]}
    assert gain(once) is None and gain({}) is None
    twice = {"two": [sitting(name, "2026-09-01", draw, knows=0.5) for name in "AB"]}
    assert gain(once | twice) == gain(twice) and gain(twice, later=2) is None


def test_the_interval_holds_the_true_gain_of_large_classes_about_95_times_in_100():
    """Learners know each item with probability 0.4 before and 0.7 after, so the true gain is one half."""
    draw, inside, classes = random.Random(3), 0, 150
    items = list(form("A").items.values())

    class Scored:
        def __init__(self, knows):
            self.score = sum(draw.random() < knows for _ in items) / len(items)

    for _ in range(classes):
        low, high = gain({str(k): [Scored(0.4), Scored(0.7)] for k in range(60)}).interval
        inside += low <= 0.5 <= high
    assert 0.89 <= inside / classes <= 0.99


# ---- files


SAT = [sitting("A", "2026-09-01", random.Random(1), knows=0.5), sitting("B", "2026-10-01", random.Random(2))]


def read(folder, **files):
    for name, content in files.items():
        (folder / name.replace("_dot_", ".")).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_folder(folder)


def test_a_folder_with_nothing_in_it_is_no_fault(tmp_path):
    assert read(tmp_path) == ({}, {})


def test_a_file_that_cannot_be_read_is_listed_and_the_others_count(tmp_path):
    line = receipt(SAT)
    (tmp_path / "folder").mkdir()
    students, faults = read(
        tmp_path,
        good_dot_txt=line,
        damaged_dot_txt=line[:-2] + "zz",
        empty_dot_txt="",
        picture_dot_png=bytes(range(256)) * 40,
        other_dot_txt="I have lost it",
        _dot_hidden=line,
        class_report_dot_csv=line,
    )
    assert students == {"good.txt": SAT}
    assert set(faults) == {"damaged.txt", "empty.txt", "picture.png", "other.txt"}
    assert "checksum" in faults["damaged.txt"] and "no receipt" in faults["empty.txt"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_receipt_is_read_however_its_file_was_saved(tmp_path, encoding):
    assert read(tmp_path, a_dot_txt=f"Here – {receipt(SAT)}\r\n".encode(encoding)) == ({"a.txt": SAT}, {})


def test_a_platform_may_give_a_folder_to_each_student(tmp_path):
    for name in ("Ann_1_online", "Bob_2_online"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "onlinetext.html").write_text(f"<p dir='ltr'>{receipt(SAT)}</p>")
    students, faults = read_folder(tmp_path)
    assert list(students) == ["Ann_1_online/onlinetext.html", "Bob_2_online/onlinetext.html"] and faults == {}


def test_a_receipt_that_stands_twice_counts_once(tmp_path):
    line = receipt(SAT)
    students, faults = read(tmp_path, a_dot_txt=f"{line}\n{line}\n{receipt(SAT[:1])}")
    assert (students, faults) == ({"a.txt": SAT}, {})


def test_sittings_are_in_the_order_of_their_days(tmp_path):
    students, _ = read(tmp_path, a_dot_txt=f"{receipt(SAT[1:])} {receipt(SAT[:1])}")
    assert students["a.txt"] == SAT


def test_an_unfinished_or_damaged_record_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    test = take("A", ["sign"], random.Random(1))
    other = LearningTest("B")
    other.radio.value = other.radio.options[0]
    other.next()
    path = tmp_path / journal.NAME
    path.write_bytes(path.read_bytes() + b'{"at": "broken\n')
    students, faults = read_folder(tmp_path)
    assert [sat.form for sat in students[path.name]] == ["A"] and test.sitting.finished
    assert faults[path.name] == "Damaged lines that were left out: 1. Sittings that were not finished: 1."


def test_of_a_thousand_damaged_files_none_stops_the_report(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    take("A", ["sign"], random.Random(1))
    record = (tmp_path / journal.NAME).read_bytes()
    (tmp_path / journal.NAME).unlink()
    contents, draw = (receipt(SAT).encode(), record), random.Random(0)
    for number in range(1000):
        content = bytearray(contents[number % 2])
        for place in draw.sample(range(len(content)), draw.randint(1, 3)):
            content[place] ^= 1 << draw.randrange(8)
        (tmp_path / f"{number}.txt").write_bytes(content)
    students, faults = read_folder(tmp_path)
    believed = {name: sat for name, sat in students.items() if not int(name.split(".")[0]) % 2}
    assert believed == {} and len(faults) >= 990
    known = {name for sat in students.values() for one in sat for name in one.answers}
    assert known <= set(form("A").items)


def test_a_name_that_a_spreadsheet_would_compute_is_text_in_the_table():
    assert "'=1+1.txt,1,A" in table({"=1+1.txt": SAT}) and "\nann.txt,1,A" in table({"ann.txt": SAT})
