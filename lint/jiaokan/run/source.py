"""Reads and writes texts: bytes are decoded with a known encoding, and written back with nothing else changed."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import stat
import time
from pathlib import Path
from typing import NamedTuple

from jiaokan.language.encoding import fitting, unmarked
from jiaokan.model.document import Document, Undecodable

TEMPORARY = ".jiaokan-"  # begins the name of a file that is being written; the number of the process follows


class SourceError(Exception):
    """A file cannot be read, is not a text, or cannot be written; the message is a sentence without the path."""


class Source(NamedTuple):
    """The bytes of a file and the text in them; a BOM is the text's first code point, and no newline is translated.

    A text that came from no bytes has no encoding ("").
    """

    path: str
    data: bytes
    encoding: str
    document: Document

    def encoded(self, text: str) -> bytes:
        """The bytes of a fixed text; raises `SourceError` if that would change or lose anything else."""
        if self.document.undecodable:
            raise SourceError("It could not be decoded; file left unchanged.")
        try:
            if self.document.text.encode(self.encoding) != self.data:
                raise SourceError(f"Its text encoded in {self.encoding} gives other bytes; file left unchanged.")
            data = text.encode(self.encoding)
        except UnicodeEncodeError as error:
            lost = text[error.start : error.start + 1]
            raise SourceError(
                f"The fixed text has 「{lost}」, which {self.encoding} lacks; file left unchanged."
            ) from None
        if data.decode(self.encoding) != text:
            raise SourceError(f"The fixed text changes when it is encoded in {self.encoding}; file left unchanged.")
        return data

    def write(self, text: str) -> None:
        """Replace the file in one step, keeping its mode and owner; a symbolic link's target is replaced, not the link.

        `SourceError` says why a file is left unchanged: read-only, of several names, or changed since it was read.
        """
        data = self.encoded(text)
        path = Path(os.path.realpath(self.path))
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise SourceError("It is not a regular file; it cannot be written.")
            # Replacing a file needs permission for its folder only, so that of the file is checked here.
            if not os.access(path, os.W_OK):
                raise SourceError("It is read-only; file left unchanged.")
            if status.st_nlink > 1:
                raise SourceError(
                    "It has several names (hard links), and a fix would change only one; file left unchanged."
                )
            if path.read_bytes() != self.data:
                raise SourceError("It was changed by another program meanwhile; file left unchanged.")
            replace(path, data, status)
        except OSError as error:
            raise SourceError(f"It cannot be written: {error.strerror or error}.") from error


def put(path: Path, data: bytes) -> None:
    """Write one of jiaokan's own files in one step; raises `OSError`."""
    path = Path(os.path.realpath(path))
    if path.exists() and not os.access(path, os.W_OK):  # replacing it needs permission for its folder only
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    replace(path, data, path.stat() if path.exists() else None)


def replace(path: Path, data: bytes, status: os.stat_result | None) -> None:
    """Replace a file by `data` in one step, through a temporary file beside it; `status`: that of the old file."""
    import tempfile  # 5 ms to import, for runs that write

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{TEMPORARY}{os.getpid()}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if status is None:
            umask = os.umask(0o022)  # it cannot be read without being set
            os.umask(umask)
            os.chmod(name, 0o666 & ~umask)
        else:
            if hasattr(os, "chown"):
                with contextlib.suppress(PermissionError):
                    os.chown(name, status.st_uid, status.st_gid)
            os.chmod(name, stat.S_IMODE(status.st_mode))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def sweep(folder: str) -> None:
    """Delete the temporary files in a folder whose processes were killed while they wrote."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            process = entry.name.removeprefix(TEMPORARY).partition("-")[0]
            if entry.name.startswith(TEMPORARY) and process.isdecimal() and has_ended(int(process), entry):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def has_ended(process: int, entry: os.DirEntry[str]) -> bool:
    """Whether a process has ended; where that cannot be found out (Windows), whether its file is a day old."""
    if os.name != "posix":
        return time.time() - entry.stat().st_mtime > 86_400
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it belongs to another user
        return False
    return False


def read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.readall()
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror or error}.") from error


def is_text_with_nuls(text: str) -> bool:
    """Whether NULs are few among the characters of a text, and other controls fewer."""
    visible = sum(map(str.isprintable, text))
    controls = sum(c < " " and c not in "\t\n\r\f\0" for c in text)
    return 10 * text.count("\0") <= visible and 100 * controls <= visible


def decode(data: bytes, path: str | None, encoding: str | None = None) -> Source:
    """The text of some bytes, in UTF-8 unless another encoding is given; if they do not decode, the reason.

    Raises `SourceError` if the bytes are not a text: with NUL bytes, and neither UTF-16 or UTF-32 nor a text in which
    an extractor wrote NUL for glyphs that its font has no character for.
    """
    try:
        codec = unmarked(codecs.lookup(encoding or "utf-8").name, data)
    except LookupError:
        raise SourceError(f"「{encoding}」 is not an encoding: give one that Python knows.") from None
    nul = -1 if codec.startswith(("utf-16", "utf-32")) else data.find(b"\0")
    offset = nul
    try:
        text = data.decode(codec)
        if nul < 0 or (is_text_with_nuls(text) and fitting(data) is None):
            return Source(path or "-", data, codec, Document(text, path))
    except UnicodeDecodeError as error:
        offset = error.start if nul < 0 else min(error.start, nul)
    fits = fitting(data)
    if nul >= 0 and not (fits and fits.startswith("UTF-")):
        raise SourceError("It has NUL bytes; it is not a text.")
    bad = Undecodable(encoding or "UTF-8", offset, data.count(b"\n", 0, offset) + 1, fits)
    return Source(path or "-", data, codec, Document("", path, bad))
