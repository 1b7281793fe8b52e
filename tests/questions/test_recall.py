"""Each question comes back in other words and with other numbers, and its answer follows from them."""

import math
import re
from functools import cache

import pytest
from given_away import GIVEN_AWAY

from backprop_helpers import recall
from backprop_helpers.questions.bank import ASKED, QUESTIONS
from backprop_helpers.questions.recall import ABOUT, RECALL, _text, recalled
from backprop_helpers.questions.schedule import FIRST
from backprop_helpers.records import journal
from notebooks import PATHS, cells

every_question = pytest.mark.parametrize("name", RECALL)
NUMBER = re.compile(r"[−-]?\d+(?:\.\d+)?(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")
WITH_NUMBERS = [name for name in RECALL if "numbers" in RECALL[name]]


def value(text):
    mantissa, _, power = text.replace("−", "-").partition("·10")
    exponent = power.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(mantissa) * 10 ** int(exponent or 0)


@cache
def many(name):
    return [recalled(name, notebook, times) for notebook in (2, 12) for times in range(10)]


def test_every_question_of_notebooks_00_to_11_comes_back():
    assert set(RECALL) == {name for notebook in range(12) for name in ASKED[notebook]} and len(RECALL) >= 20


def test_the_list_of_lessons_names_the_questions_that_they_ask():
    asks = {
        int(path.name[:2]): re.findall(r'\bask\("([^"]+)"\)', "".join(c.source for c in cells(path))) for path in PATHS
    }
    assert {number: tuple(names) for number, names in asks.items() if names} == ASKED
    assert {name for names in ASKED.values() for name in names} == set(QUESTIONS)


@every_question
def test_it_is_asked_in_other_words_and_each_wrong_option_says_why_it_tempts(name):
    for question in many(name):
        assert question.text != QUESTIONS[name]["text"] and question.why
        assert "{" not in question.text + question.why + str(list(question.options.items()))
        assert len(question.options) >= 3 and f"{ABOUT[name]:02}" in question.lead
        tempting = [words for option, words in question.options.items() if option != question.answer]
        assert all(len(words) > 15 for words in tempting) and question.options[question.answer] == ""


@every_question
def test_the_right_option_is_not_the_longest_by_far(name):
    for question in many(name):
        longest = max(len(option) for option in question.options if option != question.answer)
        assert len(question.answer) <= max(1.25 * longest, longest + 4)


@every_question
def test_the_right_option_stands_anywhere(name):
    places = {list(question.options).index(question.answer) for question in many(name)}
    assert places == set(range(len(RECALL[name]["options"])))


@pytest.mark.parametrize("name", WITH_NUMBERS)
def test_it_comes_with_other_numbers_each_time_and_with_the_same_for_the_same_time(name):
    texts = {question.text for question in many(name)}
    assert len(texts) >= 5
    assert recalled(name, 9, 3).text == recalled(name, 9, 3).text
    assert list(recalled(name, 9, 3).options) == list(recalled(name, 9, 3).options)


#: What follows from the numbers of the text, in the order in which they stand there.
ANSWERS = {
    "sign of a gradient": lambda g, lowered: -lowered * g,
    "shape of W1": lambda n, h: (h, n),
    "half a sum of squares": lambda one, two: (one**2 + two**2) / 2,
    "gradient at an output": lambda a, y: a - y,
    "confidently wrong": lambda a, g: g * a * (1 - a),
    "steepest sigmoid": lambda a: a - a**2,
    "gradient of a zero bias": lambda g, b: g,
    "silent unit": lambda a, g: a * g,
    "two paths": lambda w0, w1, g0, g1: w0 * g0 + w1 * g1,
    "paths of a first weight": lambda n, h, m: m,
    "a long step": lambda squares, eta: eta * squares,
    "border of the learning rate": lambda w, g, eta: w - eta * g,
    "price of a gradient": lambda parameters: 2 * parameters,
    "one more layer": lambda k, same: k * same,
    "twenty layers back": lambda layers: 4.0**-layers,
}
#: Names of units that are no numbers to compute with.
UNITS = re.compile(r"(?:output|unit) \d")


def test_every_answer_that_is_a_number_is_computed_here_too():
    assert set(ANSWERS) == set(WITH_NUMBERS) and len(ANSWERS) >= 12


@pytest.mark.parametrize("name", ANSWERS)
def test_the_answer_follows_from_the_numbers_in_the_text(name):
    for question in many(name):
        given = [value(found) for found in NUMBER.findall(UNITS.sub("", question.text))]
        right = ANSWERS[name](*given)
        options = {option: [value(found) for found in NUMBER.findall(option)] for option in question.options}
        if isinstance(right, tuple):
            assert options[question.answer] == list(right)
            continue
        (said,) = options[question.answer]
        assert math.isclose(said, right, rel_tol=0.03, abs_tol=2e-3 * max(map(abs, [*given, 0.1]))), question.text
        nearest = min(options, key=lambda option: abs(options[option][0] - right))
        assert nearest == question.answer, f"{question.text}: {question.options}"


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (-0.001, "−0.001"), (0.25, "0.25"), (3, "3"), (1234, "1234"), (0.0828, "0.0828"), (0.21349, "0.213")]
    + [(1e-5, "1.0·10⁻⁵"), (0.213 - 1, "−0.787")],
)
def test_a_number_is_as_short_as_it_can_be_and_has_at_most_three_digits_if_it_is_no_whole_number(number, text):
    assert _text(number) == text


# ---- in a notebook


@pytest.mark.parametrize("notebook", range(FIRST, 13))
def test_whatever_comes_back_gives_no_prediction_of_the_notebook_away(notebook):
    above = " ".join(
        f"{question.text} {' '.join(question.options)} {question.why}"
        for name in RECALL
        if ABOUT[name] < notebook
        for question in many(name)
    )
    above = re.sub("sum of (the )?squares", "", above)  # of the loss; what notebook 06 asks about is another sum
    patterns = [p for asked in ASKED[notebook] for p in GIVEN_AWAY[asked] if not re.search("[0-9]", p)]  # no numbers
    assert [pattern for pattern in patterns if re.search(pattern, above, re.IGNORECASE)] == []
    rights = [option for name in ASKED[notebook] for option, tempts in QUESTIONS[name]["options"].items() if not tempts]
    assert [right for right in rights if re.search("[a-z]{2}", right) and right.lower() in above.lower()] == []


def test_a_notebook_shows_two_questions_and_records_each_answer_with_the_notebook(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    shown = recall(5).questions
    for question in shown:
        question.radio.value, question.sureness.value = question.answer, "certain"
        question.commit_button.click()
        question.again_button.click()
        question.radio.value = next(option for option in question.options if option != question.answer)
        question.commit_button.click()
    events = journal.events()
    assert [event["item"] for event in events] == [question.name for question in shown]
    assert all(event["right"] and event["sure"] == "certain" and event["asked_in"] == 5 for event in events)


def test_what_was_wrong_though_certain_is_asked_at_the_top_of_the_next_notebook(tmp_path, monkeypatch):
    monkeypatch.setenv(journal.SETTING, str(tmp_path))
    journal.add("question", "two paths", False, sure="certain")
    assert recall(7).questions[0].text == recalled("two paths", 7, 1).text
    assert "two paths" not in [each.name for each in recall(6).questions]


def test_before_a_run_both_questions_are_read_without_answers():
    shown = recall(4)
    for kind, text in shown.still().items():
        assert text.count("From notebook") == 2, kind
        assert not any(question.why in text for question in shown.questions)


@pytest.mark.parametrize("notebook", [0, -1, 1.5, "02", None])
def test_what_is_no_number_of_a_notebook_is_refused_in_a_sentence(notebook):
    with pytest.raises(ValueError, match="notebook"):
        recall(notebook)
