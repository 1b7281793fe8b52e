"""Views side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Beside:
    """A view of several views, side by side where the page is wide enough."""

    def __init__(self, *views: Callable, name: str = "beside"):
        self.views, self.name = views, name

    def __call__(self, trace, choices: Mapping = {}) -> str:
        parts = "".join(f"<div>{view(trace, choices)}</div>" for view in self.views)
        return f"<div style='display:flex;flex-wrap:wrap;gap:10px 20px;align-items:flex-start'>{parts}</div>"
