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
    """No question about news, and the project's jupyter_server_config.py, read from here at every start."""
    lab = prefix / "share" / "jupyter" / "lab" / "settings"
    lab.mkdir(parents=True, exist_ok=True)
    (lab / "overrides.json").write_text(json.dumps(NO_NEWS, indent=1))
    etc = prefix / "etc" / "jupyter"
    etc.mkdir(parents=True, exist_ok=True)
    (etc / CONFIG).write_text(f"load_subconfig({CONFIG!r}, path={str(PROJECT)!r})\n", encoding="utf-8")


if __name__ == "__main__":
    give_settings(Path(sys.prefix))
    print(f"Jupyter in {sys.prefix} now has the settings of {PROJECT / CONFIG}.")
