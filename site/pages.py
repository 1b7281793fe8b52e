"""Every notebook as a page to read and to print: still pictures, formulas as MathML, nothing loaded from anywhere."""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path

import look
import nbformat
from latex2mathml.converter import convert
from lessons import ROOT, lessons
from nbconvert import TemplateExporter
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter

from backprop_helpers.style import CSS

GLOSSARY = ROOT / "docs" / "glossary.md"
GLOSSARY_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Glossary</title><link rel="icon" href="data:,">
<style>{css}</style></head>
<body><header><nav aria-label="Lessons"><a href="../index.html">All lessons</a></nav></header>
<main>{text}</main></body>
</html>
"""
CODE_STYLES = "xcode", "monokai"  # for light and dark; few of Pygments' styles have a contrast of 4.5 : 1
#: What a cell calls to make something that moves or answers.
_MOVES = re.compile(r"\b(ByHand|Explorer|Player|BackgroundRun|MistakeTrials|Timings)\(")
#: Browsers no longer know bold letters as a variant; ∂, names and the slash of a fraction are no spaced operators.
_BETTER = (
    (r'mathvariant="bold[^"]*"', 'style="font-weight:bold"'),
    (r"<mo([^>]*)>&#x02202;</mo>", r'<mi mathvariant="normal"\1>&#x02202;</mi>'),
    (r"<mo>([a-z]{2,})</mo>", r"<mi>\1</mi>"),
    (r"<mo([^>]*)>&#x0002F;</mo>", r'<mo lspace="0" rspace="0"\1>&#x0002F;</mo>'),
)


def mathml(tex: str, display: str) -> str:
    """The formula as MathML, which browsers draw by themselves. `display` is "inline" or "block".

    Raises `ValueError` for a command that is not known.
    """
    formula = convert(tex.replace("{aligned}", "{align}"), display=display)
    left = re.search(r"<m[ion]>(\\[^<]*|&amp;|&)</m[ion]>", formula)
    if left:
        raise ValueError(f"The formula {tex!r} cannot be written as MathML: {left[1]!r} is not understood.")
    for found, better in _BETTER:
        formula = re.sub(found, better, formula)
    return formula


class _Renderer(IPythonRenderer):
    """Markdown with MathML for formulas, and links to the pages instead of the notebooks; the test has no page."""

    def inline_math(self, body):
        return mathml(html.unescape(body), "inline")

    def block_math(self, body):
        return f'<div class="formula">{mathml(html.unescape(body), "block")}</div>'

    def link(self, text, url, title=None):
        if re.fullmatch(r"[a-z_]+\.ipynb", url):
            return text
        page = re.sub(r"^(?:\.\./notebooks/)?(\d\d_\w+)\.ipynb", r"\1.html", url)
        return super().link(text, re.sub(rf"^\.\./docs/{GLOSSARY.stem}\.md", f"{GLOSSARY.stem}.html", page), title)


def markdown(source: str) -> str:
    return MarkdownWithMath(renderer=_Renderer(escape=False, exclude_anchor_links=True)).render(source)


def kind(cell: nbformat.NotebookNode) -> str:
    """What a code cell is for a reader of the page: a "question", a "still" of what moves, or "code"."""
    shown = [output.data.get("text/plain", "") for output in cell.outputs if output.output_type == "execute_result"]
    if any("Run the notebook to answer." in text for text in shown):
        return "question"
    return "still" if shown and _MOVES.search(cell.source) else "code"


def without_style(output: str) -> str:
    """An output without the style sheet that it brings: the page has it already."""
    return re.sub(r"<style>.*?</style>", "", output, flags=re.DOTALL)


class PageExporter(TemplateExporter):
    """nbconvert with the project's template, and without what its own pages need: MathJax, RequireJS, jQuery."""

    file_extension = ".html"

    def _template_name_default(self):
        return "lesson"

    def __init__(self):
        super().__init__(extra_template_basedirs=[str(look.HERE / "templates")])
        code = Highlight2HTML(pygments_lexer="python", parent=self)
        filters = {"markdown2html": markdown, "highlight_code": code, "kind": kind, "without_style": without_style}
        for name, one in filters.items():
            self.register_filter(name, one)


def formula_font() -> str:
    """A font for formulas: with the usual fonts of Linux, subscripts are too high and brackets do not stretch.

    The file is a part of Noto Sans Math: of npm's @fontsource/noto-sans-math 5.3.0, cut by fontTools' pyftsubset with
    --flavor=woff --layout-features='*' and --unicodes for Latin, Greek, italics, bold, script, arrows and operators.
    """
    font = base64.b64encode((look.HERE / "formulas.woff").read_bytes()).decode()
    return f"@font-face {{font-family:Formulas; src:url(data:font/woff;base64,{font})}}"


def style_sheet() -> str:
    """The project's colours, those of code, and the rules of the page, in light and in dark."""
    rules = [formula_font(), look.style_sheet(), CSS]
    for theme, name in enumerate(CODE_STYLES):
        code = HtmlFormatter(style=name).get_style_defs(".highlight")
        rules.append(look.in_theme(theme, f"html .bp {{{look.colours(theme)}}} {code}"))
    return "\n".join([*rules, (look.HERE / "page.css").read_text(encoding="utf-8")])


def build_pages(out: Path, lab: bool) -> list[Path]:
    """All the lessons, and the glossary, into the folder `out`. `lab` tells whether JupyterLab is in one beside it."""
    out.mkdir(parents=True, exist_ok=True)
    exporter, css, sequence = PageExporter(), style_sheet(), lessons()
    for before, lesson, after in zip([None, *sequence], sequence, [*sequence[1:], None], strict=False):
        notebook = nbformat.read(lesson.path, as_version=4)
        resources = {"lesson": lesson, "before": before, "after": after, "lab": lab, "css": css}
        text = exporter.from_notebook_node(notebook, resources)[0]
        (out / lesson.page).write_text(text, encoding="utf-8")
    glossary = GLOSSARY_PAGE.format(css=css, text=markdown(GLOSSARY.read_text(encoding="utf-8")))
    (out / f"{GLOSSARY.stem}.html").write_text(glossary, encoding="utf-8")
    return [out / lesson.page for lesson in sequence]
