"""What is shown as mathematics is the code that is run: whole, by index, and with numbers."""

import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
from shown import a_trace, elements

from backprop_helpers import QUANTITIES, Network, sigmoid, sigmoid_prime
from backprop_helpers.notation.formula import expand, formula_of, index_form, left_side, tokens, value
from backprop_helpers.notation.table import element

COMPUTED = [name for name, row in QUANTITIES.items() if row.formula]
FUNCTIONS = {"sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime, "sum": np.sum}
GIVEN = sorted(set(QUANTITIES) - set(COMPUTED))


def calculated(numbers):
    """What the written sum gives to someone who types it into a calculator."""
    code = numbers
    code = code.replace("[", "(").replace("]", ")")
    for sign, python in {
        "−": "-",
        "·": "*",
        ")²": ")**2",
        "½": "0.5 *",
        "σ′(": "slope(",
        "σ(": "sigma(",
        "²": "**2",
        "> 0)": "> 0) * 1",
    }.items():
        code = code.replace(sign, python)
    functions = {"sigma": sigmoid, "slope": sigmoid_prime, "exp": np.exp, "log": np.log, "tanh": np.tanh, "max": max}
    return eval(code, {"__builtins__": {}, **functions})


@pytest.mark.parametrize(("written_for", "examples"), [(1, 1), (2, 1), (3, 3)])
@pytest.mark.parametrize("name", COMPUTED)
def test_the_formula_that_is_shown_gives_the_number_and_that_of_a_batch_is_right_for_one(name, written_for, examples):
    trace = a_trace(examples=examples)
    computed = eval(formula_of(name, written_for), {**FUNCTIONS, **vars(trace), **trace.sizes})
    np.testing.assert_allclose(computed, getattr(trace, name), rtol=1e-14, atol=0)


@pytest.mark.parametrize("name", COMPUTED)
def test_for_one_example_the_formula_is_the_primers(name):
    assert formula_of(name, examples=1) == QUANTITIES[name].formula


OTHERS = [
    (("tanh", "linear"), "half squared error"),
    (("ReLU", "tanh"), "half squared error"),
    ("linear", "binary cross-entropy"),
    ("ReLU", "softmax with cross-entropy"),
]


def other_trace(activation, loss, examples):
    """A trace of a network with other functions, and targets that suit each loss."""
    random = np.random.default_rng(3)
    x, y = random.normal(size=(2, examples)), random.uniform(size=(3, examples))
    return Network.random(2, 4, 3, 5, activation, loss).trace(x, y / y.sum(axis=0))


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize(("activation", "loss"), OTHERS)
def test_with_other_functions_each_formula_and_each_written_sum_give_the_number(
    activation, loss, examples, monkeypatch
):
    monkeypatch.setattr("backprop_helpers.style.number", repr)
    trace = other_trace(activation, loss, examples)
    for name in COMPUTED:
        code = formula_of(name, examples, trace.functions)
        computed = eval(code, {**FUNCTIONS, "np": np, **vars(trace), **trace.sizes})
        np.testing.assert_allclose(computed, getattr(trace, name), rtol=1e-9, atol=1e-12, err_msg=name)
        for each in elements(name, trace):
            written = expand(trace, each, lambda entry, text: text)
            assert calculated(written.numbers) == pytest.approx(value(trace, each), rel=1e-9, abs=1e-12), name
        ElementTree.fromstring(f"<p>{index_form(name, functions=trace.functions).replace(' > ', ' &gt; ')}</p>")


@pytest.mark.parametrize(
    ("name", "activation", "loss", "formula"),
    [
        ("a1", ("tanh", "linear"), "half squared error", "tanh((z_1)_i)"),
        ("da1_dz1", ("tanh", "linear"), "half squared error", "1 − (a_1)_i²"),
        ("a2", ("tanh", "linear"), "half squared error", "(z_2)_i"),
        ("a1", ("ReLU", "tanh"), "half squared error", "max((z_1)_i, 0)"),
        ("da1_dz1", ("ReLU", "tanh"), "half squared error", "((z_1)_i > 0)"),
        ("loss", "linear", "binary cross-entropy", "−Σ_i [y_i log((a_2)_i) + (1 − y_i) log(1 − (a_2)_i)]"),
        ("dL_da2", "linear", "binary cross-entropy", "((a_2)_i − y_i) / ((a_2)_i (1 − (a_2)_i))"),
        ("a2", "ReLU", "softmax with cross-entropy", "exp((z_2)_i) / (Σ_k exp((z_2)_k))"),
        ("loss", "ReLU", "softmax with cross-entropy", "−Σ_i y_i log((a_2)_i)"),
        ("dL_dz2", "ReLU", "softmax with cross-entropy", "(a_2)_i − y_i"),
    ],
)
def test_the_index_form_follows_the_functions(name, activation, loss, formula):
    assert letters(index_form(name, functions=other_trace(activation, loss, 1).functions)) == formula


@pytest.mark.parametrize("name", GIVEN)
def test_what_is_given_has_no_formula(name):
    with pytest.raises(ValueError, match=f"^{name} is given, not computed"):
        formula_of(name)


# One element, written out with numbers


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("name", COMPUTED)
def test_the_written_sum_gives_the_element(name, examples, monkeypatch):
    monkeypatch.setattr("backprop_helpers.style.number", repr)  # all digits, so that nothing can hide behind rounding
    trace = a_trace(examples=examples)
    for each in elements(name, trace):
        written = expand(trace, each, lambda entry, text: text)
        assert calculated(written.numbers) == pytest.approx(value(trace, each), rel=1e-12)


def test_the_written_sum_gives_the_element_to_the_digits_that_are_printed():
    written = expand(a_trace(), element("z2[1]"), lambda entry, text: text)
    assert calculated(written.numbers) == pytest.approx(value(a_trace(), element("z2[1]")), abs=4 * 0.001)


@pytest.mark.parametrize("name", COMPUTED)
def test_the_written_sum_uses_exactly_what_the_element_depends_on(name):
    trace = a_trace()
    names = {**FUNCTIONS, **trace.sizes}
    numbers = {key: each for key, each in vars(trace).items() if key != "held"}
    inputs = [each for key in numbers if re.search(rf"\b{key}\b", formula_of(name)) for each in elements(key, trace)]
    for each in elements(name, trace):
        used = expand(trace, each, lambda entry, text: text).used
        for entry in inputs:
            moved = np.array(numbers[entry.name])
            moved[entry.place] += 0.1
            after = eval(formula_of(name), {**names, **numbers, entry.name: moved})
            assert (np.asarray(after)[each.place] != value(trace, each)) == (entry in used), (each, entry)


def test_names_and_numbers_are_the_same_sum():
    trace = a_trace()
    for name in COMPUTED:
        for each in elements(name, trace):
            written = expand(trace, each, lambda entry, text: "#")
            assert written.names == written.numbers


def test_a_negative_number_in_a_sum_stands_in_brackets():
    trace = Network([[-1.0, 2.0]], [0.5], [[1.0]], [0.0]).trace([3.0, -4.0], [1.0])
    written = expand(trace, element("z1[0]"), lambda entry, text: text)
    assert written.names == "W₁[0,0]·x[0] + W₁[0,1]·x[1] + b₁[0]"
    assert written.numbers == "(−1.000)·3.000 + 2.000·(−4.000) + 0.500"


def test_the_gradient_of_a_hidden_activation_sums_over_the_units_that_it_feeds():
    written = expand(a_trace(), element("dL_da1[1]"), lambda entry, text: text)
    assert written.names == " + ".join(f"W₂[{i},1]·∂L/∂z₂[{i}]" for i in range(4))


def test_an_element_that_is_not_there_is_refused():
    for name in ("z1[3]", "dL_dW2[0,3]", "x[0,1]"):
        with pytest.raises(ValueError, match=r"is outside of \w+, which has shape \(\d, \d\)"):
            value(a_trace(), element(name))
    with pytest.raises(ValueError, match=r"^z1\[3\] is outside of z1, which has shape \(3, 1\)"):
        expand(a_trace(), element("z1[3]"), lambda entry, text: text)


# One element, by letters


def letters(html):
    """The formula without its markup: subscripts after an underscore."""
    return re.sub(r"</?i>|</sub>", "", html).replace("<sub>", "_")


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("z1", "Σ_j (W_1)_ij x_j + (b_1)_i"),
        ("a2", "σ((z_2)_i)"),
        ("loss", "½ Σ_i ((a_2)_i − y_i)²"),
        ("dL_da1", "Σ_i (W_2)_ij (∂L/∂z_2)_i"),
    ],
)
def test_the_index_form_is_the_primers(name, formula):
    assert letters(index_form(name)) == formula


def test_an_element_of_the_hidden_activations_gradient_is_counted_by_j():
    assert letters(left_side("dL_da1")) == "(∂L/∂a_1)_j"


@pytest.mark.parametrize("name", COMPUTED)
def test_an_index_form_is_well_formed_and_has_no_leftovers(name):
    for html in (index_form(name), left_side(name)):
        ElementTree.fromstring(f"<p>{html}</p>")
        assert not re.search(r"[{}_@\\]|None|dL_d", html)


@pytest.mark.parametrize("name", COMPUTED)
def test_every_index_on_the_right_is_summed_over_or_stands_on_the_left(name):
    def indices(html, before):
        return {letter for found in re.findall(before + r"_([ij]+)", letters(html)) for letter in found}

    right, left = index_form(name), left_side(name)
    assert indices(right, "(?<!Σ)") == indices(left, "") | indices(right, "Σ")


# The whole formula on one line


@pytest.mark.parametrize("examples", [1, 3])
@pytest.mark.parametrize("name", COMPUTED)
def test_the_line_names_every_array_of_the_code_in_its_order(name, examples):
    names = [token.name for token in tokens(name, examples) if token.name]
    code = formula_of(name, examples)
    assert names == [word for word in re.findall(r"\w+", code) if word in QUANTITIES]
    transposed = [token.name for token in tokens(name, examples) if token.transposed]
    assert transposed == re.findall(r"(\w+)\.T", code)


def test_the_two_products_have_different_signs():
    assert [token.text for token in tokens("dL_dz2") if not token.name] == ["⊙"]
    assert [token.text for token in tokens("dL_dW2") if not token.name] == ["@"]
