"""Where a text comes from and goes back to: bytes, decoded explicitly and written back with nothing else changed."""

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

UNFINISHED = ".jiaokan-"  # how the name of a file begins that is not yet in its place; a process's number follows


class SourceError(Exception):
    """A file that cannot be read, is no text, or cannot be written; the message is a sentence without the path."""


class Source(NamedTuple):
    """The bytes of a file and the text in them; a BOM is the text's first code point, and no newline is translated.

    A text that came from no bytes has no encoding ("").
    """

    path: str
    data: bytes
    encoding: str
    document: Document

    def encoded(self, text: str) -> bytes:
        """The bytes of a fixed text; `SourceError` where writing them would change or lose anything else."""
        if self.document.undecodable:
            raise SourceError("It could not be decoded, so it is left as it is.")
        try:
            if self.document.text.encode(self.encoding) != self.data:
                raise SourceError(f"Its bytes do not come back the same from {self.encoding}: it is left as it is.")
            data = text.encode(self.encoding)
        except UnicodeEncodeError as error:
            lost = text[error.start : error.start + 1]
            raise SourceError(
                f"The fixed text holds 「{lost}」, which {self.encoding} lacks: it is left as it is."
            ) from None
        if data.decode(self.encoding) != text:
            raise SourceError(f"The fixed text would not come back from {self.encoding}: it is left as it is.")
        return data

    def write(self, text: str) -> None:
        """Replace the file in one step, keeping its mode and owner; a symbolic link's target is replaced, not the link.

        `SourceError` says why a file is left as it is: read-only, of several names, or changed since it was read.
        """
        data = self.encoded(text)
        path = Path(os.path.realpath(self.path))
        try:
            status = path.stat()
            if not stat.S_ISREG(status.st_mode):
                raise SourceError("It is no regular file, so it cannot be written.")
            # A replacement asks the folder alone for permission; what the file itself says is asked here.
            if not os.access(path, os.W_OK):
                raise SourceError("It is read-only, so it is left as it is.")
            if status.st_nlink > 1:
                raise SourceError("It has several names (hard links), which one replacement would part: left as it is.")
            if path.read_bytes() != self.data:
                raise SourceError("It was changed by someone else meanwhile, so it is left as it is.")
            replace(path, data, status)
        except OSError as error:
            raise SourceError(f"It cannot be written: {error.strerror or error}.") from error


def put(path: Path, data: bytes) -> None:
    """Write a file that is jiaokan's own, in one step; raises `OSError`."""
    path = Path(os.path.realpath(path))
    if path.exists() and not os.access(path, os.W_OK):  # the folder alone would be asked
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    replace(path, data, path.stat() if path.exists() else None)


def replace(path: Path, data: bytes, status: os.stat_result | None) -> None:
    """Put `data` in the place of a file in one step, through a file beside it; `status` is that of the file so far."""
    import tempfile  # 5 ms to import, for runs that write

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f"{UNFINISHED}{os.getpid()}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if status is None:
            umask = os.umask(0o022)  # it can't be asked for without being set
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
    """Take away what processes that were killed while they wrote have left in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            process = entry.name.removeprefix(UNFINISHED).partition("-")[0]
            if entry.name.startswith(UNFINISHED) and process.isdecimal() and gone(int(process), entry):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def gone(process: int, entry: os.DirEntry[str]) -> bool:
    """Whether a process has ended; where it cannot be asked (Windows), whether its file is a day old."""
    if os.name != "posix":
        return time.time() - entry.stat().st_mtime > 86_400
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:  # it is another user's
        return False
    return False


def read_bytes(path: str) -> bytes:
    try:
        with open(path, "rb", buffering=0) as file:
            return file.readall()
    except OSError as error:
        raise SourceError(f"It cannot be read: {error.strerror or error}.") from error


def decode(data: bytes, path: str | None, encoding: str | None = None) -> Source:
    """The text of some bytes, in UTF-8 unless another encoding is given; where they do not decode, why not.

    Raises `SourceError` where the bytes are no text at all: with NUL bytes, and not UTF-16 or UTF-32.
    """
    try:
        codec = unmarked(codecs.lookup(encoding or "utf-8").name, data)
    except LookupError:
        raise SourceError(f"「{encoding}」 is no encoding: give one that Python knows.") from None
    nul = -1 if codec.startswith(("utf-16", "utf-32")) else data.find(b"\0")
    offset = nul
    try:
        text = data.decode(codec)
        if nul < 0:
            return Source(path or "-", data, codec, Document(text, path))
    except UnicodeDecodeError as error:
        offset = error.start if nul < 0 else min(error.start, nul)
    fits = fitting(data)
    if nul >= 0 and not (fits and fits.startswith("UTF-")):
        raise SourceError("It holds NUL bytes: it is no text.")
    bad = Undecodable(encoding or "UTF-8", offset, data.count(b"\n", 0, offset) + 1, fits)
    return Source(path or "-", data, codec, Document("", path, bad))
