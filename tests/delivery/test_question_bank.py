"""The questions for a learning platform: both files are read back as the platform's documentation says."""

import html
import re
from xml.etree import ElementTree

import pytest
import question_bank
from pages import mathml
from tex import with_tex

from backprop_helpers.measuring.form import FORMS, form
from backprop_helpers.questions.bank import QUESTIONS
from backprop_helpers.questions.recall import RECALL

ASKED = question_bank.everything()
FORMULA = re.compile(r"\\\((.*?)\\\)")
#: Signs that may stand in a sentence; all other signs beyond ASCII belong into a formula.
OF_SENTENCES = set("−–—“”’‘…é")


# ---- readers of the two formats, by their documentation


def read_xml(text):
    """The questions of a Moodle XML file; asserts what https://docs.moodle.org/en/Moodle_XML_format asks for."""
    assert text.startswith("<?xml ")  # in the very first line
    root = ElementTree.fromstring(text.encode("utf-8"))
    assert root.tag == "quiz" and {child.tag for child in root} == {"question"}
    category, found = None, []
    for question in root:
        if question.get("type") == "category":
            category = question.findtext("category/text")
            continue
        assert question.get("type") == "multichoice"
        assert (
            [child.tag for child in question].count("name")
            == [child.tag for child in question].count("questiontext")
            == 1
        )
        for tag in ("questiontext", "generalfeedback"):
            assert question.find(tag).get("format") == "html" and [part.tag for part in question.find(tag)] == ["text"]
        assert question.findtext("single") == "true" and question.findtext("shuffleanswers") in (
            "0",
            "1",
            "true",
            "false",
        )
        assert question.findtext("answernumbering") in ("none", "abc", "ABCD", "123") and float(
            question.findtext("defaultgrade")
        )
        answers = question.findall("answer")
        fractions = [answer.get("fraction") for answer in answers]
        assert (
            sorted(fractions, key=int)[-1] == "100"
            and set(fractions[:]) == {"0", "100"}
            and fractions.count("100") == 1
        )
        assert all(answer.get("format") == "html" and len(answer.findall("feedback/text")) == 1 for answer in answers)
        options = {answer.findtext("text"): answer.findtext("feedback/text") or "" for answer in answers}
        right = next(answer.findtext("text") for answer in answers if answer.get("fraction") == "100")
        why = question.findtext("generalfeedback/text")
        found.append(
            (category, question.findtext("name/text"), question.findtext("questiontext/text"), options, right, why)
        )
    return found


def read_gift(text):
    """The questions of a GIFT file, read as https://docs.moodle.org/en/GIFT_format says."""
    category, found = None, []
    for block in re.split(r"\n\s*\n", text.strip()):
        if block.startswith("$CATEGORY: "):
            category = block.removeprefix("$CATEGORY: ")
            continue
        held = []  # an escaped sign is put away before anything is read

        def put_away(sign, held=held):
            held.append(sign[1])
            return f"\x00{len(held) - 1}\x01"

        def back(part, held=held):
            return re.sub("\x00(\\d+)\x01", lambda place: held[int(place[1])], part.strip())

        plain = re.sub(r"\\([\\~=#{}:])", put_away, block)
        assert "\\" not in plain, "a backslash that escapes nothing"
        name, asked, inside = re.fullmatch(r"::([^:]*)::\[html\]([^{}]*)\{([^{}]*)\}", plain).groups()
        inside, why = inside.split("####")
        options, right = {}, None
        for sign, option, feedback in re.findall(r"([~=])([^~=#]*)(?:#([^~=#]*))?", inside):
            options[back(option)] = back(feedback)
            right = back(option) if sign == "=" else right
        found.append((category, back(name), back(asked), options, right, back(why)))
    return found


FILES = {"xml": (question_bank.moodle_xml, read_xml), "gift": (question_bank.gift, read_gift)}
every_file = pytest.mark.parametrize(("write", "read"), FILES.values(), ids=list(FILES))


@every_file
def test_what_was_written_is_read_back(write, read):
    found = read(write(ASKED))
    wanted = [
        (f"$course$/top/Backpropagation/{one.category}", one.name, one.text, one.options, one.right, one.why)
        for one in ASKED
    ]
    assert found == wanted and len(found) > 60


@every_file
def test_signs_that_the_format_reads_come_back_as_they_were(write, read):
    odd = r"~ = # { } : \ \n :: #### ~%50% -> <b> &amp; ]]> // ü \{ \\"
    one = question_bank.Asked("C", odd, odd, {odd + "1": odd, odd + "2": ""}, odd + "2", odd)
    ((_, *found),) = read(write([one]))
    assert found == [one.name, one.text, one.options, one.right, one.why]


def test_every_question_of_the_bank_and_every_item_of_the_test_is_there():
    names = [one.name for one in ASKED]
    assert names[: len(QUESTIONS) + len(RECALL)] == [*QUESTIONS, *RECALL]
    assert len(names) == len(QUESTIONS) + len(RECALL) + sum(len(form(name).items) for name in FORMS)
    for one in ASKED:
        assert len(one.options) >= 2 and one.options[one.right] == "" and one.why
        assert [feedback for feedback in one.options.values()].count("") == 1


def test_an_item_brings_its_numbers_as_matrices():
    paths = next(one for one in ASKED if one.name == "06 paths" and one.category == "Test, form A")
    assert paths.text.count(r"\begin{pmatrix}") == 3 and r"\(W_{2} = \begin{pmatrix} " in paths.text


# ---- formulas


def texts():
    for one in ASKED:
        yield from (one.text, one.why, *one.options, *one.options.values())


def test_every_formula_is_tex_that_can_be_drawn():
    formulas = {formula for text in texts() for formula in FORMULA.findall(text)}
    assert len(formulas) > 60
    for formula in formulas:
        assert formula.isascii(), formula
        assert formula.count("(") == formula.count(")") and formula.count("{") == formula.count("}"), formula
        mathml(formula, "inline")


def test_no_sign_of_a_formula_is_left_in_a_sentence():
    for text in texts():
        left = {sign for sign in html.unescape(FORMULA.sub("", text)) if not sign.isascii()}
        assert left <= OF_SENTENCES, text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "∂L/∂b₂ = ∂L/∂z₂, whatever",
            r"\(\frac{\partial L}{\partial b_{2}} = \frac{\partial L}{\partial z_{2}}\), whatever",
        ),
        ("(a₂ − y) σ′(−8) is small", r"\((a_{2} - y) \sigma '(-8)\) is small"),
        ("the gradient (a₂ − y)", r"the gradient \((a_{2} - y)\)"),
        ("∂L/∂(W₂)ᵢⱼ times (a₁)ⱼ", r"\(\frac{\partial L}{\partial (W_{2})_{ij}}\) times \((a_{1})_{j}\)"),
        ("like 1/h, or a small d", "like 1/h, or a small d"),
        ("A x[0] is a number", r"A \(x[0]\) is a number"),
        ("about 10⁻¹².", r"about \(10^{-12}\)."),
        ("the library's ∂L/∂W₁", r"the library's \(\frac{\partial L}{\partial W_{1}}\)"),
        ("it’s σ′ here", r"it’s \(\sigma '\) here"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_formulas_are_found_in_sentences(text, written):
    assert with_tex(text) == written


def test_one_command_writes_both_files(tmp_path, capsys):
    question_bank.main(["-o", str(tmp_path / "bank")])
    assert len(capsys.readouterr().out.split()) == 2
    assert read_xml((tmp_path / "bank" / "backpropagation.xml").read_text("utf-8"))
    assert read_gift((tmp_path / "bank" / "backpropagation.gift.txt").read_text("utf-8"))
