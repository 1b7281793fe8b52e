"""For the Jupyter server that `make lab` starts: widgets answer at once, and what is saved stays as it was stored.

A kernel's answer to a slider is several small messages. By default TCP holds back the second one until the browser has
acknowledged the first, which it may do only after 40 ms or more (Nagle's algorithm and delayed acknowledgements).
One picture is much like the one before it: compressed, a step of a diagram is 20 times smaller.
And JupyterLab asks for another icon of the browser's tab whenever a kernel is busy: at every step of a slider. A
browser may keep those icons.
"""

import logging
import os
import runpy
import socket
import tempfile
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

as_stored = runpy.run_path(str(Path(__file__).parent / "tools" / "as_stored.py"))["as_stored"]


class PromptConnection(ZMQChannelsWebsocketConnection):
    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def before_saving(model, **_):
    """A notebook that was opened, run and saved is as it was, but for what the learner changed."""
    if model["type"] == "notebook" and model.get("content"):
        as_stored(model["content"])


def has_sockets(folder: str) -> bool:
    """True if a kernel can be reached through files here: not on Windows, on some network drives, in a long path."""
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix="k" * 44) as name, socket.socket(socket.AF_UNIX) as probe:
            probe.bind(os.path.join(name, "s"))  # as long as the name of a kernel's
        return True
    except (AttributeError, OSError):
        return False


config = get_config()  # noqa: F821
config.ServerApp.kernel_websocket_connection_class = PromptConnection
config.ServerApp.websocket_compression_options = {}  # permessage-deflate, as Tornado sets it up
config.ServerApp.static_immutable_cache = [f"{os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')}static/favicons/"]
config.FileContentsManager.pre_save_hook = before_saving
if has_sockets(jupyter_runtime_dir()):  # else each kernel warns that others on this machine could read along
    config.KernelManager.transport = "ipc"
# Jupyter counts in milliseconds where Tornado counts in seconds, so Tornado warns about pings that are in order.
logging.getLogger("tornado.general").addFilter(lambda record: "websocket_ping_timeout" not in record.getMessage())
