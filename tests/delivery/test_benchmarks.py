"""The benchmarks report what they measured, and keep the words around it. Nothing is timed here."""

import asyncio
import json
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))

import class_size  # noqa: E402
import run_all  # noqa: E402
import talk  # noqa: E402
from report import Report, at_most, bars_table, percentile, put  # noqa: E402
from rival_notebook import ALL_BUT_IPYMPL, rivals  # noqa: E402
from run_all import PARTS, written  # noqa: E402

NOTEBOOKS = sorted((BENCHMARKS.parent / "notebooks").glob("*.ipynb"))


def test_no_notebook_is_above_500_kilobytes():
    assert len(NOTEBOOKS) >= 13
    assert {path.name: path.stat().st_size for path in NOTEBOOKS if path.stat().st_size > 500_000} == {}


@pytest.mark.parametrize(("percent", "value"), [(50, 50), (95, 95), (99.5, 100), (100, 100), (0, 1)])
def test_a_percentile_is_a_value_that_was_measured(percent, value):
    assert percentile(reversed(range(1, 101)), percent) == value


def test_a_bar_that_is_missed_is_marked():
    lines = bars_table([at_most("memory", 110, 109.9, "MB"), at_most("a step", 8, 8.1, "kB")]).split("\n")[2:]
    assert ["missed" in line for line in lines] == [False, True]
    assert "at most 8 kB" in lines[1] and "8.1 kB" in lines[1]


def test_figures_are_replaced_and_the_words_around_them_stay():
    page = "# Title\n\n<!-- a -->\nold\n<!-- end of a -->\n\nWords.\n\n<!-- b -->\n<!-- end of b -->\n"
    once = put(page, "a", "new")
    assert once == page.replace("old", "new")
    assert put(once, "a", "new") == once


def test_every_page_has_a_place_for_its_figures():
    pages = {BENCHMARKS / "README.md": [*PARTS, "bars"], run_all.CLASS_SIZE: ["class_size"]}
    for page, names in pages.items():
        for name in names:
            assert "new figures" in put(page.read_text(encoding="utf-8"), name, "new figures")


@pytest.mark.parametrize(
    "page", ["", "<!-- a -->", "<!-- end of a --><!-- a -->", "<!-- a --><!-- a --><!-- end of a -->"]
)
def test_a_page_without_a_place_for_the_figures_is_refused(page):
    with pytest.raises(ValueError, match="no place for a"):
        put(page, "a", "new")


def test_the_bars_are_only_written_when_all_parts_were_run():
    page = "".join(f"<!-- {name} -->\nold\n<!-- end of {name} -->\n" for name in [*PARTS, "bars"])
    reports = {name: Report(f"figures of {name}") for name in PARTS}
    some = written(page, {"classroom": reports["classroom"]}, "all bars")
    assert "figures of classroom" in some and some.count("old") == len(PARTS)
    every = written(page, reports, "all bars")
    assert "all bars" in every and "old" not in every


@pytest.mark.parametrize(("found", "code"), [(8, 0), (8.1, 1)])
def test_a_missed_bar_is_an_exit_code(found, code, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["run_all.py", "slider_latency"])
    monkeypatch.setattr(run_all, "run", lambda part, quick: Report("figures", [at_most("a step", 8, found, "kB")]))
    assert run_all.main() == code and "a step" in capsys.readouterr().out


def test_a_part_that_fails_misses_a_bar(monkeypatch):
    monkeypatch.setitem(PARTS, "trace_speed", ["no_such_script.py"])
    assert [bar.met for bar in run_all.run("trace_speed", quick=True).bars] == [False]


def test_the_sliders_are_found_among_the_widgets_in_their_order():
    number = {"min": -1.0, "max": 1.0, "step": 0.5, "value": 0.5}
    found = talk.sliders(
        {
            "a": {"_model_name": "HTMLModel", "value": "text"},
            "b": {"_model_name": "FloatSliderModel", **number},
            "c": {"_model_name": "BoundedFloatTextModel", **number},
            "d": {"_model_name": "IntSliderModel", "min": 0, "max": 2, "step": 1, "value": 0},
        }
    )
    assert [slider.comm for slider in found] == ["b", "d"]
    assert [found[0].move() for _ in range(5)] == [1.0, 0.5, 0.0, -0.5, -1.0]
    assert [found[0].move() for _ in range(2)] == [-0.5, 0.0]


def test_an_answer_is_there_when_the_kernel_is_idle_again():
    loop = asyncio.new_event_loop()
    answer = talk.Answer(10.0, loop.create_future())
    update = json.dumps({"comm_id": "b", "data": {"method": "update", "state": {"value": 1.5}}}).encode()
    for kind, content in (("status", b'{"execution_state": "busy"}'), ("comm_msg", update)):
        answer.take(kind, content, 10.1, len(content))
        assert not answer.done.done()
    answer.take("status", b'{"execution_state": "idle"}', 10.25, 27)
    assert answer.done.done()
    assert (answer.seconds, answer.received) == (pytest.approx(0.25), 27 + len(update) + 27)
    assert answer.state == {"value": 1.5}
    loop.close()


def test_a_cell_that_raised_is_an_error_of_its_answer():
    answer = talk.Answer(0.0, None)
    answer.take("error", b'{"ename": "ValueError", "evalue": "no"}', 1.0, 0)
    assert answer.error == "ValueError: no"


FOUND = {"server_mb": 100.0, "kernel_mb": 100.0, "hub_mb": 200.0, "step_core_ms": 15.0, "start_core_s": 6.0}


def test_a_larger_class_needs_no_smaller_machine():
    need = [(class_size.memory(users, FOUND), class_size.cores(users, FOUND)) for users in class_size.CLASSES]
    assert need == sorted(need)
    assert class_size.memory(10, FOUND) == pytest.approx(1 + 1.3 * 2.2)
    assert class_size.cores(30, FOUND) == pytest.approx(max(30 / 3 * 4 * 0.015 / 0.6, 30 * 6 / 180))


def test_a_class_that_one_machine_cannot_hold_gets_several():
    assert class_size.machines(10, FOUND) == "one with 2 cores and 4 GiB"
    assert class_size.machines(1000, FOUND).split()[0] not in ("one", "1")
    with pytest.raises(ValueError, match="largest machine"):
        class_size.machines(1, {**FOUND, "kernel_mb": 1e6})


def test_ipympl_has_a_kernel_of_its_own_since_it_takes_every_figure_of_its_kernel():
    taking = '"matplotlib", "widget"'
    alone, others = ([cell for cell in rivals(only).cells if taking in cell.source] for only in ("ipympl", ""))
    assert len(alone) == 1 and others == []
    assert len(rivals().cells) == 1 + len(ALL_BUT_IPYMPL)
