"""Looks every locked version up among the known vulnerabilities: `make audit`, or python tools/audit.py

PyPI has them, and pip-audit asks it. What cannot be looked up is never taken for safe.
"""

import json
import runpy
import subprocess
import sys
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
OPTIONS = "--format json --no-deps --disable-pip --progress-spinner off --requirement".split()


def one_version_each(lock: str) -> list[list[str]]:
    """The pins of a lock without their markers, in lists that name each package once, as pip-audit wants it."""
    lists: list[dict[str, str]] = []
    lines = [line for line in lock.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for name, pin in sorted({(wanted.name, f"{wanted.name}{wanted.specifier}") for wanted in map(Requirement, lines)}):
        place = next((pins for pins in lists if name not in pins), None)
        if place is None:
            lists.append(place := {})
        place[name] = pin
    return [list(pins.values()) for pins in lists]


def verdict(answers: list[dict]) -> tuple[bool, list[str]]:
    """Whether each package was looked up and is safe, and sentences; `answers` are pip-audit's."""
    sentences = [
        f"{found['name']} {found['version']} has the vulnerability {hole['id']}, "
        f"mended in {' and '.join(hole['fix_versions']) or 'no version yet'}."
        for found in answers
        for hole in found.get("vulns", [])
    ]
    unknown = [found["name"] for found in answers if "skip_reason" in found]
    if unknown:
        named = ", ".join(unknown[:3]) + (", ..." if len(unknown) > 3 else "")
        sentences.append(
            f"{len(unknown)} of {len(answers)} could not be looked up from here ({named}): nothing is known."
        )
    return not sentences, sentences or [f"None of the {len(answers)} locked versions has a known vulnerability."]


def main() -> None:
    answers = []
    with runpy.run_path(str(ROOT / "dev.py"))["tool"]("pip-audit") as (folder, pip_audit):
        for pins in one_version_each((ROOT / "requirements.lock").read_text(encoding="utf-8")):
            listed = Path(folder, "pins.txt")
            listed.write_text("\n".join(pins), encoding="utf-8")
            done = subprocess.run([*pip_audit, *OPTIONS, listed], capture_output=True, encoding="utf-8")
            try:
                answers += json.loads(done.stdout)["dependencies"]
            except ValueError:
                last = done.stderr.strip().splitlines()[-1:]
                sys.exit(" ".join(["The vulnerabilities cannot be looked up: go online, then try again.", *last]))
    safe, sentences = verdict(answers)
    print("\n".join(sentences))
    sys.exit(not safe)


if __name__ == "__main__":
    main()
