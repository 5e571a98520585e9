"""The name of the rule that is at work in another process, in a small file that both know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

NAME = 200  # bytes of the name of a rule


class CurrentRule:
    """Writes the name of the current rule into a file, as the timer of a document."""

    def __init__(self, file: str) -> None:
        self.file = open(file, "wb", buffering=0)  # noqa: SIM115 - for as long as the document
        self.busy = False

    def timed(self, name: str, make: Callable[..., T], *given: object) -> T:
        """Call `make(*given)` while `name` is in the file; inside another rule the name of that rule stays."""
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
        self.file.seek(0)
        self.file.write(name.encode()[:NAME].ljust(NAME))


def read_current_rule(file: str) -> str:
    """The name in the file; "" where no rule is at work."""
    try:
        return Path(file).read_bytes().decode("utf-8", "replace").rstrip()
    except FileNotFoundError:  # the process had not begun
        return ""
