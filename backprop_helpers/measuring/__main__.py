"""Write the test on paper, and its key, as HTML to print: python -m backprop_helpers.measuring"""

import argparse
import sys
from pathlib import Path

from .form import FORMS, form
from .paper import key, paper


def main(arguments: list[str] | None = None) -> None:
    """Write both forms and their keys, and print the files' names. Exit with a sentence if that can't be done."""
    parser = argparse.ArgumentParser(prog="python -m backprop_helpers.measuring", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=Path("worksheets"), help="the folder for the files")
    folder = parser.parse_args(arguments).output
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in FORMS:
            for kind, write in (("", paper), ("-key", key)):
                file = folder / f"test-{name}{kind}.html"
                file.write_text(write(form(name)), encoding="utf-8", newline="\n")
                print(file)
    except OSError as error:
        sys.exit(f"No test was written. {error}")


if __name__ == "__main__":
    main()
