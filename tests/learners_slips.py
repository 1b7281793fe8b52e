"""Slips and odd functions of learners, each with words that the answer must hold."""

import asyncio
import sys

import numpy as np


def prints(a2, y):
    print(a2 - y)


def raises(error):
    def function(dL_dz2, a1):
        raise error

    return function


def asks(dL_dz2, a1):
    return dL_dz2 @ a1.T * float(input("how many?"))


def calls(dL_dz2, a1):
    return dL_dz2 (1 - dL_dz2)  # fmt: skip


def without_import(dL_dz2, a1):
    return numpy.dot(dL_dz2, a1.T)  # noqa: F821


def flat(dL_dz2, a1):
    dL_dz2, a1 = dL_dz2.flatten(), a1.flatten()
    return dL_dz2 @ a1.T


def random(dL_dz2, a1):
    return dL_dz2 @ a1.T + np.random.standard_normal(a1.shape[0])


async def later(dL_dz2, a1):
    return dL_dz2 @ a1.T


def endless(dL_dz2, a1):
    while True:
        dL_dz2 = dL_dz2 + 0 * dL_dz2


#: Asked for dL_dW2 (the first: dL_da2); what is answered must hold these words.
SLIPS = {
    "prints instead": ("return", prints),
    "the field's δ2": ("dL_dz2", lambda δ2, a1: δ2 @ a1.T),
    "dZ2": ("dL_dz2", lambda dZ2, a1: dZ2 @ a1.T),
    "A1": ("a1", lambda dL_dz2, A1: dL_dz2 @ A1.T),
    "W_2": ("W2", lambda dL_dz2, a1, W_2: dL_dz2 @ a1.T),
    "y_hat": ("a2", lambda dL_dz2, a1, y_hat: dL_dz2 @ a1.T),
    "a default": ("default", lambda dL_dz2, a1=0: dL_dz2 @ a1.T),
    "a bracket that calls": ("\\*|multipl", calls),
    "no import": ("import", without_import),
    "flat arrays": ("1-D|flat|column|dimension", flat),
    "not turned": ("dL_dz2|∂L/∂z₂", lambda dL_dz2, a1: dL_dz2 @ a1),
    "another answer each time": ("differ|each time|random|call to call", random),
    "a coroutine": ("coroutine", later),
    "StopIteration": ("StopIteration|stopped", raises(StopIteration())),
    "KeyError": ("KeyError", raises(KeyError("W3"))),
    "cancelled": ("CancelledError", raises(asyncio.CancelledError())),
    "GeneratorExit": ("GeneratorExit", raises(GeneratorExit())),
    "sys.exit": ("SystemExit", lambda dL_dz2, a1: sys.exit()),
    "input": ("stopped|input", asks),
    "endless": ("second|stopped|end", endless),
    "masked": ("mask", lambda dL_dz2, a1: np.ma.masked_all((len(dL_dz2), len(a1)))),
    "a view of everything": ("shape", lambda dL_dz2, a1: np.broadcast_to(dL_dz2[0, 0], (10**5, 10**5))),
    "float32": ("digits", lambda dL_dz2, a1: (dL_dz2 @ a1.T).astype(np.float32)),
    "as text": ("numbers", lambda dL_dz2, a1: str(dL_dz2 @ a1.T)),
    "a list": ("list", lambda dL_dz2, a1: (dL_dz2 @ a1.T).tolist()),
    "the function again": ("function", lambda dL_dz2, a1: np.dot),
    "infinite": ("finite", lambda dL_dz2, a1: dL_dz2 @ a1.T / 0),
    "an object": ("numbers", lambda dL_dz2, a1: np.array({1: dL_dz2})),
}
