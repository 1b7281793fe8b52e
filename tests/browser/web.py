"""A web server for the site, in a subfolder as on GitHub Pages: it can hold a file or lack it, and counts its bytes."""

import functools
import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from lab import SECONDS

FOLDER = "courses/backprop"
LONG = 300 * SECONDS  # Python starts in the browser, on a machine that has other work too


class Web:
    """What the server did and what it should do: `sent` counts bytes by path; names are `held` until let go."""

    def __init__(self, home: str):
        self.home, self.url, self.sent = home, f"{home}{FOLDER}/", Counter()
        self.lab = {"url": self.url, "route": "lab/index.html?path=", "timeout": LONG}  # for NotebookPage
        self.lacks, self.held = set(), set()


@contextmanager
def serve(root: Path) -> Iterator[Web]:
    """Serves the folder FOLDER of `root`."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def handle(self):
            with suppress(ConnectionError):  # the browser has lost patience
                super().handle()

        def send_head(self):
            self.name = self.path.partition("?")[0].rpartition("/")[2]
            while self.name in web.held:
                time.sleep(0.05)
            if self.name not in web.lacks:
                return super().send_head()
            self.send_error(404)

        def copyfile(self, source, target):
            content = source.read()
            web.sent[self.path.partition("?")[0].removeprefix(f"/{FOLDER}/")] += len(content)
            target.write(content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=root))
    web = Web(f"http://127.0.0.1:{server.server_port}/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield web
    finally:
        web.held.clear()
        server.shutdown()
