"""How everything looks: one palette, one number format, one style sheet, for screen and projector, light and dark.

Each colour has one role everywhere, in formula, matrix, diagram and plot alike. The hues are Okabe and Ito's, which
colour-blind readers tell apart; the shades are moved until text has a contrast of 4.5 : 1 on the theme's background.
"""

from __future__ import annotations

import math

MINUS = "\N{MINUS SIGN}"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

#: role: (colour on a light background, colour on a dark one)
PALETTE = {
    "forward": ("#0072B2", "#56B4E9"),
    "gradient": ("#B34700", "#FF9A57"),
    "parameter": ("#96407A", "#E59ACB"),
    "target": ("#00735A", "#2FC79A"),
    "setting": ("#1A1A1A", "#F0F0F0"),
    "ink": ("#1A1A1A", "#F0F0F0"),
    "muted": ("#5C5C5C", "#B3B3B3"),
}
#: The one element that is lit: a background, under dark ink in both themes.
LIT, LIT_INK = "#F0E442", "#1A1A1A"
BACKGROUNDS = {"light": ("#FFFFFF",), "dark": ("#111111", "#212121")}
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif"


def number(value: float) -> str:
    """A number for the reader: 1.234, 0.0123, −1.2·10⁻⁵; 0 for exactly zero, ∞ for an overflow.

    At most seven characters, not counting the minus sign and the small characters of an exponent.
    """
    size = abs(value)
    if size == 0:
        return "0"
    if math.isinf(size):
        text = "∞"
    elif size >= 99999.95 or size < 9.5e-4:
        mantissa, exponent = f"{size:.1e}".split("e")
        text = f"{mantissa}·{power(int(exponent))}"
    elif size >= 100:
        text = f"{size:.1f}"
    elif size >= 0.0995:
        text = f"{size:.3f}"
    else:
        text = f"{size:.4f}"
    return MINUS + text if value < 0 else text


def power(exponent: int) -> str:
    """A power of ten: 10⁻³."""
    return f"10{str(exponent).translate(_SUPERSCRIPTS)}"


def factor(value: float) -> str:
    """The number as a factor in a product or a term of a sum: a negative one in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def colour(role: str) -> str:
    """A role's colour; that of the text around it where the style sheet, and so the theme, is missing."""
    return f"var(--bp-{role},inherit)"


#: Tables by class, and their cells. One may hold another that comes later here.
TABLES = {
    "bp-table": "border-collapse:collapse",
    "bp-line": "border-collapse:separate;font-size:16px",
    "bp-matrix": "border-collapse:separate;border-spacing:2px",
}
CELLS = {
    "bp-table": "text-align:left;padding:3px 12px",
    "bp-line": "text-align:center;padding:2px 5px;vertical-align:middle",
    "bp-matrix": "text-align:right;padding:1px 7px",
}
_BOXES = {
    "bp-bracket": "border-left:2px solid;border-right:2px solid;border-radius:9px",
    "bp-row": "display:flex;flex-wrap:wrap;gap:10px 26px;align-items:center",
    "bp-box": "text-align:center",
    "bp-figures": "text-align:right",
    "bp-used": "outline:2px dashed currentColor;font-weight:700",
    "bp-differs": "outline:2px solid currentColor;outline-offset:1px;border-radius:4px;font-weight:700",
    "bp-lit": f"background:{LIT};color:{LIT_INK};font-weight:700;outline:2px solid {LIT_INK}",
}
#: What each class looks like, for a page without the style sheet.
LOOKS = {**TABLES, **_BOXES, **{f"bp-{role}": f"color:{colour(role)}" for role in PALETTE}}


def _rules() -> str:
    tables = "".join(f".bp .{name}{{{look}}} .bp .{name} :is(td,th){{{CELLS[name]}}}" for name, look in TABLES.items())
    return tables + "".join(f".bp .{name}{{{look}}}" for name, look in _BOXES.items())


def _variables(theme: int) -> str:
    return "".join(f"--bp-{role}:{shades[theme]};" for role, shades in PALETTE.items())


ROLES = "".join(f".bp-{role}{{color:var(--bp-{role})}}" for role in PALETTE) + f".bp-on-lit{{color:{LIT_INK}}}"
#: For every SVG: text and lines take the colour of their role; a halo keeps text readable where it crosses a line.
PAPER = "var(--jp-layout-color0,#fff)"
DRAWING = f"""
svg text {{fill:currentColor}} svg path {{stroke:currentColor; fill:none}}
svg .bp-halo {{text-anchor:middle; stroke:{PAPER}; stroke-width:7; paint-order:stroke}} svg .bp-end {{text-anchor:end}}
svg .bp-node {{fill:{PAPER}; stroke:currentColor; stroke-width:1.5}}
svg .bp-frame {{fill:none; stroke:currentColor; stroke-dasharray:4 3}}
svg.bp-squares path {{stroke-width:7}}
"""
#: What ipywidgets' own controls lack: a focus that is seen, a choice that is told by more than its shade, also to a
#: screen reader (a name holds what CSS puts before it), and edges where a reader has colours of their own.
LIVE = f"""
.bp-live.jupyter-widgets :focus-visible {{outline:3px solid var(--bp-forward) !important; outline-offset:2px}}
.bp-live.jupyter-widgets :is(select, [type=number]):focus-visible {{outline-offset:-3px}}
.bp-live .widget-html-content {{min-width:0}}
.bp-live :is(.widget-radio, .widget-radio-box, .widget-radio-box label) {{height:auto; max-width:100%}}
.bp-live .widget-radio-box label {{display:flex; flex-direction:row-reverse; justify-content:flex-end}}
.bp-live .noUi-handle {{border:2px solid var(--bp-muted)}} .bp-live .noUi-connects {{background:var(--bp-muted)}}
.bp-live .widget-toggle-button {{position:relative; padding:0 1.4em}}
.bp-live .mod-active::before {{content:"✓"; content:"✓" / "chosen: "; position:absolute; left:.4em}}
@media (forced-colors:active) {{
body {{{"".join(f"--bp-{role}:CanvasText !important;" for role in PALETTE)}}} .bp {{--jp-layout-color0:Canvas}}
.bp-live .jupyter-button {{border:1px solid}}
.bp-live .noUi-connects {{forced-color-adjust:none; background:CanvasText}}
}}
"""
#: What JupyterLab's text lacks: a line under links, and code with enough contrast.
TEXT = """
.jp-RenderedMarkdown a:not(.jp-InternalAnchorLink) {text-decoration:underline}
.jp-RenderedMarkdown {--jp-mirror-editor-comment-color:var(--bp-muted); --jp-mirror-editor-bracket-color:var(--bp-ink)}
"""
CSS = f"""
body {{{_variables(0)}}}
:is(body[data-jp-theme-light=false], body.vscode-dark, html[theme=dark] body) {{{_variables(1)}}}
.bp {{color:var(--bp-ink); font:15px/1.45 {FONT}; font-variant-numeric:tabular-nums}}
.bp:not(.bp-sentence) {{overflow:auto hidden; padding:2px}}
{ROLES}{DRAWING.replace("svg", ".bp svg")}
.bp svg, .bp img {{display:block; max-width:100%; height:auto}}
[data-jp-theme-light=false] .bp img.bp-plot, .vscode-dark .bp img.bp-plot {{filter:invert(1) hue-rotate(180deg)}}
{_rules()}
.bp span {{white-space:nowrap}} .bp span.bp-lit {{padding:0 4px}}
.bp p {{margin:6px 0}}
.bp-sentence p {{font-size:16px; border-left:4px solid var(--bp-muted); padding-left:10px}}
.bp.bp-right p {{border-color:var(--bp-target)}} .bp.bp-right .bp-verdict {{color:var(--bp-target)}}
.bp.bp-wrong p {{border-color:var(--bp-gradient)}} .bp.bp-wrong .bp-verdict {{color:var(--bp-gradient)}}
.bp span.bp-differs {{white-space:normal; padding:0 3px; margin:0 3px}}
.bp .bp-formulas {{font-size:18px; border-collapse:collapse; margin:8px 0 8px 14px}}
.bp .bp-formulas :is(th,td) {{padding:4px 14px 4px 0; text-align:left; vertical-align:baseline}}
.bp .bp-formulas tr:nth-child(2n+3) > * {{padding-top:14px}}
.bp .bp-formulas th {{font-size:15px; font-weight:400; white-space:nowrap; color:var(--bp-muted)}}
.bp-heard {{position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}}
.bp-error p {{color:var(--bp-gradient); font-weight:700}}
.bp-control {{margin-right:14px; max-width:calc(100% - 4px); flex-wrap:wrap}}
.bp-control.widget-toggle-buttons {{display:flex; align-items:center; flex-wrap:wrap}}
.bp-control.widget-toggle-buttons > .widget-label {{width:auto; margin-right:8px}}
.bp-control .widget-label {{color:var(--bp-ink)}}
.bp-field > .widget-label {{position:absolute; width:1px; height:1px; overflow:hidden; clip-path:inset(50%)}}
{LIVE}{TEXT}"""

#: The same colours for a picture that stands alone, without the style sheet: always on a light card.
STANDALONE_CSS = (
    f"svg{{{_variables(0)} font-family:{FONT}; color:{PALETTE['ink'][0]}; background:#fff}}{ROLES}{DRAWING}"
)

#: Projector mode, for the last row of a room: what can be read is at least 24 dots high, and grows with the window. In
#: JupyterLab and Notebook 7 the notebook with the ticked switch changes, elsewhere (Colab, VS Code) the outputs. The
#: code of cells that hold a switch, that is of explorers and questions, is out of the way.
PROJECTOR = """
:is(.jp-Notebook, body:not([data-jp-theme-light])):has(.bp-projector input:checked) {
  --bp-big:max(24px, min(1.875vw, 3.333vh)); --bp-row:calc(1.7 * var(--bp-big));
  --jp-content-font-size1:var(--bp-big); --jp-code-font-size:calc(.9 * var(--bp-big));
  --jp-widgets-font-size:var(--bp-big); --jp-widgets-inline-height:var(--bp-row);
  .jp-CodeCell:has(.bp-projector) .jp-Cell-inputWrapper {display:none}
  .jp-InputPrompt, .jp-OutputPrompt, .jp-OutputArea-promptOverlay {display:none}
  .jp-RenderedHTMLCommon table {font-size:var(--bp-big)}
  :is(.bp, .bp-sentence p, .bp-line, .bp-control, .jupyter-button) {font-size:var(--bp-big)}
  .bp {line-height:1.35}
  .bp svg[font-size], .bp-plot {width:100%; height:auto; max-height:62vh}
  .bp svg[font-size] {font-size:15px}
  .bp svg .bp-halo {stroke-width:5}
  .bp span[style*=min-width] {min-width:3.5em !important}
  .bp-plot {object-fit:contain; object-position:left}
  .bp > div > div:has(> .bp-plot) {flex:1}
  .bp-control, .bp-projector {
    .widget-label, input, select {font-size:var(--bp-big); height:var(--bp-row); line-height:var(--bp-row)}
    input:is([type=checkbox], [type=radio]) {width:1em; height:1em}
    .widget-slider > .widget-label {width:auto !important; min-width:3em}
  }
  .widget-slider {width:auto !important; height:var(--bp-row)}
  .bp-control .bp-field {width:4em !important}
  .widget-dropdown {max-width:14em !important}
  .bp-control .noUi-target {width:5.4em; height:.5em; margin:0 .7em 0 .5em}
  .bp-control .noUi-handle {width:1.3em; height:1.3em; top:-.45em; right:-.65em}
  :is(.bp-projector, .widget-radio-box) label {display:flex; align-items:center; gap:.3em; height:auto; line-height:1.5}
  .widget-radio-box {height:auto}
  .widget-radio-box label {flex-direction:row-reverse; justify-content:flex-end}
}
"""
