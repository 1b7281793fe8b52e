"""The report about a class as one HTML page: to read, in light and dark, and to print. Each bar has its number."""

import math
from html import escape
from importlib.resources import files

from ..questions.question import SURENESS
from ..style import BACKGROUNDS, FONT, MINUS, PALETTE
from .form import FORMS, form
from .item import Option
from .report import Class, at_time, gain, held
from .sitting import Sitting

TIMES = ("first", "second", "third")  # the sittings that are shown
_FEW = 20  # with fewer students the interval is too narrow


def page(students: Class, faults: dict[str, str]) -> str:
    """Return the whole page. `faults` says what was wrong with a file."""
    sat = [sittings for time in range(len(TIMES)) if (sittings := at_time(students, time))]
    parts = [_gains(students), _misconceptions(sat), _items(sat)] if students else ["<p>No file holds a test.</p>"]
    if faults:
        rows = "".join(_row(escape(file), f"<td class='words'>{escape(said)}</td>") for file, said in faults.items())
        parts.append(f"<h2>Files with a fault</h2>{_table('Files with a fault', ('file', 'what is wrong'), rows)}")
    css = "".join(_theme(number, name) for number, name in enumerate(BACKGROUNDS)) + f"body {{font-family: {FONT}}}"
    css += (files(__package__) / "report.css").read_text(encoding="utf-8")
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>What the class has learned</title>"
        f"<meta name='viewport' content='width=device-width'><style>{css}</style></head><body><main>"
        f"<h1>What the class has learned</h1><p>Students with a finished test: {len(students)}. Receipts and records "
        f"can be forged: use this page to teach, not to grade.</p>{''.join(parts)}</main></body></html>\n"
    )


def _theme(number: int, name: str) -> str:
    colours = {"paper": BACKGROUNDS[name][0], **{role: shades[number] for role, shades in PALETTE.items()}}
    rules = f":root {{{''.join(f'--{role}: {shade};' for role, shade in colours.items())}}}"
    return f"@media screen and (prefers-color-scheme: dark) {{{rules}}}" if name == "dark" else rules


def _table(label: str, heads: tuple[str, ...], rows: str) -> str:
    top = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    return (
        f"<div class='wide' role='region' tabindex='0' aria-label='{label}'><table><thead><tr>{top}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def percent(share: float) -> str:
    return "not known" if math.isnan(share) else f"{round(100 * share)} %".replace("-", MINUS)


def _row(head: str, cells: str) -> str:
    return f"<tr><th scope='row'>{head}</th>{cells}</tr>"


def _bar(share: float, words: str = "") -> str:
    return f"<td><span class='bar' style='width:{100 * share:.0f}px'></span>{percent(share)}{words}</td>"


def _gains(students: Class) -> str:
    rows = ""
    for time, name in enumerate(TIMES[1:], 1):
        if found := gain(students, time):
            low, high = map(percent, found.interval)
            few = ": few, so the interval is too narrow" if found.students < _FEW else ""
            cells = f"<td>{found.students}{few}</td>{_bar(found.before)}{_bar(found.after)}"
            rows += _row(f"first to {name}", f"{cells}<td>{percent(found.gain)}</td><td>{low} to {high}</td>")
    if not rows:
        return "<h2>Gain</h2><p>Nobody has sat the test twice, so there is no gain yet.</p>"
    heads = ("sittings", "students", "mean score before", "mean score after", "normalised gain", "95 % interval")
    words = "The normalised gain is how much of the possible gain was made. The interval is a bootstrap over students."
    return f"<h2>Gain</h2><p>{words}</p>{_table('Gain', heads, rows)}"


def _misconceptions(sat: list[list[Sitting]]) -> str:
    found = [held(sittings) for sittings in sat]
    rows = ""
    for name in found[0]:
        here = [each[name] for each in found]
        cells = (_bar(one.share, f" ({one.chosen} of {one.offered}; certain: {one.certain})") for one in here)
        rows += _row(escape(Option("", name).misconception), "".join(cells))
    words = "How often its wrong options were chosen, of the answers to items that offer one; the most frequent first."
    heads = ("misconception", *(f"{name} sitting" for name in TIMES[: len(sat)]))
    return f"<h2>Misconceptions most held</h2><p>{words}</p>{_table('Misconceptions', heads, rows)}"


def _items(sat: list[list[Sitting]]) -> str:
    rows = ""
    for item in form(next(iter(FORMS))).items.values():
        rows += f"<tr class='item'><th scope='row'>{escape(item.text)} (notebook {item.notebook})</th>"
        rows += f"{'<td></td>' * len(sat)}</tr>"
        for option in sorted(item.options, key=lambda option: option.number):
            wrong = f"✗ {escape(option.text)} <i>{escape(option.misconception)}</i>" if option.believes else ""
            cells = "".join(_chosen(sittings, item.name, option.number) for sittings in sat)
            rows += _row(wrong or f"✓ {escape(option.text)}", cells)
    words = "How many chose each option, and how many of these called it {}, {} and {}.".format(*SURENESS)
    words += " The numbers in items and options are those of form A."
    heads = ("item", *(f"{name} sitting" for name in TIMES[: len(sat)]))
    return f"<h2>Item by item</h2><p>{words}</p>{_table('Item by item', heads, rows)}"


def _chosen(sat: list[Sitting], item: str, number: int) -> str:
    answers = [one.answers[item] for one in sat if item in one.answers]
    sure = [sure for option, sure in answers if option.number == number]
    counts = " + ".join(str(sure.count(each)) for each in SURENESS)
    return _bar(len(sure) / len(sat), f" ({len(sure)} = {counts})")
