"""JupyterHub for classroom.py: any name may log in, on this machine alone; each user has a server and a home.

The user is the one who started it, so this is nothing for a real class: see docs/class_size.md.
"""

import os
import shutil
import sys
from pathlib import Path

HOME, NOTEBOOKS = Path(os.environ["CLASS_HOME"]), Path(os.environ["CLASS_NOTEBOOKS"])
PORT = int(os.environ["CLASS_PORT"])


def home(spawner) -> None:
    """A learner's own copy of the notebooks."""
    shutil.copytree(NOTEBOOKS, HOME / "users" / spawner.user.name / "notebooks", dirs_exist_ok=True)


c = get_config()  # noqa: F821
c.JupyterHub.bind_url = f"http://127.0.0.1:{PORT}"
c.JupyterHub.hub_port = PORT + 1
c.JupyterHub.db_url = f"sqlite:///{HOME / 'hub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(HOME / "cookie_secret")
c.JupyterHub.log_level = "WARN"
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.ConfigurableHTTPProxy.command = [os.environ["CLASS_PROXY"]]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PORT + 2}"
c.ConfigurableHTTPProxy.pid_file = str(HOME / "proxy.pid")

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = str(HOME / "users" / "{username}")
c.Spawner.cmd = [sys.executable, "-m", "jupyterhub.singleuser"]
c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True"]  # a browser waits for what it opens
c.Spawner.default_url = "/lab"
c.Spawner.pre_spawn_hook = home
c.Spawner.environment = {"JUPYTER_CONFIG_PATH": os.environ["CLASS_CONFIG"]}
c.Spawner.start_timeout = c.Spawner.http_timeout = 300  # the default of 30 s is too short when 30 servers start at once
