"""Every question comes back, none twice in a notebook, and first of all what was answered wrongly though sure."""

from hypothesis import given, settings
from hypothesis import strategies as st

from backprop_helpers.questions.question import SURENESS
from backprop_helpers.questions.schedule import drawn

NOTEBOOKS = range(2, 13)
ABOUT = {f"{notebook} {letter}": notebook for notebook in range(12) for letter in "abc"[: 1 + notebook % 3]}
ANSWERS = st.tuples(st.booleans(), st.sampled_from(SURENESS))


def event(name, right, sure="fairly sure", **more):
    return {"at": "2026", "kind": "question", "item": name, "right": right, "sure": sure, **more}


@st.composite
def histories(draw):
    """What a reader answered: in lessons, and at the top of notebooks, in any order, and not always everything."""
    events = []
    for notebook in draw(st.lists(st.integers(1, 12), max_size=25)):
        if draw(st.booleans()):
            names = drawn(notebook, events, ABOUT)[: draw(st.integers(0, 2))]
            events += [event(name, *draw(ANSWERS), asked_in=notebook) for name in names]
        else:
            events += [event(name, *draw(ANSWERS)) for name in ABOUT if ABOUT[name] == notebook and draw(st.booleans())]
    return events


def surprises(events):
    """The questions whose last answer, or an answer in its lesson since, was wrong though sure."""
    found = {}
    for each in events:
        if not each["right"] and each["sure"] != "a guess":
            found[each["item"]] = each["sure"]
        elif "asked_in" in each:
            found.pop(each["item"], None)
    return found


@given(histories(), st.integers(1, 14))
def test_a_notebook_asks_two_different_questions_about_earlier_ones(events, notebook):
    names = drawn(notebook, events, ABOUT)
    earlier = [name for name in ABOUT if ABOUT[name] < notebook]
    assert len(names) == len(set(names)) == min(2, len(earlier)) and set(names) <= set(earlier)


@given(histories(), st.integers(1, 14))
def test_wrong_though_sure_comes_first_and_certain_before_fairly_sure(events, notebook):
    waiting = {name: sure for name, sure in surprises(events).items() if ABOUT[name] < notebook}
    names = drawn(notebook, events, ABOUT)
    told = [waiting.get(name) for name in names[: len(waiting)]]
    assert None not in told
    if "certain" in waiting.values():
        assert told[0] == "certain"
    assert told == sorted(told)  # "certain" stands before "fairly sure"


@settings(max_examples=25)
@given(histories(), st.data())
def test_every_question_comes_back_again_and_again(events, data):
    """A reader goes through the notebooks again and again, and at last knows what was wrong."""
    mistakes = data.draw(st.dictionaries(st.sampled_from(sorted(ABOUT)), st.integers(1, 3), max_size=6))
    rounds = []
    for _ in range(18):
        asked = []
        for notebook in NOTEBOOKS:
            for name in drawn(notebook, events, ABOUT):
                mistakes[name] = mistakes.get(name, 0) - 1
                events.append(event(name, mistakes[name] < 0, "certain", asked_in=notebook))
                asked.append(name)
        rounds.append(set(asked))
    assert set.union(*rounds[:10]) == set.union(*rounds[10:]) == set(ABOUT)


@given(st.integers(2, 14))
def test_without_a_record_everybody_is_asked_the_same_and_first_about_the_notebook_before(notebook):
    names = drawn(notebook, [], ABOUT)
    assert names == drawn(notebook, [], ABOUT)
    assert ABOUT[names[0]] == min(notebook - 1, 11) and ABOUT[names[1]] < ABOUT[names[0]]


def test_a_question_that_is_known_each_time_comes_after_ever_more_notebooks():
    about = {"this": 1, **{f"other {k} {letter}": k for k in range(2, 80) for letter in "ab"}}
    events, seen = [], []
    for number in range(2, 80):
        names = drawn(number, events, about)
        events += [event(name, True, asked_in=number) for name in names]
        seen += [number] * ("this" in names)
    apart = [later - earlier for earlier, later in zip(seen, seen[1:], strict=False)]
    assert seen[0] == 2 and apart[0] == 2 and len(apart) >= 4
    assert all(gap >= 2 ** (k + 1) for k, gap in enumerate(apart))


def test_a_lucky_guess_counts_as_not_known():
    def next_time(sure):
        events = [event("1 a", True, sure, asked_in=2)]
        return next(number for number in range(3, 13) if "1 a" in drawn(number, events, ABOUT))

    assert next_time("a guess") < next_time("certain")


def test_a_right_answer_in_its_own_lesson_does_not_take_a_surprise_back():
    events = [event("3 a", False, "certain"), event("3 a", True, "certain")]
    assert drawn(5, events, ABOUT)[0] == "3 a"
    assert drawn(6, [*events, event("3 a", True, asked_in=5)], ABOUT)[0] != "3 a"
