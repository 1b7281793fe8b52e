"""Long work runs only after a click, lets other tasks run, stops when it is asked to, and shows what is there."""

import asyncio

import pytest

from backprop_helpers import BackgroundRun


class Work:
    """So many slices, and how many were done since the last start."""

    def __init__(self, slices=10, fails_at=None):
        self.slices, self.fails_at, self.done, self.starts = slices, fails_at, 0, 0

    def __len__(self):
        return self.slices

    def __iter__(self):
        self.done, self.starts = 0, self.starts + 1
        for _ in range(self.slices):
            self.done += 1
            if self.done == self.fails_at:
                raise ValueError("no more numbers")
            yield self.done


def picture(state, choices):
    return f"slice {state}"


def a_run(work):
    return BackgroundRun(work, views=[picture], words="Press Start to count to ten.")


def said(run):
    return run.status.value


async def ended(run):
    while not run.stop_button.disabled:
        await asyncio.sleep(0)


def test_nothing_runs_before_the_click_and_the_stored_output_has_no_result():
    work = Work()
    run = a_run(work)
    shown = run._repr_mimebundle_()
    assert work.done == 0 and run.state is None
    assert shown["text/plain"] == "Press Start to count to ten."
    assert run.views["picture"] == ""


def test_without_an_event_loop_a_start_runs_to_the_end():
    run = a_run(Work())
    run.start_button.click()
    assert run.state == 10
    assert "slice 10" in run.views["picture"]
    assert "Done." in said(run)
    assert run.progress.value == run.progress.max == 10


def test_other_tasks_run_between_the_slices_and_a_stop_keeps_the_picture():
    async def use():
        run = a_run(Work())
        run.start_button.click()
        for _ in range(4):
            await asyncio.sleep(0)
        assert 0 < run.state < 10
        run.stop_button.click()
        await ended(run)
        return run

    run = asyncio.run(use())
    assert f"slice {run.state}" in run.views["picture"]
    assert f"Stopped at {10 * run.state}%." in said(run)
    assert not run.start_button.disabled and run.stop_button.disabled


def test_a_run_that_is_running_is_not_started_twice():
    async def use():
        work = Work()
        run = a_run(work)
        run.start()
        await asyncio.sleep(0)
        run.start()
        await ended(run)
        assert (work.done, work.starts) == (10, 1)
        run.start()
        await ended(run)
        assert (run.state, work.starts) == (10, 2)

    asyncio.run(use())


def test_work_that_stops_with_an_error_says_so_and_can_be_started_again():
    run = a_run(Work(fails_at=3))
    with pytest.raises(ValueError, match="no more numbers"):
        run.start()
    assert "no more numbers" in said(run)
    assert run.state == 2 and not run.start_button.disabled
