"""The command that reports about a class: python -m backprop_helpers.class_report FOLDER

FOLDER holds a file for each student: a receipt as text, or the record file. The file's name stands for the student.
"""

import argparse
import sys
from pathlib import Path

from .page import page
from .report import OUTPUT, read_folder, table


def main(arguments: list[str] | None = None) -> None:
    """Write the page and the table and print their names. Exit with a sentence if that can't be done."""
    parser = argparse.ArgumentParser(
        prog="python -m backprop_helpers.class_report",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("-o", "--output", type=Path, help="the folder for the report (FOLDER)")
    options = parser.parse_args(arguments)
    output = options.output or options.folder
    try:
        students, faults = read_folder(options.folder)
        output.mkdir(parents=True, exist_ok=True)
        for kind, text in (("html", page(students, faults)), ("csv", table(students))):
            file = output / f"{OUTPUT}.{kind}"
            file.write_text(text, encoding="utf-8-sig" if kind == "csv" else "utf-8", newline="\n")
            print(file)
    except OSError as error:
        sys.exit(f"No report was written. {error}")
    for file, fault in faults.items():
        print(f"{file}: {fault}")
