"""Make worksheets to compute by hand, and their keys, as HTML to print: python -m backprop_helpers.worksheets

  --seed 7                       one sheet, and its key
  --class 30 --seed 1            the sheets 1 to 30 in one file, their keys in another, in the same order
  --sizes 2 2 2                  inputs, hidden units and outputs, each from 1 to 4 (2 3 2; earlier sheets: 2 3 1)
  --numbers mine.json            your own numbers: {"W1": [[...], ...], "b1": [...], "W2": [[...]], "b2": [...],
                                 "x": [...], "y": [...]}, and if you like "eta" and "decimals"

Open a file in a browser and print it, on A4 or Letter, both sides.
"""

import argparse
import json
import sys
from pathlib import Path

from ..mathematics import validate
from ..mathematics.network import Network
from .key import answer_keys
from .pages import worksheets
from .sheet import DECIMALS, ETA, SIZES, Worksheet

LARGEST_CLASS = 500


def main(arguments: list[str] | None = None) -> None:
    """Write the sheets and their keys and print the files' names. Exit with a sentence if that can't be done."""
    options = _options(arguments)
    try:
        name, sheets = _sheets(options)
        options.output.mkdir(parents=True, exist_ok=True)
        for kind, html in (("", worksheets(sheets)), ("-key", answer_keys(sheets))):
            file = options.output / f"{name}{kind}.html"
            file.write_text(html, encoding="utf-8", newline="\n")
            print(file)
    except (ValueError, OSError) as error:
        sys.exit(f"No sheet was made. {error}")
    if near := sorted({mistake for sheet in sheets for mistake in sheet.indistinguishable}):
        print(f"With these numbers some mistakes can hardly be told from rounding: {', '.join(near)}.")


def _sheets(options: argparse.Namespace) -> tuple[str, list[Worksheet]]:
    """Return the name of the files, and the sheets."""
    if options.numbers:
        try:
            return f"worksheet-{options.numbers.stem}", [own_sheet(**json.loads(options.numbers.read_text("utf-8")))]
        except (ValueError, TypeError) as error:
            raise ValueError(f"{options.numbers}: {error}") from None
    seeds = range(options.seed, options.seed + validate.whole("class", options.number, 1, LARGEST_CLASS))
    name = f"worksheet-{seeds[0]}" if len(seeds) == 1 else f"worksheets-{seeds[0]}-to-{seeds[-1]}"
    return name, [Worksheet.random(seed, options.sizes, options.eta, options.decimals) for seed in seeds]


def own_sheet(W1, b1, W2, b2, x, y, eta=ETA, decimals=DECIMALS) -> Worksheet:
    """Return the sheet with these numbers."""
    return Worksheet(Network(W1, b1, W2, b2), x, y, eta, decimals)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m backprop_helpers.worksheets",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--seed", type=int, default=1, help="the number of the (first) sheet (1)")
    parser.add_argument("--class", dest="number", type=int, default=1, help="how many sheets (1)")
    parser.add_argument("--sizes", type=int, nargs=3, default=SIZES, metavar=("N", "H", "M"))
    parser.add_argument("--eta", type=float, default=ETA, help=f"the learning rate ({ETA})")
    parser.add_argument("--decimals", type=int, default=DECIMALS, help=f"to round to ({DECIMALS})")
    parser.add_argument("--numbers", type=Path, metavar="FILE", help="a JSON file with your own numbers")
    parser.add_argument("-o", "--output", type=Path, default=Path("worksheets"), help="the folder for the files")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main()
