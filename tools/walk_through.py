"""Drives the plans of docs/teaching.md through JupyterLab as a teacher would, and says how long each row takes.

python tools/walk_through.py

Machine time is measured; reading, thinking and doing are reckoned from what is on the page, with the numbers below.
"""

import re
import sys
import time
from pathlib import Path

from playwright.sync_api import Locator, expect
from teaching_plan import SECTIONS, Row, plans

TESTS = Path(__file__).parents[1] / "tests"
sys.path += [str(TESTS), str(TESTS / "browser")]
from lab import NotebookPage, chromium, jupyter_lab  # noqa: E402

from notebooks import cells  # noqa: E402

ALOUD = 130  # words a minute
DERIVING = 65  # words a minute, where the formulas among them go to the board
PREDICTING = 2.5  # minutes for each prediction: one alone, a half for hands, one to hear a sentence for each answer
MOVING = 0.5  # minutes to look at what a move did, and to say it
BUTTON = 0.5  # minutes to watch what a button does
DOING = {"*Your turn*": 8, "the game of": 4, "by hand": 2, "All open": 4, "Let them find": 1, "dictates": 2}
BREAK, OPENING, SEEN = 5, 1, 1  # minutes: a break, a notebook that all have to open, the last section read aloud
IDLE = """async () => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    for (let quiet = 0; quiet < 3; quiet = kernel.status === 'idle' ? quiet + 1 : 0)
        await new Promise(resolve => setTimeout(resolve, 40));
}"""


class Class:
    """A teacher with a browser: each notebook is opened and run when its first row comes."""

    def __init__(self, browser, server: dict):
        self.browser, self.server, self.lessons = browser, server, {}

    def lesson(self, path: Path) -> NotebookPage:
        if path not in self.lessons:
            page = self.browser.new_page(viewport={"width": 1280, "height": 720})
            opened = NotebookPage(page, self.server, path.name)
            assert opened.run_all(), f"{path.name}: a cell raised"
            page.get_by_role("checkbox", name="projector").first.check()
            self.lessons[path] = opened
        return self.lessons[path]

    def walk(self, row: Row) -> tuple[float, float]:
        """Does what the row says: the seconds that the machine took, and the minutes that people need."""
        if row.notebook is None:
            return 0.0, BREAK
        fresh, began = row.notebook not in self.lessons, time.perf_counter()
        lesson = self.lesson(row.notebook)
        spoken = sum(_predict(lesson, words) for words in row.predictions)
        for label, wanted in row.moves:
            _move(lesson, label, wanted)
            lesson.page.evaluate(IDLE)
        buttons = [word for word in row.words if _press(lesson, word)]
        seconds = time.perf_counter() - began
        minutes = spoken / ALOUD + PREDICTING * len(row.predictions) + MOVING * len(row.moves) + BUTTON * len(buttons)
        now = row.what.partition("Homework")[0]
        minutes += sum(doing for words, doing in DOING.items() if words in now)
        minutes += sum(_length(row.notebook, words) for words in row.words if words.startswith("Why")) / DERIVING
        return seconds, minutes + (OPENING if fresh else 0) + (SEEN if "What we have seen" in row.what else 0)


def _predict(lesson: NotebookPage, words: str) -> int:
    """Answers the question and reveals the answer; how many words are read aloud."""
    (asked,) = [each for each in lesson.questions if f"Predict. {words}" in each.inner_text()]
    asked.get_by_role("radio").first.check()
    asked.get_by_role("button", name="Commit").click()
    expect(asked.locator(".bp-sentence")).to_be_visible()
    return len(re.findall(r"\w+", asked.inner_text()))


def _length(notebook: Path, heading: str) -> int:
    """How many words stand under this heading."""
    (text,) = [cell.source for cell in cells(notebook, "markdown") if f"# {heading}" in cell.source]
    return len(re.findall(r"\w+", re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)))


def _move(lesson: NotebookPage, label: str, wanted: str) -> None:
    """Sets every slider of this label, or takes the option in every choice of this label."""
    for field in lesson.fields(label).all():
        field.fill(wanted)
        field.press("Enter")
    for choice in lesson.notebook.locator(".bp-control", has=lesson.page.get_by_text(label, exact=True)).all():
        if choice.locator("select").count():
            labels = choice.locator("option").all_inner_texts()
            found = [text for text in labels if text.split(":")[0] == wanted]
            if found:
                choice.locator("select").select_option(label=found[0])
        elif choice.get_by_role("button", name=wanted, exact=True).count():
            choice.get_by_role("button", name=wanted, exact=True).click()


def _press(lesson: NotebookPage, word: str) -> Locator | None:
    """Presses the button of this name, if there is one, and waits for the end of what it plays."""
    button = lesson.notebook.get_by_role("button", name=word, exact=True).first
    if not button.count():
        return None
    button.click()
    lesson.page.evaluate(IDLE)
    expect(lesson.notebook.get_by_role("button", name="Pause")).to_have_count(0, timeout=60_000)
    return button


def main() -> None:
    with chromium() as browser, jupyter_lab() as server:
        for title in SECTIONS:
            for number, plan in enumerate(plans(title), 1):
                teacher, total = Class(browser, server), 0.0
                print(f"\n{title}, {number}\nminutes  planned  needed  machine")
                for row in plan:
                    seconds, minutes = teacher.walk(row)
                    total += minutes + seconds / 60
                    late = "" if minutes + seconds / 60 <= row.end - row.start + 0.1 else "  too short"
                    needed = minutes + seconds / 60
                    print(f"{row.start:3}–{row.end:<4} {row.end - row.start:6} {needed:7.1f} {seconds:7.1f} s{late}")
                print(f"needed in all: {total:.1f} of {SECTIONS[title]} minutes")
                for opened in teacher.lessons.values():
                    opened.close()


if __name__ == "__main__":
    main()
