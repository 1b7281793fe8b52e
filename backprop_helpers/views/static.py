"""A view's HTML for where no kernel runs: each SVG becomes an <img>, which JupyterLab's sanitizer keeps."""

from __future__ import annotations

import base64
import html
import re

from ..style import STANDALONE_CSS

_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_WIDTH = re.compile(r"\bwidth='(\d+)'")


def static_html(live: str) -> str:
    """The same HTML with every SVG as a picture with its title as the alternative text."""
    return f"<div>{_SVG.sub(_as_image, live)}</div>"


def _as_image(found: re.Match) -> str:
    svg = found[0]
    title = _TITLE.search(svg)
    width = _WIDTH.search(svg)
    styled = svg.replace(">", f"><style>{STANDALONE_CSS}</style>", 1)
    data = base64.b64encode(styled.encode()).decode()
    alt = html.escape(html.unescape(title[1]) if title else "", quote=True)
    return f"<img alt='{alt}' width='{width[1] if width else 860}' src='data:image/svg+xml;base64,{data}'>"
