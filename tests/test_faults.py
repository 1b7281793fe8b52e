"""Whatever is given by mistake, what comes back is a sentence; whatever a learner's function does, it is feedback."""

import functools
import inspect
import random

import numpy as np
import pytest
from faults import BAD, CALLS, NET, X, Y, a_bad_thing
from public import PUBLIC

from backprop_helpers import Explorer, LivePlot
from backprop_helpers.exercises.feedback import Feedback
from backprop_helpers.notation.table import Element
from backprop_helpers.views import VIEWS

DRAWN = 80  # random bad things for each call
RESULTS = {"Trace"}  # not made by hand
OF_A_PLOT = {"width", "height", "dpi", "size"}  # for any plot: tried on LivePlot
OF_A_TRACE = {"cost_words"}  # called by an explorer
CHECKS = {name: call for name, call in PUBLIC.items() if name.startswith("check")}


def parts(value):
    """What was given, and everything in it."""
    yield value
    inside = [value.name] if isinstance(value, Element) else value
    if isinstance(inside, dict):
        inside = [*inside, *inside.values()]
    is_text = isinstance(inside, str) and len(inside) > 1
    if isinstance(inside, (list, tuple, set, range, bytes)) or np.ndim(inside) or is_text:
        for each in inside:
            yield from parts(each)


def says_what(error, argument, value):
    """Whether the message names the argument, or quotes what was given, or a part of it."""
    quoted = [text for part in parts(value) for text in (repr(part), str(part)) if text]
    return any(text in str(error) for text in (argument, argument.rstrip("s"), *quoted))


def takes_arguments(name):
    thing = PUBLIC[name]
    return callable(thing) and bool(set(inspect.signature(thing).parameters) - OF_A_PLOT)


def refused_or_fine(call, given, replaced):
    try:
        call(**{**given, **replaced})
    except ValueError as error:
        assert any(says_what(error, *pair) for pair in replaced.items()), f"{replaced}: {error}"


# ---- wrong arguments


def test_everything_that_takes_arguments_is_tried():
    tried = {name.partition(".")[0] for name in CALLS} | CHECKS.keys() | RESULTS | OF_A_TRACE
    assert {name for name in PUBLIC if takes_arguments(name)} <= tried


def test_there_are_ten_thousand_wrong_arguments():
    assert sum(len(given) * len(BAD) + DRAWN for _, given in CALLS.values()) >= 10_000


@pytest.mark.parametrize("name", CALLS)
def test_a_wrong_argument_is_refused_in_a_sentence_that_names_it(name):
    call, given = CALLS[name]
    call(**given)
    functions = {argument for argument, value in given.items() if callable(value)} | {"gradients"}
    with np.errstate(all="raise", under="ignore"):
        for argument in given:
            for value in BAD:
                if not (argument in functions and callable(value)):  # what a function does is its own affair
                    refused_or_fine(call, given, {argument: value})


@pytest.mark.thorough  # thousands of random arguments
@pytest.mark.parametrize("name", CALLS)
def test_wrong_arguments_drawn_at_random_are_refused_in_a_sentence_that_names_one(name):
    draw, (call, given) = random.Random(name), CALLS[name]
    with np.errstate(all="raise", under="ignore"):
        for _ in range(DRAWN):
            replaced = {argument: a_bad_thing(draw) for argument in draw.choices(list(given), k=2)}
            refused_or_fine(call, given, replaced)


# ---- wrong choices


NEED_ARGUMENTS = {"printed", "side by side"}
TEXTS = [name for name, kind in VIEWS.items() if not issubclass(kind, LivePlot) and name not in NEED_ARGUMENTS]
CHOICES = ("highlight", "stage", "held", "show", "path", "reused", "transpose", "example", "grow")


@pytest.mark.parametrize("view", TEXTS)
def test_a_wrong_choice_is_refused_in_a_sentence(view):
    draw = random.Random(view)
    for name in CHOICES:
        for option in draw.sample(BAD, 12):
            options = draw.choice([[option], {"first": option}])
            try:
                Explorer(NET, X, Y, views=[view], choices={name: options})._repr_mimebundle_()
            except ValueError as error:
                assert str(error).rstrip(".?")


# ---- a learner's function


class Sly:
    """A thing whose every answer is an error."""

    def fails(self, *given):
        raise ZeroDivisionError("sly")

    __array__ = __eq__ = __len__ = __iter__ = __repr__ = __str__ = __float__ = __bool__ = __getitem__ = fails
    __hash__ = None


class SlyError(Exception):
    def __str__(self):
        raise RuntimeError("an error in an error")


class NoArray(list):
    dtype, shape, ndim, size = "dtype", "shape", None, ...


RETURNED = [
    *(Sly(), [Sly()], {"x": Sly()}, {Sly: 1}, (Sly(),) * 4, {"A": Sly(), "B": None, "C": 3}, {"x": (1, Sly())}),
    *(NoArray(), np.ma.masked_all((3, 2)), np.zeros((1000, 1000)), np.empty((0, 3)), np.array(1), "a" * 9999),
    *(np.full((3, 1), np.nan), np.full((3, 1), 1e308), np.array([[1, "a"]], dtype=object), (x for x in [1])),
    *(np.zeros(3, dtype=[("a", float)]), 10**5000, -(10**400), float("nan"), np.float64("inf"), np.float64("nan")),
    *(([np.nan] * 2, [np.inf] * 2), (np.zeros((3, 2)),) * 4, [np.full((9, 9), np.inf)] * 2),
    *(np.bool_(True), type, Sly, NotImplemented),
]
RAISED = [SlyError(), SlyError, RecursionError(), MemoryError(), StopIteration(), SystemExit(3), AssertionError()]
ASKS = {
    "check": lambda answer: lambda dL_dz2, a1: answer(),
    "check_shapes": lambda answer: lambda n, h, m: answer(),
    "check_update": lambda answer: lambda W1, b1, W2, b2, eta: answer(),
    "check_backward": lambda answer: lambda weights, z, a, y: answer(),
    "check_count": lambda answer: lambda n, h, m: answer(),
    "check_bug_hunt": lambda answer: lambda: answer(),
    "check_autograd": lambda answer: lambda op, g, out, a, b=None: answer(),
    "check_gradient": lambda answer: lambda w: answer(),
}
ONES = {"w": np.ones(2)}
MORE = {"check_gradient": [ONES, ONES]}  # what else a check is given


def checked(name, function, wanted="dL_dW2"):
    """What a check says, shown as a cell shows it."""
    more = [wanted] if name == "check" else MORE.get(name, [])
    feedback = CHECKS[name](function, *more)
    assert isinstance(feedback, Feedback) and feedback.message
    assert repr(feedback) and feedback._repr_mimebundle_()["text/html"]
    return feedback


def raises(error):
    raise error


def test_every_check_of_a_function_is_tried():
    assert ASKS.keys() == CHECKS.keys() - {"check_setup"}


def never_raises(name, answers):
    for answer in answers:
        assert checked(name, ASKS[name](lambda answer=answer: answer)).correct is not True
        checked(name, answer)  # in place of the function


@pytest.mark.parametrize("name", ASKS)
def test_a_check_never_raises_whatever_a_function_returns(name):
    never_raises(name, [*BAD, *RETURNED])


@pytest.mark.thorough  # many random answers
@pytest.mark.parametrize("name", ASKS)
def test_a_check_never_raises_whatever_is_drawn_at_random(name):
    draw = random.Random(name)
    never_raises(name, (a_bad_thing(draw) for _ in range(150)))


@pytest.mark.parametrize("name", ASKS)
def test_a_check_never_raises_whatever_a_function_raises(name):
    for error in RAISED:
        assert not checked(name, ASKS[name](functools.partial(raises, error))).correct


def test_a_check_of_a_quantity_that_is_none_says_so():
    for wanted in [*BAD, *RETURNED]:
        assert not checked("check", lambda dL_dz2, a1: 0, wanted).correct
