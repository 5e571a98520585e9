"""Cache the results of files for later runs. The key is a hash of a file's bytes, its path, its settings and the code.

The cache is one SQLite file in the user's cache folder, so that several runs may use it at once. It never fails a run:
an entry that cannot be read counts as missing, and one that cannot be written is dropped.
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

FOLDER_VARIABLE = "JIAOKAN_CACHE_DIR"  # environment variable with the folder, if not the user's cache folder
FILE = "results-2.sqlite"  # with the version of its schema
KEPT_DAYS = 30  # after the last use of an entry
DAY = 86_400  # seconds
TIMEOUT = 2  # seconds to wait for another run that writes
# Modules, beside the packages of the rules, on which findings depend.
LIBRARIES = ("marisa_trie", "opencc", "pyromark", "rapidfuzz")


class Entry(NamedTuple):
    """The result of a file: its number of code points, and its findings."""

    characters: int
    findings: tuple[Finding, ...]


def folder() -> Path:
    """The folder of the cache, which need not exist."""
    configured = os.environ.get(FOLDER_VARIABLE)
    if configured:
        return Path(configured)
    from platformdirs import user_cache_path  # 8 ms to import

    return user_cache_path("jiaokan", appauthor=False)


def fingerprint(rules: Iterable[Rule]) -> str:
    """A hash of the Python version and of the code that findings depend on: jiaokan, plugins and `LIBRARIES`.

    A file of code counts with its path, size and time of change.
    """
    names = {rule.check.__module__.partition(".")[0] for rule in rules}
    digest = blake2b(repr((sys.version, sys.executable)).encode(), digest_size=16)
    for name in sorted({*names, "jiaokan", *LIBRARIES}):
        for path in sorted(code_files(name)):
            with contextlib.suppress(OSError):
                status = os.stat(path)
                digest.update(os.fsencode(path) + repr((status.st_size, status.st_mtime_ns)).encode())
    return digest.hexdigest()


def code_files(name: str) -> Iterator[str]:
    """The files of a package or module; for a library, only the file that is imported."""
    module = sys.modules.get(name)
    file = getattr(module, "__file__", None)
    if file is None:
        spec = find_spec(name) if module is None else None
        file = spec.origin if spec else None
    if file is None:
        return
    yield file
    if name not in LIBRARIES and os.path.basename(file) == "__init__.py":
        for parent, _, names in os.walk(os.path.dirname(file)):
            yield from (os.path.join(parent, f) for f in names if not f.endswith(".pyc"))


class Cache:
    """An open cache; `close` writes what was put in. After the first error of its file it has no entries.

    `code`: the `fingerprint` of the code.
    """

    def __init__(self, code: str) -> None:
        self.code = code
        self.file = folder() / FILE
        self.today = int(time.time()) // DAY
        self.added: list[tuple[bytes, int, str, int]] = []  # rows to insert
        self.used: list[tuple[int, bytes]] = []  # today, and the key of an entry to mark as used
        self.database: sqlite3.Connection | None = None
        with self.disable_on_error():
            import sqlite3

            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.database = sqlite3.connect(self.file, timeout=TIMEOUT)
            self.database.execute(
                "create table if not exists results"
                " (key blob primary key, characters integer, findings text, used integer) without rowid"
            )

    @contextlib.contextmanager
    def disable_on_error(self) -> Iterator[None]:
        """Go on without the cache if the `with` block fails; delete a file that is not a database."""
        try:
            yield
        except Exception as error:
            self.disable()
            if "not a database" in str(error) or "malformed" in str(error):
                with contextlib.suppress(OSError):
                    self.file.unlink()

    def disable(self) -> None:
        """Close the database without writing to it."""
        if self.database is not None:
            with contextlib.suppress(Exception):
                self.database.close()
            self.database = None

    def key(self, settings: Settings, path: str, data: bytes) -> bytes:
        """The key of a file; empty if its result must not be cached."""
        settings_digest = settings.digest(path)
        if self.database is None or not settings_digest:
            return b""
        digest = blake2b(settings_digest, digest_size=16)
        digest.update(f"{self.code}\0{path}\0".encode("utf-8", "surrogateescape"))
        digest.update(data)
        return digest.digest()

    def get(self, key: bytes) -> Entry | None:
        """The entry of a key, which `close` marks as used today."""
        if self.database is None:
            return None
        with self.disable_on_error():
            row = self.database.execute(
                "select characters, findings, used from results where key = ?", (key,)
            ).fetchone()
            if row is not None:
                characters, findings, used = row
                if used != self.today:
                    self.used.append((self.today, key))
                return Entry(characters, tuple(map(finding_from_row, json.loads(findings))) if findings else ())
        return None

    def put(self, key: bytes, characters: int, findings: tuple[Finding, ...]) -> None:
        """Add an entry, which `close` writes."""
        self.added.append((key, characters, json.dumps(findings) if findings else "", self.today))

    def close(self) -> None:
        """Write the new entries, and delete those that were not used for `KEPT_DAYS`."""
        if self.database is not None and (self.added or self.used):
            with self.disable_on_error():
                self.database.executemany("update results set used = ? where key = ?", self.used)
                self.database.executemany("insert or replace into results values (?, ?, ?, ?)", self.added)
                self.database.execute("delete from results where used < ?", (self.today - KEPT_DAYS,))
                self.database.commit()
        self.disable()


def clean() -> Path | None:
    """Delete the file of the cache and return its path, or None if there is none. Raises `OSError`."""
    file = folder() / FILE
    if not file.exists():
        return None
    file.unlink()
    return file


def finding_from_row(row: list[Any]) -> Finding:
    """The finding that `Cache.put` wrote as this JSON list."""
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
