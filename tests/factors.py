"""Whether a factor is extra, missing or used in place of another, as is said: tried out in the formulas.

Each extra factor is taken out of the formula; what is left must be the same on every network. Where the
same words say other things, too, a factor alone proves nothing, and nothing is found untrue.
"""

import re
from collections.abc import Iterator

import numpy as np
from mutants import Run, same_numbers
from written import value

FACTOR = r"(?P<factor>−?[\d.½ηNnhm/ ]*[\d½ηNnhm])"
CLAIMS = {
    "extra": re.compile(rf"There is an extra factor of {FACTOR}\."),
    "missing": re.compile(rf"A factor of {FACTOR} is missing\."),
    "instead": re.compile(rf"(?:(?<=\. )|^){FACTOR} is used in place of (?P<other>−?[\d.½ηNnhm/ ]*[\d½ηNnhm])\."),
    "times": re.compile(rf"Every number is {FACTOR} times what it should be\."),
}


def untrue_factors(runs: list[Run], feedback, wrong: list[str]) -> Iterator[str]:
    """What is said of factors, if it holds for none of the wrong quantities."""
    claims = {(how, *found.groups()) for how, words in CLAIMS.items() for found in words.finditer(feedback.message)}
    rest = feedback.message
    for words in CLAIMS.values():
        rest = words.sub("", rest)
    if not claims or len(claims) > 1 and rest.strip() or len(feedback.mistakes) > 1:
        return
    for name in wrong:
        computed, right = (getattr(feedback, side, {}).get(name) or "" for side in ("computed", "right"))
        if computed and right and _agree(claims, computed, right, runs):
            return
        if len(claims) == 1 and all(_is_ratio(*next(iter(claims))[:2], name, run) for run in runs if run.found):
            return
    yield from (" ".join(claim) for claim in claims)


def _agree(claims: set[tuple[str, ...]], computed: str, right: str, runs: list[Run]) -> bool:
    """Whether the formulas are the same after each of the claims is put right."""
    mine, theirs = [computed], [right]
    for how, factor, *other in claims:
        if how == "missing":
            theirs = [new for formula in theirs for new in _replaced(factor, "", formula)]
        else:
            mine = [new for formula in mine for new in _replaced(factor, "".join(other), formula)]
    return any(_same_formulas(one, two, runs) for one in mine for two in theirs)


def _replaced(factor: str, other: str, formula: str) -> Iterator[str]:
    """The formula with another factor, or none, in the place of this one, at each place where it stands."""
    under = factor.removeprefix("1 / ")
    signs = [f" ⊙ {factor}", f"{factor} ⊙ ", f"{factor} "] if under == factor else [f" / {under}"]
    for sign in signs:
        for found in re.finditer(re.escape(sign), formula):
            before, after = formula[: found.start()], formula[found.end() :]
            new = f"{other} " if under == factor and other else f" ⊙ ({other})" if other else ""
            yield f"{before}{new}{after}"


def _same_formulas(one: str, other: str, runs: list[Run]) -> bool:
    try:
        return all(same_numbers(value(one, run.given), value(other, run.given)) for run in runs)
    except Exception:  # what is left is no formula
        return False


def _is_ratio(how: str, factor: str, name: str, run: Run) -> bool:
    """Whether all that was found is so many times what is right, or the other way round."""
    one, other = run.found[name], run.right[name]
    times = value(factor, run.given)
    if how == "missing":
        one, other = other, one
    digits = 1e-3 if how == "times" else 1e-8  # these words round the number
    return one.shape == other.shape and np.allclose(one, times * other, rtol=digits)
