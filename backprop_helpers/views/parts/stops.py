"""What lights up with the pointer lights up by keyboard, too: a list of all of it, which is one tab stop."""

import re

from ...notation.table import Element

#: The class that `highlight.key` gives to whatever shows an element, if the style sheet has it.
_KEY = re.compile(r"\bbp-(W\d-[0-5]-[0-5]|(?:x|y|[bza]\d)-[0-5]|loss)(?=[ '])")


def stops(pictures: str) -> str:
    """Return a list of the elements that these pictures show, in their order; nothing if they show none.

    A browser shows the list while it has the focus; the style sheet lights what the arrow keys choose in it.
    """
    keys = {key: key.split("-") for key in _KEY.findall(pictures)}
    names = {key: Element(name, tuple(map(int, index))).text for key, (name, *index) in keys.items()}
    options = "".join(f"<option class='bp-{key}'>{name}</option>" for key, name in names.items())
    how = "class='bp-stops' size='3' aria-label='Light up' data-lm-suppress-shortcuts=''"
    return f"<select {how}>{options}</select>" if options else ""
