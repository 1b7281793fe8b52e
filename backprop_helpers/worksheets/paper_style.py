"""How paper looks, and the document around it. A page is as wide as A4 allows and as high as Letter allows."""

from __future__ import annotations

from ..style import CSS, FONT, PALETTE

#: Millimetres. Letter is 216 × 279, A4 is 210 × 297.
PAGE = {"width": 186, "height": 252, "inside": 244, "margin": 12}

_CSS = f"""
@page {{margin: {PAGE["margin"]}mm}}
* {{box-sizing: border-box}}
body {{margin: 0; color: #000; background: #fff; font: 10.5pt/1.35 {FONT}}}
.page {{position: relative; width: {PAGE["width"]}mm; height: {PAGE["height"]}mm; margin: 0 auto; break-after: page}}
.page:last-of-type {{break-after: auto}}
.page > * {{break-inside: avoid}}
.page footer {{position: absolute; bottom: 0; left: 0; right: 0; display: flex; justify-content: space-between;
  border-top: .3mm solid; padding-top: 1mm; font-size: 8.5pt}}
.unseen {{position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}}
h2 {{font-size: 16pt; margin: 0 0 1mm; display: flex; justify-content: space-between; align-items: baseline}}
h2 small {{font-size: 13pt; border: .4mm solid; border-radius: 2mm; padding: 0 3mm}}
h3 {{font-size: 11.5pt; margin: 0; padding: 1.5mm 0 .5mm; line-height: 6mm}}
p {{margin: 0}}
.name {{display: flex; gap: 6mm; margin: 2mm 0}}
.name span {{flex: 1; border-bottom: .2mm solid; color: #333}} .name span:first-child {{flex: 3}}
code {{font: 9.5pt 'DejaVu Sans Mono', Consolas, monospace}}
.given {{display: flex; justify-content: space-between; align-items: center; padding: 0 1mm}}
.given > div {{display: flex; align-items: center; gap: 1mm; white-space: nowrap}}
.given .numbers td {{padding: 0 .9mm}}
.diagram {{margin: 0 auto 1mm}} .diagram svg {{display: block; width: 100%; height: auto}}
table {{border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums}}
.numbers td {{text-align: right; padding: 0 1.2mm; line-height: 5.6mm}}
.bracket {{border-left: .4mm solid; border-right: .4mm solid; border-radius: 2mm}}
.boxes {{border-spacing: 1mm}}
.boxes td {{width: 17mm; height: 8mm; border: .25mm solid #555; padding: 0}}
.sigmoid {{font-size: 9.5pt; border-collapse: collapse; margin-top: 1mm}}
.sigmoid :is(td, th) {{padding: 0 2.3mm; line-height: 4.6mm; text-align: right}}
.sigmoid thead :is(td, th) {{border-bottom: .2mm solid}} .sigmoid tbody th {{border-right: .2mm solid}}
.cards {{display: flex}}
.card p {{line-height: 5.5mm; white-space: nowrap}} .card .letters {{font-size: 9pt; color: #333}}
.blank {{display: flex; align-items: center; gap: 1.5mm}} .blank small {{font-size: 8.5pt; color: #333}}
sub, sup {{line-height: 0}}
@media print {{.bp {{{"".join(f"--bp-{role}: #000;" for role in PALETTE)}}}}}
@media screen {{
  body {{background: #ddd; padding: 6mm 0}}
  .page {{background: #fff; outline: {PAGE["margin"]}mm solid #fff; margin: {PAGE["margin"] + 6}mm auto}}
}}
"""


def page_document(title: str, body: str, css: str = "") -> str:
    """A whole HTML document in English, with the title as its one h1, which only screen readers meet."""
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
        f"<meta name='viewport' content='width=device-width'><style>{CSS}{_CSS}{css}</style></head>"
        f"<body><h1 class='unseen'>{title}</h1><main class='bp-paper'>{body}</main></body></html>"
    )
