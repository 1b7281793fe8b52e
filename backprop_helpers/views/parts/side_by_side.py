"""Views side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...mathematics import validate


def view_name(view: Callable) -> str:
    """What an explorer calls a view: its `name`, or the name of its function."""
    return getattr(view, "name", None) or getattr(view, "__name__", type(view).__name__)


class SideBySide:
    """A view of several views, side by side where the page is wide enough."""

    def __init__(self, *views: Callable, name: str = "beside"):
        self.views, self.name = [validate.function(f"views[{k}]", view) for k, view in enumerate(views)], name

    def __call__(self, trace, choices: Mapping = {}) -> str:
        parts = "".join(f"<div>{view(trace, choices)}</div>" for view in self.views)
        return f"<div style='display:flex;flex-wrap:wrap;gap:10px 20px;align-items:flex-start'>{parts}</div>"


def below(pictures: Mapping[str, str]) -> str:
    """Views below each other, as one text: a browser then draws all of a step at once."""
    return "".join(f"<div class='bp'>{html}</div>" for html in pictures.values())
