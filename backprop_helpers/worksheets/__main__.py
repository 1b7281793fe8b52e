"""Worksheets to compute by hand, and their keys, as HTML to print: python -m backprop_helpers.worksheet

  --seed 7                       one sheet, and its key
  --class 30 --seed 1            the sheets 1 to 30 in one file, their keys in another, in the same order
  --sizes 2 2 2                  inputs, hidden units and outputs, each from 1 to 4
  --numbers mine.json            your own numbers: {"W1": [[...], ...], "b1": [...], "W2": [[...]], "b2": [...],
                                 "x": [...], "y": [...]}, and if you like "eta" and "decimals"

Open a file in a browser and print it, on A4 or Letter, both sides.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from ..mathematics.network import Network
from .key import answer_keys
from .pages import worksheets
from .sheet import DECIMALS, ETA, SIZES, Worksheet

LARGEST_CLASS = 500
_NEEDED = ("W1", "b1", "W2", "b2", "x", "y")
_OPTIONAL = ("eta", "decimals")


def from_file(path: Path) -> Worksheet:
    """The sheet with the numbers of a JSON file. Raises `ValueError` that says what is missing or does not fit."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f"{path} can't be read: {error.strerror}.") from None
    except ValueError as error:
        raise ValueError(f"{path} is no JSON: {error}.") from None
    if not isinstance(given, dict):
        raise ValueError(f"{path} should hold names and numbers in braces, {', '.join(_NEEDED)}.")
    if missing := [name for name in _NEEDED if name not in given]:
        raise ValueError(f"{path} lacks {', '.join(missing)}.")
    if unknown := [name for name in given if name not in (*_NEEDED, *_OPTIONAL)]:
        raise ValueError(f"{path} holds {', '.join(unknown)}; there are {', '.join((*_NEEDED, *_OPTIONAL))}.")
    net = Network(*(given.pop(name) for name in _NEEDED[:4]))
    return Worksheet(net, **given)


def main(arguments: list[str] | None = None) -> None:
    options = _options(arguments)
    try:
        if options.numbers:
            sheets = [from_file(options.numbers)]
        else:
            seeds = range(options.seed, options.seed + options.number)
            sheets = [Worksheet.random(seed, options.sizes, options.eta, options.decimals) for seed in seeds]
        name = _name(options)
        options.output.mkdir(parents=True, exist_ok=True)
        for kind, html in (("", worksheets(sheets)), ("-key", answer_keys(sheets))):
            file = options.output / f"{name}{kind}.html"
            file.write_text(html, encoding="utf-8", newline="\n")
            print(file)
    except (ValueError, OSError) as error:
        sys.exit(f"No sheet was made. {error}")
    if hidden := sorted({mistake for sheet in sheets for mistake in sheet.indistinguishable}):
        print(f"With these numbers some mistakes can hardly be told from rounding: {', '.join(hidden)}.")


def _name(options: argparse.Namespace) -> str:
    if options.numbers:
        return f"worksheet-{options.numbers.stem}"
    last = options.seed + options.number - 1
    return f"worksheet-{last}" if options.number == 1 else f"worksheets-{options.seed}-to-{last}"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m backprop_helpers.worksheet",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--seed", type=_whole(0), default=1, help="the number of the (first) sheet (1)")
    parser.add_argument("--class", dest="number", type=_whole(1, LARGEST_CLASS), default=1, help="how many sheets (1)")
    parser.add_argument("--sizes", type=_whole(1, 4), nargs=3, default=SIZES, metavar=("N", "H", "M"))
    parser.add_argument("--eta", type=_number, default=ETA, help=f"the learning rate ({ETA})")
    parser.add_argument("--decimals", type=_whole(2, 6), default=DECIMALS, help=f"to round to ({DECIMALS})")
    parser.add_argument("--numbers", type=Path, metavar="FILE", help="a JSON file with your own numbers")
    parser.add_argument("-o", "--output", type=Path, default=Path("worksheets"), help="the folder for the files")
    return parser.parse_args(arguments)


def _whole(least: int, most: int | None = None):
    def read(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= (most or 10**9):
            limit = f"of at least {least}" if most is None else f"from {least} to {most}"
            raise argparse.ArgumentTypeError(f"give a whole number {limit}, not {text!r}")
        return int(text)

    return read


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = 0.0
    if not 0 < number <= 1000:
        raise argparse.ArgumentTypeError(f"give a number above 0, and at most 1000, not {text!r}")
    return number


if __name__ == "__main__":
    main()
