"""For the Jupyter server that `make lab` starts: widgets answer at once, in few bytes.

A kernel's answer to a slider is several small messages. By default TCP holds back the second one until the browser has
acknowledged the first, which it may do only after 40 ms or more (Nagle's algorithm and delayed acknowledgements).
One picture is much like the one before it: compressed, a step of a diagram is 20 times smaller.
And JupyterLab asks for another icon of the browser's tab whenever a kernel is busy: at every step of a slider. A
browser may keep those icons.
"""

import os

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


config = get_config()  # noqa: F821
config.ServerApp.kernel_websocket_connection_class = PromptConnection
config.ServerApp.websocket_compression_options = {}  # permessage-deflate, as Tornado sets it up
config.ServerApp.static_immutable_cache = [f"{os.environ.get('JUPYTERHUB_SERVICE_PREFIX', '/')}static/favicons/"]
