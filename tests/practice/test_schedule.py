"""Which step is practised next: as properties of every course that a reader's practice can take."""

from hypothesis import given
from hypothesis import strategies as st

from backprop_helpers.notation.table import BACKWARD
from backprop_helpers.practice.schedule import LEFT_OUT, REST, next_step, unmended

STEPS = st.lists(st.sampled_from(BACKWARD), min_size=1, unique=True)
ANSWERED = st.lists(st.tuples(st.sampled_from(BACKWARD), st.sampled_from([True, False, None])), max_size=60)


def course(steps, answers, before=()):
    """The steps that are asked one after the other if these answers are given."""
    answered = list(before)
    for right in answers:
        answered.append((next_step(steps, answered), right))
    return [step for step, _ in answered[len(before) :]]


@given(STEPS, ANSWERED)
def test_the_next_step_is_one_of_those_that_are_practised(steps, answered):
    assert next_step(steps, answered) in steps


@given(STEPS, ANSWERED, st.lists(st.sampled_from([True, False, None]), max_size=40))
def test_between_a_step_and_the_same_step_there_are_others_if_there_are_some(steps, before, answers):
    asked = course(steps, answers, before)
    apart = min(REST, len(steps) - 1)
    for place, step in enumerate(asked):
        assert step not in asked[max(place - apart, 0) : place]


@given(STEPS, ANSWERED, st.sampled_from([True, False, None]))
def test_every_step_comes_back_whatever_is_answered(steps, before, always):
    asked = course(steps, [always] * (LEFT_OUT * (len(steps) + REST)), before)
    assert set(asked) == set(steps)


@given(ANSWERED)
def test_of_the_rested_steps_one_with_most_unmended_mistakes_comes_unless_it_is_the_turn_of_the_left_out(answered):
    asked = [step for step, _ in answered]
    turns = [step for place, step in enumerate(asked) if asked[place - 1 : place] != [step]]
    latest = list(dict.fromkeys(reversed(asked)))
    rested = [step for step in BACKWARD if step not in latest[:REST]]
    found = next_step(BACKWARD, answered)
    if len(turns) % LEFT_OUT != LEFT_OUT - 1:
        assert unmended(found, answered) == max(unmended(step, answered) for step in rested)
    else:
        never = [step for step in rested if step not in latest]
        assert found in (never or [max(rested, key=latest.index)])


@given(st.sampled_from(BACKWARD), st.lists(st.booleans(), max_size=20))
def test_a_right_answer_mends_one_mistake_and_never_more(step, rights):
    answered = [(step, right) for right in rights]
    after = unmended(step, [*answered, (step, True)])
    assert after == max(unmended(step, answered) - 1, 0)
    assert unmended(step, [*answered, (step, False)]) == unmended(step, answered) + 1
    assert unmended(step, [*answered, (step, None)]) == unmended(step, answered)


def test_a_mistake_brings_its_step_back_before_any_other_step_comes_twice():
    steps = list(BACKWARD)
    asked = course(steps, [True, False, True, True, True])
    assert asked[1] in asked[2:] and len(set(asked)) == len(asked) - 1


def test_without_a_history_the_first_step_comes_first():
    assert next_step(["dL_dW1", "dL_da2"], []) == "dL_dW1"
