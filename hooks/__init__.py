"""The wing for readers: what MkDocs and Zensical call to make the site. Start in `events.py`."""

import time

LOADED = time.time()  # `serve` compares: a module that has changed since is read anew
