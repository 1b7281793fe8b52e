"""What README, CONTRIBUTING and docs say about the project is there: rooms, files, commands, code, the picture."""

import re
import struct

import pytest
import screenshots
from declared import ROOT
from make.every import COMMANDS, SCRIPTS
from test_house import MAY_IMPORT

import backprop_helpers

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
README = PAGES[0].read_text(encoding="utf-8")
ROOMS = re.findall(r"^\| `(\w+)` \| [a-z]", README.split("## The house")[1], re.MULTILINE)
OLD_NAMES = {"worksheet"}  # of the command; it stays for one release

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_the_readme_has_a_row_for_each_room_and_for_nothing_else():
    package = ROOT / "backprop_helpers"
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    files = {path.stem for path in package.glob("*.py")} - OLD_NAMES
    assert sorted(ROOMS) == sorted(folders | files) and len(ROOMS) == 18


def test_in_the_readme_a_room_stands_below_every_room_that_it_imports():
    place = {room: number for number, room in enumerate(ROOMS)}
    for room, others in MAY_IMPORT.items():
        assert all(place[other] < place[room] for other in others & set(ROOMS)), room


def anchors(page):
    """The anchors that GitHub gives to the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]


@every_page
def test_every_link_and_every_path_on_a_page_leads_to_a_file(page):
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", text):
        file, _, place = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not place or place in anchors(target), link
    written = re.findall(r"`((?:[\w.]+/)+(?:[\w.]+\.(?:py|md|cfg|toml|ipynb|css))?|[\w.]+\.(?:py|toml|lock))`", text)
    made = {"_site", "worksheets/", "question_bank/", "student/"}
    places = (ROOT, ROOT / "backprop_helpers", ROOT / "notebooks")
    assert [path for path in written if path not in made and not any((top / path).exists() for top in places)] == []


@every_page
def test_every_command_on_a_page_is_there(page):
    named = re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(named) <= {"help", *COMMANDS}


def test_make_has_every_command_of_dev_py_and_the_help_explains_it():
    (targets,) = re.findall(r"^\.PHONY: help (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    explained = re.findall(r"^  make (\w+)", (ROOT / "dev.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(targets.split()) == sorted(COMMANDS) == sorted(explained)


def test_the_lesson_in_the_readme_runs():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names = {}
    exec(code.replace("\nExplorer(", "\nshown = Explorer("), names)
    assert isinstance(names["shown"], backprop_helpers.Explorer)


def test_the_picture_in_the_readme_is_the_one_that_make_screenshot_takes():
    assert f"]({screenshots.README.relative_to(ROOT).as_posix()})" in README
    assert SCRIPTS["screenshot"][1] == "tools/screenshots.py --readme"
    width, _ = struct.unpack(">II", screenshots.README.read_bytes()[16:24])
    assert width == (screenshots.README_WIDTH + 2 * screenshots.MARGIN) * screenshots.README_ZOOM / 100
