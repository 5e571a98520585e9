"""Names of files and places for other tools, and for the pages of a repository."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath
from typing import NamedTuple
from urllib.parse import quote_from_bytes

from jiaokan.config.config_file import repository
from jiaokan.model.document import Document
from jiaokan.reports.window import visible


class Root(NamedTuple):
    """The folder that files are named from; it ends in a separator."""

    folder: str

    def name(self, path: str) -> str:
        """The path from the root with slashes, or in full if it leads elsewhere; what is not UTF-8 is made visible."""
        full = os.path.abspath(path)
        return re.sub("[\ud800-\udfff]+", lambda m: visible(m[0]), full.removeprefix(self.folder).replace(os.sep, "/"))

    def holds(self, path: str) -> bool:
        return os.path.abspath(path).startswith(self.folder)

    def uri(self, path: str) -> str:
        """The same as an address: relative, or of the scheme file if it leads elsewhere; any name comes back exact."""
        full = os.path.abspath(path)
        if not self.holds(path):
            return PurePath(full).as_uri()
        return quote_from_bytes(os.fsencode(full.removeprefix(self.folder).replace(os.sep, "/")))


def report_root() -> Root:
    """The repository that the working folder is in, or else that folder."""
    here = Path.cwd()
    return Root(os.path.join(repository(here) or here, ""))


def last_line(doc: Document, start: int, end: int) -> int:
    """The line of the last character in [start, end): a line break belongs to the line it ends."""
    return doc.position(max(start, end - 1))[0]
