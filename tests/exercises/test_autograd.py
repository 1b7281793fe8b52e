"""Reverse mode that a reader wrote: right in any writing, and wrong with the name of the slip."""

import ast

import numpy as np
import pytest
from changes import changes

from backprop_helpers import check_autograd, sigmoid
from notebooks import PATHS, cells, exercises, solution_code

(LESSON,) = (path for path in PATHS if path.name.startswith("14"))
RULES, BACK = (solution_code(after) for _, after in exercises(LESSON))
GIVEN = [cell.source for cell in cells(LESSON, "code") if cell.id in ("do", "order")]


def names(rules=RULES, back=BACK):
    """What a notebook has after these answers."""
    found = {"np": np, "sigmoid": sigmoid}
    for code in (rules, back, *GIVEN):
        exec(code, found)
    return found


def slipped(code, old, new):
    assert old in code
    return code.replace(old, new)


SLIPS = [
    ("own_factor", "(g * b, g * a)", "(g * a, g * b)"),
    ("factor_missing", "(g * b, g * a)", "(g, g)"),
    ("factor_missing", "(g * b, g * a)", "(g * b, g)"),
    ("wrong_side", "(g @ b.T, a.T @ g)", "(a.T @ g, g @ b.T)"),
    ("wrong_side", "g @ b.T", "g @ b"),
    ("wrong_side", "a.T @ g", "a @ g"),
    ("wrong_side", "g @ b.T", "b @ g.T"),
    ("transposed", "(g.T,)", "(g,)"),
    ("not_spread", "(g * np.ones_like(a),)", "(g,)"),
    ("slope_missing", "g * out * (1 - out)", "g"),
    ("slope_alone", "g * out * (1 - out)", "out * (1 - out)"),
    ("slope_alone", "(g * b, g * a)", "(b, a)"),
    ("slope_of_tanh", "g * out * (1 - out)", "g * (1 - out**2)"),
    ("factor", "g * out * (1 - out)", "3 * g * out * (1 - out)"),
    ("not_finite", "g * out * (1 - out)", "g / 0"),
    ("slope_at_a", "g * out * (1 - out)", "g * sigmoid(out) * (1 - sigmoid(out))"),
    ("z_times_one_minus_z", "g * out * (1 - out)", "g * a * (1 - a)"),
    ("sign", "(g, g)", "(-g, -g)"),
]


@pytest.mark.parametrize(("name", "old", "new"), SLIPS)
def test_a_slip_in_a_rule_has_its_name(name, old, new):
    feedback = check_autograd(names(slipped(RULES, old, new))["send_back"])
    assert feedback.correct is False and feedback.mistake == name, feedback


BACK_SLIPS = [
    ("overwritten", "+=", "="),
    ("broadcast", "+= shrink(g, operand.value.shape)", "= operand.gradient + g"),
    ("broadcast", "shrink(g, operand.value.shape)", "g"),
    ("nothing", "reversed(in_order(result, []))", "in_order(result, [])"),
    ("sign", "+=", "-="),
    ("order", "reversed(in_order(result, []))", "met(result)"),
]
MET = """

def met(result):
    found, waiting = [], [result]
    while waiting:
        node = waiting.pop(0)
        if node not in found:
            found.append(node)
            waiting += node.operands
    return found
"""


@pytest.mark.parametrize(("name", "old", "new"), BACK_SLIPS)
def test_a_slip_on_the_way_back_has_its_name(name, old, new):
    feedback = check_autograd(names(back=slipped(BACK, old, new) + MET)["Value"])
    assert feedback.correct is False and feedback.mistake == name, feedback
    assert feedback.message.startswith("In (")


def test_right_answers_are_right_however_they_are_written():
    here = names()
    assert check_autograd(here["send_back"]).correct and check_autograd(here["Value"]).correct
    other = slipped(RULES, "(g.T,)", "np.transpose(g)")
    other = slipped(other, "(g * out * (1 - out),)", "(g * sigmoid(a) * sigmoid(-a),)")
    assert check_autograd(names(other)["send_back"]).correct


def test_what_is_not_filled_in_is_not_answered():
    (rules, _), (back, _) = exercises(LESSON)
    asked = [
        source.source.rpartition("\n")[0].replace("from backprop_helpers import check_autograd", "")
        for source in (rules, back)
    ]
    assert check_autograd(names(rules=asked[0])["send_back"]).correct is None
    assert check_autograd(names(back=asked[1])["Value"]).correct is None
    assert check_autograd(names(rules=asked[0])["Value"]).correct is None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (lambda op, g, out, a, b=None: 1 / 0, "ZeroDivisionError"),
        (lambda op, g, out, a, b=None: (g, g, g), "return 2 gradients; this is a tuple of 3"),
        (lambda op, g, out, a, b=None: ("g", "g"), "should be real numbers"),
        (lambda op: op, "positional argument"),
        (int, "your class stopped with"),
        (np.ones(2), "Give the function with the rules, or the class itself; this is an array"),
        (type("Empty", (), {}), "your class stopped with TypeError"),
    ],
)
def test_what_is_no_answer_is_told_in_a_sentence(answer, said):
    feedback = check_autograd(answer)
    assert feedback.correct is False and said in feedback.message


# ---- every single change of the solution, decided by finite differences


def slow(expression, given, name):
    """The gradient by one array, by central differences."""
    found = np.zeros_like(given[name])
    for place in np.ndindex(found.shape):
        up, down = ({**given, name: given[name].copy()} for _ in range(2))
        up[name][place] += 1e-6
        down[name][place] -= 1e-6
        found[place] = (expression(**up) - expression(**down)) / 2e-6
    return found


def is_right(kind):
    """Whether a class gives the gradients of an expression that uses all it has."""
    draw = np.random.default_rng(9)
    given = {"a": draw.normal(size=(3, 2)), "b": draw.normal(size=(4, 2)), "c": draw.normal(size=(1, 4))}

    def through(a, b, c):
        z = a @ b.T + c
        return (z.sigmoid() * z * z + z * c).sum()

    values = {name: kind(array) for name, array in given.items()}
    try:
        through(**values).backward()
    except Exception:
        return False
    for name in given:
        wanted = slow(lambda **p: through(**{n: kind(v) for n, v in p.items()}).value, given, name)
        found = np.asarray(values[name].gradient, dtype=float)
        if found.shape != wanted.shape or not np.allclose(found, wanted, atol=1e-7):
            return False
    return True


def mutants():
    for which, code in (("rules", RULES), ("back", BACK)):
        for kind, old, new, source in changes(code, (), False):
            yield pytest.param(which, source, id=f"{which} {kind} {old} → {new}"[:60])


MUTANTS = [*mutants()]


def test_there_are_mutants():
    assert len(MUTANTS) > 30 and ast.parse(MUTANTS[0].values[1])


@pytest.mark.parametrize(("which", "source"), MUTANTS)
def test_a_changed_solution_is_right_if_finite_differences_say_so(which, source):
    here = names(**{which: source})
    with np.errstate(all="ignore"):
        feedback = check_autograd(here["Value"])
        assert (feedback.correct is True) == is_right(here["Value"]), feedback
