"""How widgets get into a cell, once or several times: the id of the words that are read out stands once in a page."""

from __future__ import annotations

import ipywidgets as widgets

from .spoken import LiveRegion

MIME = "application/vnd.jupyter.widget-view+json"


def live_view(widget: widgets.Widget) -> dict:
    """The part of a cell's output that shows this widget."""
    shown = once(widget)
    shown.add_class("bp-live")
    return {MIME: {"version_major": 2, "version_minor": 0, "model_id": shown.model_id}}


def once(widget: widgets.Widget) -> widgets.Widget:
    """The widget itself, the first time; then a box of the same controls and pictures, with words of its own."""
    if isinstance(widget, LiveRegion):
        return widget.once()
    children = getattr(widget, "children", ())
    shown = tuple(map(once, children))
    return widget if shown == children else type(widget)(shown, layout=widget.layout)
