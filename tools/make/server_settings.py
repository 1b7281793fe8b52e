"""What the project asks of a Jupyter server, given to the server of an environment.

`make lab` needs this for its own environment only. Any other (conda, pip, Binder, a hub) gets it by
`python tools/make/server_settings.py`, called with the Python of that environment.
"""

import json
import os
import sys
from pathlib import Path

CONFIG = "jupyter_server_config.py"
PROJECT = Path(os.path.abspath(__file__)).parents[2]
#: JupyterLab asks every new user about news; a class has other questions.
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}


def give_settings(prefix: Path) -> None:
    """No question about news, and the project's jupyter_server_config.py, read from here at every start.

    What is set there already stays.
    """
    overrides, config = prefix / "share/jupyter/lab/settings/overrides.json", prefix / "etc/jupyter" / CONFIG
    for file in (overrides, config):
        file.parent.mkdir(parents=True, exist_ok=True)
    before = json.loads(overrides.read_text(encoding="utf-8")) if overrides.exists() else {}
    overrides.write_text(json.dumps({**before, **NO_NEWS}, indent=1), encoding="utf-8")
    before = config.read_text(encoding="utf-8") if config.exists() else ""
    line = f"load_subconfig({CONFIG!r}, path={str(PROJECT)!r})\n"
    if line not in before:
        config.write_text(before + line, encoding="utf-8")


if __name__ == "__main__":
    give_settings(Path(sys.prefix))
    print(f"Jupyter in {sys.prefix} now has the settings of {PROJECT / CONFIG}.")
