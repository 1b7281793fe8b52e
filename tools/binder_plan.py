"""Checks how Binder would build this project, without building it: python tools/binder_plan.py

Needs `pip install jupyter-repo2docker`, in an environment of its own; no Docker.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = ["jupyter-repo2docker", "--no-build", "--debug", "--user-id=1000", "--user-name=jovyan", str(ROOT)]


def problems(plan: str, python: str) -> list[str]:
    """A sentence for each thing in the plan that is not as it should be; `python` is the one of environment.yml."""
    found = []
    if f"Building conda environment for {python}\n" not in plan:
        found.append(f"The environment is not built for {python}.")
    copied, installed = plan.find("COPY --chown=1000:1000 src/ "), plan.find('--file "environment.yml"')
    if installed < 0:
        found.append("environment.yml is not used.")
    if not 0 <= copied < installed:
        found.append("The project is not copied before the packages are installed, but '-e .' needs it.")
    if "postBuild" not in plan:
        found.append("postBuild, which gives the server the project's settings, is not called.")
    return found


def main() -> None:
    python = re.search(r"python=[\d.]+", (ROOT / "environment.yml").read_text(encoding="utf-8"))[0]
    try:
        done = subprocess.run(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except FileNotFoundError:
        sys.exit("jupyter-repo2docker is missing: run 'pip install jupyter-repo2docker'.")
    found = problems(done.stdout, python) if done.returncode == 0 else [done.stdout]
    if found:
        sys.exit("\n".join(found))
    print(f"Binder would install environment.yml, with {python}, and call postBuild.")


if __name__ == "__main__":
    main()
