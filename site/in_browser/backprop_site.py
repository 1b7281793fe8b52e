"""What a notebook on the site says about itself. The site builds this file in, with the stamps of its notebooks."""

import json
from pathlib import Path


def say_if_newer(name: str, stamp: str) -> None:
    """Print how to get the site's notebook `name` beside this copy if its stamp is another one now."""
    stamps = json.loads(Path(__file__).with_name("stamps.json").read_text(encoding="utf-8"))
    if name not in stamps:
        print(f"This site has no {name} any more. Your copy still runs, and stays as it is.")
    elif stamps[name] != stamp:
        print(
            f"This site has a newer {name}, and your browser shows the copy that you saved.\n"
            "To have both: File → Rename Notebook…, and give your copy another name. Then open\n"
            f"{name} from the list of files at the left: this is the new one.\n"
            "Nothing that you wrote is lost."
        )
