"""Projector mode: one switch for a whole notebook, which stands at every explorer and every question."""

from __future__ import annotations

from functools import cache

import ipywidgets as widgets
import traitlets

from ..style import PROJECTOR


@cache
def projector_switch() -> widgets.HBox:
    """The kernel's one switch, with the style sheet that it brings; every explorer shows this very widget.

    The style sheet is in the page only while the switch is ticked: it asks the browser to look at the whole notebook
    again at each change, which takes longer than a slider's step. Nothing of it is saved with a notebook.
    """
    wide = widgets.Layout(width="auto")
    box = widgets.Checkbox(value=False, indent=False, description="projector", layout=wide)
    box.add_class("bp-projector")
    style = widgets.HTML(layout=widgets.Layout(display="none"))
    traitlets.dlink((box, "value"), (style, "value"), lambda ticked: f"<style>{PROJECTOR}</style>" if ticked else "")
    return widgets.HBox([box, style], layout=wide)
