"""The arguments of a learner's function, which go by their names: what it may ask for, and a call with copies."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy, deepcopy

from .feedback import describe_type, join_words
from .running import Unusable, run


def call(function: Callable, asked: Mapping[str, bool], values: Mapping, quiet: bool = False, watched: bool = True):
    """Return what the function returns for copies of the values that it asks for: {name: whether keyword-only}."""
    given = {name: (deepcopy if isinstance(values[name], list) else copy)(values[name]) for name in asked}
    positional = [given.pop(name) for name, keyword_only in asked.items() if not keyword_only]
    return run(function, *positional, quiet=quiet, watched=watched, **given)


def asked_of(function: Callable, given: Sequence[str]) -> dict[str, bool]:
    """Return which of the arguments that a check gives a function asks for, and whether each is keyword-only.

    Raises `Unusable` if it is not a function, or asks for anything else.
    """
    asked = {}
    for parameter in parameters_of(function, given):
        if parameter.name in given:
            asked[parameter.name] = parameter.kind == parameter.KEYWORD_ONLY
        elif parameter.default is parameter.empty:
            names = f"{join_words(given)}, by these names"
            raise Unusable(f"The function asks for {parameter.name}, but the check calls it with {names}.")
    return asked


def parameters_of(function: Callable, example: Iterable[str]) -> list[inspect.Parameter]:
    """Return the arguments of a function. Raises `Unusable` if they are not written out, as in the `example`."""
    if not callable(function):
        raise Unusable(f"Give the function itself, without brackets; this is {describe_type(function)}.")
    try:
        parameters = [*inspect.signature(function).parameters.values()]
    except (ValueError, TypeError):
        raise Unusable("Python can't tell which arguments this function has; write it with def.") from None
    for parameter in parameters:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD):
            raise Unusable(f"Write out what the function needs, as in def f({', '.join(example)}), not {parameter}.")
    return parameters
