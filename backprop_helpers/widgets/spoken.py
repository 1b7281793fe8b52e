"""Words that a screen reader reads out when they change, or when they have come to rest.

A screen reader reads out what changes inside a region of the role "status", if the region itself stays. The HTML of a
widget is replaced as a whole, so there are two: the region, which stays empty, and the words, which it owns by their
id.
"""

from __future__ import annotations

import asyncio

import ipywidgets as widgets


class LiveRegion(widgets.VBox):
    """An HTML widget whose `value` is read out, politely, once it has not changed for `rest` seconds.

    With a `rest` it is there to be heard, not seen: words that change from frame to frame, as while a slider is
    dragged, are shown by somebody else. Where no event loop runs, as in a script, all rests at once.
    """

    def __init__(self, rest: float = 0):
        self._rest, self._value, self._timer = rest, "", None
        self._shown, self._again = False, []
        self._words = widgets.HTML()
        self._id = f"bp-{self._words.model_id}"
        region = widgets.HTML(f"<div role='status' aria-owns='{self._id}'></div>")
        region.layout = widgets.Layout(height="0", margin="0")
        super().__init__([region, self._words])
        self._settle()

    @property
    def value(self) -> str:
        return self._value

    @value.setter
    def value(self, html: str) -> None:
        if html == self._value:
            return
        for again in self._again:
            again.value = html
        first, self._value = not self._value, html
        if self._timer:
            self._timer.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if first or not self._rest or not loop:
            self._settle()
        else:
            self._timer = loop.call_later(self._rest, self._settle)

    def once(self) -> LiveRegion:
        """Itself for the first place in a page; for each further one a copy that says the same, by an id of its own."""
        if not self._shown:
            self._shown = True
            return self
        copy = LiveRegion(self._rest)
        copy.value = self._value
        self._again.append(copy)
        return copy

    def _settle(self) -> None:
        heard = " class='bp-heard'" if self._rest else ""
        self._words.value = f"<div id='{self._id}'{heard}>{self._value}</div>"
