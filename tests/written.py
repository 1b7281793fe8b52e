"""Formulas as they are written in the notation's symbols, computed: 2 (a₂ − y) ⊙ σ′(z₂)."""

import re

import numpy as np

from backprop_helpers import sigmoid, sigmoid_prime

SIGNS = {"σ′": "sigmoid_prime", "σ": "sigmoid", "⊙": "*", "×": "*", "·": "@", "ᵀ": ".T", "−": "-", "½": "0.5"}
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
FACTOR = re.compile(r"(?<![\w.])(\(-?[\d.]+\)|\d[\d.]*(?:e-?\d+)?|[Nnhm]|eta)\s+(?=[A-Za-z(\d])")  # "2 a2" is 2 * a2


class Of:
    """A word that stands before what it is of, such as Σ; `word ** x` binds as closely."""

    def __init__(self, function):
        self.function = function

    def __pow__(self, array):
        return self.function(array)


WORDS = {
    "Σ": np.sum,
    "sum of each row of": lambda array: np.sum(array, axis=1, keepdims=True),
    "sum of each column of": lambda array: np.sum(array, axis=0, keepdims=True),
    "mean of each row of": lambda array: np.mean(array, axis=1, keepdims=True),
    "mean of each column of": lambda array: np.mean(array, axis=0, keepdims=True),
    "mean of": np.mean,
}
NAMES = {f"word_{k}": Of(function) for k, function in enumerate(WORDS.values())}


def as_python(formula: str) -> str:
    """The code of a formula that is written with the notation's symbols."""
    for word, name in zip(WORDS, NAMES, strict=True):
        formula = formula.replace(word, f"{name} ** ")
    formula = re.sub(r"∂L/∂(\w)", r"dL_d\1", formula.translate(SUBSCRIPTS))
    formula = re.sub(r"[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: "**" + power[0].translate(POWERS), formula)
    for sign, code in SIGNS.items():
        formula = formula.replace(sign, code)
    formula = re.sub(r"\bL\b", "loss", formula.replace("η", "eta").replace("^", "**"))
    return FACTOR.sub(r"\1 * ", formula)


def value(formula: str, given: dict) -> np.ndarray:
    """What a formula gives for the quantities of a network."""
    names = {
        **vars(np.linalg),
        **vars(np),
        "np": np,
        "sigmoid": sigmoid,
        "sigmoid_prime": sigmoid_prime,
        **NAMES,
        **given,
    }
    with np.errstate(all="ignore"):
        return np.asarray(eval(as_python(formula), {"__builtins__": {}}, names))
