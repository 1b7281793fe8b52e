"""What a view is, and how an explorer finds it: by its name, by its class, or as it is."""

import difflib
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...mathematics import validate
from ...mathematics.network import Trace
from ...mathematics.training import Training
from .stops import stops

#: The package's views by name; `views/__init__.py` fills it from the classes.
VIEWS: "dict[str, type[View]]" = {}


class View:
    """Turns a state into HTML text: `view(state, choices)`.

    `name` is what an explorer calls the view. `shows` are the types of state that it can show. `reads` are the names of
    the choices and free numbers that it looks at; None means that nobody knows, as for a plain function
    `(state, choices) -> HTML`, which is a view too.
    """

    name: str = ""
    shows: tuple[type, ...] = (Trace,)
    reads: frozenset[str] | None = None


def view_name(view: Callable) -> str:
    """Return what an explorer calls a view: its `name`, or the name of its function or class."""
    return getattr(view, "name", None) or getattr(view, "__name__", type(view).__name__)


def reads_of(views: Iterable[Callable]) -> frozenset[str] | None:
    """Return the names of all choices and free numbers that these views read; None if one of them doesn't say."""
    each = [getattr(view, "reads", None) for view in views]
    return None if None in each else frozenset().union(*each)


def show(view: Callable, state: Any, choices: Mapping = {}) -> str:
    """Return the HTML of a view. A view of a trace gets the trace of the step where a training stands.

    Raises `ValueError` if the view can't show this kind of state.
    """
    kinds = getattr(view, "shows", None) or (object,)
    if isinstance(state, Training) and not isinstance(state, kinds):
        state = state.trace
    if not isinstance(state, kinds):
        wanted = " or a ".join(kind.__name__ for kind in kinds)
        raise ValueError(f"The view {view_name(view)!r} shows a {wanted}, but this is a {type(state).__name__}.")
    return str(view(state, choices))


def find_views(views: Iterable[Callable | str]) -> dict[str, Callable]:
    """Return the views by name; a second view of one name, say "matrices", is called "matrices 2".

    Raises `ValueError` if something among them is not a view.
    """
    found: dict[str, Callable] = {}
    for view in map(find_view, validate.listed("views", views, "views or names of views")):
        name, k = view_name(view), 1
        while (unique := name if k == 1 else f"{name} {k}") in found:
            k += 1
        found[unique] = view
    return found


def find_view(view: Callable | str) -> Callable:
    """Return the view itself, or a new one of this name or class. Raises `ValueError` that says what would work."""
    if isinstance(view, str) and view in VIEWS:
        return _made(VIEWS[view])
    if isinstance(view, type) and any("__call__" in vars(base) for base in view.__mro__):
        return _made(view)
    if isinstance(view, (str, type)) or not callable(view):
        kind = view.__name__ if isinstance(view, type) else type(view).__name__
        what = f"There is no view {view!r}" if isinstance(view, str) else f"{kind} is not a kind of view"
        near = difflib.get_close_matches(view, VIEWS, 1) if isinstance(view, str) else []
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"{what}; there are {', '.join(VIEWS)}, or any function of a trace.{hint}")
    return view


def _made(kind: type) -> Callable:
    """A view of a class without required arguments."""
    parameters = inspect.signature(kind).parameters.values()
    optional = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    needed = [each.name for each in parameters if each.default is each.empty and each.kind not in optional]
    if needed:
        words, write = " and ".join(needed), f"{kind.__name__}({', '.join(needed)})"
        raise ValueError(f"The view {view_name(kind)!r} needs {words}: write {write}.")
    return kind()


def stacked(pictures: Mapping[str, str]) -> str:
    """Return views beside or below each other as one text: a browser then draws all of a step at once."""
    shown = "".join(f"<div class='bp{_kind(html)}'>{html}</div>" for html in pictures.values())
    return f"<div class='bp-views'>{stops(shown)}{shown}</div>"


def _kind(picture: str) -> str:
    """Return the class of a view of words alone, of a drawing, of one paragraph, or of boxes that wrap as they need."""
    if not picture.startswith("<"):
        return " bp-words"
    if picture.startswith("<svg"):
        return " bp-drawn"
    if picture.startswith("<p>") and picture.count("<p>") == 1 and picture.endswith("</p>"):
        return " bp-note"
    return " bp-roomy" if "bp-boxes" in picture else ""
