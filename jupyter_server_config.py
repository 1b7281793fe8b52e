"""For the Jupyter server that `make lab` starts: widgets answer at once.

A kernel's answer to a slider is several small messages. By default TCP holds back the second one until the browser has
acknowledged the first, which it may do only after 40 ms or more (Nagle's algorithm and delayed acknowledgements).
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


get_config().ServerApp.kernel_websocket_connection_class = PromptConnection  # noqa: F821
