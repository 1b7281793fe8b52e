"""Writes the lists of views, choices and sliders into docs/lessons.md, from the code: python tools/store_lists.py

They stand between two markers. A second run changes nothing.
"""

import inspect
import re
from pathlib import Path

from backprop_helpers.notation.table import QUANTITIES
from backprop_helpers.views import VIEWS
from backprop_helpers.widgets.choices import HELD, OPTIONS
from backprop_helpers.widgets.sources import FREE, SIZES

PAGE = Path(__file__).parents[1] / "docs" / "lessons.md"
START, END = "<!-- lists: python tools/store_lists.py -->", "<!-- end of the lists -->"
KINDS = {"Trace": "a trace", "Training": "a training", "DeepTrace": "a deep trace", "tuple": "a background run"}
KINDS["Graph"] = "a graph"


def written(kind: type) -> str:
    """How a view is written in `views=[...]`: its name, or its class with the arguments that it needs."""
    optional = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    parameters = inspect.signature(kind).parameters.values()
    needed = [each.name for each in parameters if each.default is each.empty and each.kind not in optional]
    return f"{kind.__name__}({', '.join(needed)})" if needed else f'"{kind.name}"'


def what_it_shows(kind: type) -> str:
    """The first sentence of a view's docstring, without the kind of view that it is."""
    text = " ".join(inspect.getdoc(kind).split("\n\n")[0].split())
    text = re.sub(r"^A (live plot|view)[^:]{0,60}?: ", "", text)
    return text.split(". ")[0].rstrip(".").replace("|", "\\|")


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ("---",) * len(head), *rows])


def code(names) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def views() -> str:
    rows = [
        (
            f"`{written(kind)}`",
            KINDS.get(kind.shows[0].__name__, "anything"),
            what_it_shows(kind),
            code(kind.reads or ()),
        )
        for _, kind in sorted(VIEWS.items())
    ]
    return table(("view", "of", "shows", "reads"), rows)


def choices() -> str:
    return table(("choice", "its options"), [(f"`{name}`", kind.words) for name, kind in OPTIONS.items()])


def sliders() -> str:
    rows = []
    for name in (*FREE, *HELD):
        known = QUANTITIES[name]
        rows.append((f"elements of `{name}`", known.meaning, "{:g} to {:g} in steps of {:g}".format(*known.range)))
    rows += [(f"`{name}`", QUANTITIES[name].meaning, "1 to the network's size") for name in SIZES]
    numbers = {name for kind in VIEWS.values() for name in kind.reads or () if name not in OPTIONS}
    rows += [(code(numbers), "free numbers that views read", "give a range")]
    rows += [
        ("`step`", "the step of a training", "give a range"),
        ("any other name", "what your function reads", "give a range"),
    ]
    return table(("slider", "moves", "from where to where"), rows)


def with_lists(page: str) -> str:
    """The page with the lists as they are now. Raises `ValueError` if it has not both markers."""
    before, start, rest = page.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise ValueError(f"The page should have the lines {START} and {END}.")
    lists = f"### Views\n\n{views()}\n\n### Choices\n\n{choices()}\n\n### Sliders\n\n{sliders()}"
    return f"{before}{start}\n\n{lists}\n\n{end}{after}"


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_lists(page), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
