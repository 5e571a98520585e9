"""Tell another process, through a small file, which rule is running in this one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

NAME_SIZE = 200  # bytes of the file; a longer name is cut


class CurrentRule:
    """A `Timer` that writes the name of the rule running on a document, or of a view, into a file."""

    def __init__(self, file: str) -> None:
        self.file = open(file, "wb", buffering=0)  # noqa: SIM115 - open as long as the document lives
        self.busy = False

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """Call `make(*given)` while `name` is in the file. In a call inside another call, the outer name stays."""
        if self.busy:
            return make(*given)
        self.busy = True
        self.write(name)
        try:
            return make(*given)
        finally:
            self.busy = False
            self.write("")

    def write(self, name: str) -> None:
        """Overwrite the file with a name, padded with spaces."""
        self.file.seek(0)
        self.file.write(name.encode()[:NAME_SIZE].ljust(NAME_SIZE))


def read_current_rule(file: str) -> str:
    """The name in the file; "" if no rule is running."""
    try:
        return Path(file).read_bytes().decode("utf-8", "replace").rstrip()
    except FileNotFoundError:  # the process has not started
        return ""
