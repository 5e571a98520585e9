"""What was found in a file once, kept for runs to come: keyed by its bytes, its path, the settings and the code.

One SQLite file in the user's cache folder, so that several runs may read and write it at once. A cache is never in the
way: whatever cannot be read is not there, and whatever cannot be written is let go.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jiaokan.model.finding import Edit, Finding, Level, Related, Safety

if TYPE_CHECKING:
    import sqlite3

    from jiaokan.config.settings import Settings
    from jiaokan.linting.rule import Rule

FOLDER = "JIAOKAN_CACHE_DIR"  # a variable of the environment: where the cache is, instead of the user's cache folder
FILE = "results-2.sqlite"  # with the number of its form
KEPT = 30  # days that an entry stays after it was last of use
DAY = 86_400  # seconds
PATIENCE = 2  # seconds to wait for another run that writes
# What rules lean on beside their own code.
LIBRARIES = ("marisa_trie", "opencc", "rapidfuzz")


class Entry(NamedTuple):
    """What a file came to: its code points and what was found in it."""

    characters: int
    findings: tuple[Finding, ...]


def folder() -> Path:
    """The folder of the cache, which need not exist."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # 8 ms to import

    return user_cache_path("jiaokan", appauthor=False)


def fingerprint(rules: Iterable[Rule]) -> str:
    """What changes when jiaokan, a plugin, Python or a library they lean on does: sizes and times of their files."""
    names = {rule.check.__module__.partition(".")[0] for rule in rules}
    digest = blake2b(repr((sys.version, sys.executable)).encode(), digest_size=16)
    for name in sorted({*names, "jiaokan", *LIBRARIES}):
        for path in sorted(files_of(name)):
            with contextlib.suppress(OSError):
                status = os.stat(path)
                digest.update(os.fsencode(path) + repr((status.st_size, status.st_mtime_ns)).encode())
    return digest.hexdigest()


def files_of(name: str) -> Iterator[str]:
    """The files of a package that holds rules, of a module, or the one file that stands for a library."""
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None)
    if file is None:
        spec = find_spec(name) if module is None else None
        file = spec.origin if spec else None
    if file is None:
        return
    yield file
    if name not in LIBRARIES and os.path.basename(file) == "__init__.py":
        for place, _, inside in os.walk(os.path.dirname(file)):
            yield from (os.path.join(place, f) for f in inside if not f.endswith(".pyc"))


class Cache:
    """An open cache, to be closed; it is empty from the first thing on that goes wrong with its file."""

    def __init__(self, code: str) -> None:
        """`code`: a `fingerprint`."""
        self.code = code
        self.file = folder() / FILE
        self.today = int(time.time()) // DAY
        self.new: list[tuple[bytes, int, str, int]] = []
        self.seen: list[tuple[int, bytes]] = []
        self.database: sqlite3.Connection | None = None
        with self.careful():
            import sqlite3

            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.database = sqlite3.connect(self.file, timeout=PATIENCE)
            self.database.execute(
                "create table if not exists results"
                " (key blob primary key, characters integer, findings text, used integer) without rowid"
            )

    @contextlib.contextmanager
    def careful(self) -> Iterator[None]:
        """Whatever fails inside: go on without the cache; one that is none is taken away."""
        try:
            yield
        except Exception as error:
            self.forget()
            if "not a database" in str(error) or "malformed" in str(error):
                with contextlib.suppress(OSError):
                    self.file.unlink()

    def forget(self) -> None:
        if self.database is not None:
            with contextlib.suppress(Exception):
                self.database.close()
            self.database = None

    def key(self, settings: Settings, path: str, data: bytes) -> bytes:
        """The key of a file; empty where a result must not be kept."""
        how = settings.digest(path)
        if self.database is None or not how:
            return b""
        digest = blake2b(how, digest_size=16)
        digest.update(f"{self.code}\0{path}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
        return digest.digest()

    def get(self, key: bytes) -> Entry | None:
        if self.database is None:
            return None
        with self.careful():
            row = self.database.execute(
                "select characters, findings, used from results where key = ?", (key,)
            ).fetchone()
            if row is not None:
                characters, findings, used = row
                if used != self.today:
                    self.seen.append((self.today, key))
                return Entry(characters, tuple(map(finding, json.loads(findings))) if findings else ())
        return None

    def put(self, key: bytes, characters: int, findings: tuple[Finding, ...]) -> None:
        self.new.append((key, characters, json.dumps(findings) if findings else "", self.today))

    def close(self) -> None:
        """Write what is new, and let go what was of no use for long."""
        if self.database is not None and (self.new or self.seen):
            with self.careful():
                self.database.executemany("update results set used = ? where key = ?", self.seen)
                self.database.executemany("insert or replace into results values (?, ?, ?, ?)", self.new)
                self.database.execute("delete from results where used < ?", (self.today - KEPT,))
                self.database.commit()
        self.forget()


def clean() -> Path | None:
    """Take the cache away; the file that it was, or None if there was none. Raises `OSError`."""
    file = folder() / FILE
    if not file.exists():
        return None
    file.unlink()
    return file


def finding(row: list[Any]) -> Finding:
    """A finding as `json.dumps` wrote it."""
    start, end, message, edits, safety, level, related, fix_message, code, name = row
    return Finding(
        start,
        end,
        message,
        tuple(Edit(*edit) for edit in edits),
        Safety(safety),
        Level(level),
        tuple(Related(*place) for place in related),
        fix_message,
        sys.intern(code),
        sys.intern(name),
    )
