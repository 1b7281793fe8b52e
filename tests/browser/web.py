"""A web server for the site, in a subfolder as on GitHub Pages: it can be slow or lack a file, and counts its bytes."""

import functools
import http.server
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lab import SECONDS

FOLDER = "courses/backprop"
LONG = 300 * SECONDS  # Python starts in the browser, on a machine that has other work too


class Web:
    """What the server did and what it should do: `sent` counts bytes by file name."""

    def __init__(self, home: str):
        self.home, self.url, self.sent = home, f"{home}{FOLDER}/", Counter()
        self.lab = {"url": self.url, "route": "lab/index.html?path=", "timeout": LONG}  # for NotebookPage
        self.lacks, self.silent, self.seconds_a_file = set(), set(), 0.0


@contextmanager
def serve(root: Path) -> Iterator[Web]:
    """Serves the folder FOLDER of `root`."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            self.name = self.path.partition("?")[0].rpartition("/")[2]
            if self.name in web.silent:
                self.send_response(200)
                self.end_headers()
                while self.name in web.silent:
                    time.sleep(0.05)
            elif self.name in web.lacks:
                self.send_error(404)
            else:
                time.sleep(web.seconds_a_file)
                super().do_GET()

        def copyfile(self, source, target):
            content = source.read()
            web.sent[self.name] += len(content)
            target.write(content)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=root))
    web = Web(f"http://127.0.0.1:{server.server_port}/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield web
    finally:
        web.silent.clear()
        server.shutdown()
