"""Other programs that build the site."""

from __future__ import annotations

import subprocess
from pathlib import Path

from browser_python import NotBuilt

LAST = 6  # lines of what a program said before it failed


def run(command: list[str], folder: Path, failure: str) -> None:
    """Calls a program. Raises `NotBuilt` with this sentence and the end of what the program said if it fails."""
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        raise NotBuilt("\n".join([f"{failure}:", *done.stdout.strip().splitlines()[-LAST:]]))
