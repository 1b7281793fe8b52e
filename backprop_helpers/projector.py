"""Projector mode: one switch for a whole notebook, which stands at every explorer and every question."""

from __future__ import annotations

from functools import cache

import ipywidgets as widgets

from .style import PROJECTOR


@cache
def projector_switch() -> widgets.HBox:
    """The kernel's one switch, with the style sheet that obeys it; every explorer shows this very widget.

    Nothing runs when it is ticked: the page itself sees that, so it works while the kernel is busy, and nothing of it
    is saved with a notebook.
    """
    wide = widgets.Layout(width="auto")
    box = widgets.Checkbox(value=False, indent=False, description="projector", layout=wide)
    box.add_class("bp-projector")
    style = widgets.HTML(f"<style>{PROJECTOR}</style>", layout=widgets.Layout(display="none"))
    return widgets.HBox([box, style], layout=wide)
