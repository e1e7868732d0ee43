"""The wing for readers: what MkDocs and Zensical call to make the site. Start in `events.py`."""
