"""How the site looks: the package's palette and site.css, in light and in dark."""

from __future__ import annotations

from pathlib import Path

from backprop_helpers.style import BACKGROUNDS, FONT, PALETTE

HERE = Path(__file__).parent
PAPER = BACKGROUNDS["light"][0], BACKGROUNDS["dark"][0]


def colours(theme: int) -> str:
    """The palette as CSS variables; theme 0 is light, 1 is dark."""
    roles = {**{role: shades[theme] for role, shades in PALETTE.items()}, "paper": PAPER[theme]}
    return "".join(f"--bp-{role}:{shade};" for role, shade in roles.items())


def in_theme(theme: int, rules: str) -> str:
    """Rules for one theme. Paper is always light."""
    return f"@media screen and (prefers-color-scheme: dark) {{{rules}}}" if theme else rules


def style_sheet() -> str:
    # Also for the body, which stored outputs give the colours of a page in JupyterLab.
    palette = [in_theme(theme, f":root, :root body {{{colours(theme)}}}") for theme in (0, 1)]
    return "\n".join([*palette, f"html {{font-family:{FONT}}}", (HERE / "site.css").read_text(encoding="utf-8")])
