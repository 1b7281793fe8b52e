"""Views side by side."""

from collections.abc import Callable, Mapping
from typing import Any

from .parts.view import View, find_view, reads_of, show


class SideBySide(View):
    """A view: several views, or names of views, side by side if the page is wide enough."""

    name = "side by side"
    shows = (object,)

    def __init__(self, view: Callable | str, *others: Callable | str):
        self.views = [find_view(each) for each in (view, *others)]
        self.reads = reads_of(self.views)

    def __call__(self, state: Any, choices: Mapping = {}) -> str:
        parts = "".join(f"<div>{show(view, state, choices)}</div>" for view in self.views)
        return f"<div style='display:flex;flex-wrap:wrap;gap:10px 20px;align-items:flex-start'>{parts}</div>"
