"""Writes every question, and the items of the test, for a learning platform: `make questions`, or
python tools/question_bank.py [-o FOLDER]

Two files with the same questions: Moodle XML, and GIFT, which other platforms read, too. Each option has its feedback.
"""

import argparse
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tex import tex, with_tex

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from backprop_helpers.measuring.computed import shown  # noqa: E402
from backprop_helpers.measuring.form import FORMS, form  # noqa: E402
from backprop_helpers.measuring.item import Item  # noqa: E402
from backprop_helpers.notation.table import QUANTITIES  # noqa: E402
from backprop_helpers.questions.bank import QUESTIONS  # noqa: E402
from backprop_helpers.questions.question import Question, ask  # noqa: E402
from backprop_helpers.questions.recall import RECALL, recalled  # noqa: E402

NOTEBOOK = 12  # whose numbers the questions have that come back
TOP = "$course$/top/Backpropagation"


@dataclass(frozen=True)
class Asked:
    """A question in HTML: options with their feedback, the right one's is ""; `why` is shown in any case."""

    category: str
    name: str
    text: str
    options: dict[str, str]
    right: str
    why: str


def everything() -> list[Asked]:
    """Every question of the notebooks, those that come back later with numbers, then the items of each form."""
    found = [_of_question("Notebooks", name, ask(name)) for name in QUESTIONS]
    found += [_of_question("Recall", name, recalled(name, NOTEBOOK, 0)) for name in RECALL]
    for letter in FORMS:
        found += [_of_item(f"Test, form {letter}", item) for item in form(letter).items.values()]
    return found


def _of_question(category: str, name: str, asked: Question) -> Asked:
    options = {with_tex(option): with_tex(tempts) for option, tempts in asked.options.items()}
    return Asked(category, name, with_tex(asked.text), options, with_tex(asked.answer), with_tex(asked.why))


def _of_item(category: str, item: Item) -> Asked:
    given = " ".join(rf"\({tex(QUANTITIES[name].text)} = {_matrix(array)}\)" for name, array in item.given.items())
    text = f"<p>{with_tex(item.text)}</p>" + f"<p>{given}</p>" * bool(given)
    options = {with_tex(option.text): with_tex(option.tempts) for option in item.options}
    return Asked(category, f"{item.notebook} {item.name}", text, options, with_tex(item.right.text), with_tex(item.why))


def _matrix(array: np.ndarray) -> str:
    rows = r" \\ ".join(" & ".join(shown(value).replace("−", "-") for value in row) for row in array)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"


def moodle_xml(questions: list[Asked]) -> str:
    """Returns the questions as Moodle XML, with a category before the first of each."""
    quiz, category = ElementTree.Element("quiz"), None
    for asked in questions:
        if asked.category != category:
            category = asked.category
            _text(ElementTree.SubElement(quiz, "question", type="category"), "category", f"{TOP}/{category}")
        question = ElementTree.SubElement(quiz, "question", type="multichoice")
        _text(question, "name", asked.name)
        _text(question, "questiontext", asked.text, format="html")
        _text(question, "generalfeedback", asked.why, format="html")
        for name, value in (("defaultgrade", "1"), ("single", "true"), ("shuffleanswers", "true")):
            ElementTree.SubElement(question, name).text = value
        ElementTree.SubElement(question, "answernumbering").text = "abc"
        for option, feedback in asked.options.items():
            fraction = "100" if option == asked.right else "0"
            answer = _text(question, "answer", option, fraction=fraction, format="html")
            _text(answer, "feedback", feedback, format="html")
    ElementTree.indent(quiz)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(quiz, encoding="unicode") + "\n"


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name, attributes)
    ElementTree.SubElement(made, "text").text = text
    return made


def gift(questions: list[Asked]) -> str:
    """Returns the questions as GIFT."""
    blocks, category = [], None
    for asked in questions:
        if asked.category != category:
            category = asked.category
            blocks.append(f"$CATEGORY: {TOP}/{category}")
        options = "\n".join(
            f"{'=' if option == asked.right else '~'}{escaped(option)}{f'#{escaped(feedback)}' if feedback else ''}"
            for option, feedback in asked.options.items()
        )
        blocks.append(
            f"::{escaped(asked.name)}::[html]{escaped(asked.text)}{{\n{options}\n####{escaped(asked.why)}\n}}"
        )
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""Returns the text with a backslash before each sign that GIFT reads: \ ~ = # { } and the colon."""
    return "".join(f"\\{sign}" if sign in "\\~=#{}:" else sign for sign in text)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "question_bank", help="the folder for the files")
    folder = parser.parse_args(arguments).output
    folder.mkdir(parents=True, exist_ok=True)
    questions = everything()
    for name, text in (("backpropagation.xml", moodle_xml(questions)), ("backpropagation.gift.txt", gift(questions))):
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(folder / name)


if __name__ == "__main__":
    main(sys.argv[1:])
