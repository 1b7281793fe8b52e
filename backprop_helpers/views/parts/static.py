"""A view's HTML for a page without a kernel: JupyterLab's sanitizer keeps images and `style`, but no SVG and class."""

import base64
import html
import re

from ...style import CSS, PALETTE, STANDALONE_CSS

_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_WIDTH = re.compile(r"\bwidth='(\d+)'")
_TAG = re.compile(r"<(/?)(table|td|th|tbody|div|span|b|small)\b([^>]*)>")
#: What each class looks like, and the cells of each kind of table, for a page without the style sheet. A role takes
#: the colour of the text around it if the theme is missing.
_ROLES = {f"bp-{role}": f"color:var(--bp-{role},inherit)" for role in PALETTE}
_LOOKS = {**dict(re.findall(r"^\.bp \.(bp-\w+) {(.*)}$", CSS, re.MULTILINE)), **_ROLES}
_CELLS = dict(re.findall(r"^\.bp \.(bp-\w+) :is\(td,th\) {(.*)}$", CSS, re.MULTILINE))
_CLASS, _STYLE = re.compile(r" class='([^']*)'"), re.compile(r" style='([^']*)'")


def static_html(live: str) -> str:
    """Return the same HTML with an image for each SVG, its title as alternative text, and styles instead of classes."""
    return f"<div>{_styled(_SVG.sub(_as_image, live))}</div>"


def _styled(html: str) -> str:
    tables = []  # the look of the cells of each table that is open

    def write(found: re.Match) -> str:
        end, tag, attributes = found.groups()
        names = " ".join(_CLASS.findall(attributes)).split()
        if tag == "table" and end:
            tables.pop()
        elif tag == "table":
            tables.append(next((_CELLS[name] for name in names if name in _CELLS), ""))
        cell = tables[-1:] if tag in ("td", "th") and not end else []
        looks = [*cell, *(_LOOKS[name] for name in names if name in _LOOKS), *_STYLE.findall(attributes)]
        style = f" style='{';'.join(filter(None, looks))}'" if any(looks) else ""
        return f"<{end}{tag}{style}{_CLASS.sub('', _STYLE.sub('', attributes))}>"

    return _TAG.sub(write, html)


def _as_image(found: re.Match) -> str:
    svg = found[0]
    title, width = _TITLE.search(svg), _WIDTH.search(svg)
    styled = svg.replace(">", f"><style>{STANDALONE_CSS}</style>", 1)
    data = base64.b64encode(styled.encode()).decode()
    alt = html.escape(html.unescape(title[1]) if title else "", quote=True)
    return f"<img alt='{alt}' width='{width[1] if width else 860}' src='data:image/svg+xml;base64,{data}'>"
