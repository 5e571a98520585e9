"""What git says is new: the files that have changed since a revision, or will be committed, and which of their lines.

git itself is asked, a few times in a run. Names are relative to the root of the repository, with slashes.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jiaokan.config.config_file import repository
from jiaokan.errors import ConfigError

# Lines [first, end) from 0, each of which ends at LF and nothing else; empty where lines were only taken out.
Range = tuple[int, int]
New = Mapping[str, "Sequence[Range] | None"]  # the changed lines of files; None: all of it

LINK, SUBMODULE = b"120000", b"160000"
# Whatever the user's configuration says: one form of output, and every hunk for itself.
DIFF = "diff --no-ext-diff --no-textconv --no-color --no-prefix --ignore-submodules -M --diff-filter=d".split()
HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
FETCH = "`git fetch --unshallow`, or `fetch-depth: 0` in actions/checkout"


class GitError(ConfigError):
    """What git could not tell; the message says what to do."""


def program() -> str:
    """Where git is; a folder that is relative does not count, so that no text corpus can bring a git of its own."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in filter(os.path.isabs, os.get_exec_path()):
        if os.access(file := os.path.join(folder, name), os.X_OK):
            return file
    raise GitError("git was not found: --since and --staged ask it what is new. Install it, or do without them.")


def command(arguments: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """A command line, and the environment for it."""
    environment = {k: v for k, v in os.environ.items() if k != "GIT_DIFF_OPTS"}
    return [program(), *arguments], {**environment, "GIT_OPTIONAL_LOCKS": "0"}


def asked(*arguments: str, cwd: str | None = None, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    line, environment = command(arguments)
    return subprocess.run(line, cwd=cwd, env=environment, input=given, capture_output=True)


def told(*arguments: str, cwd: str | None = None, given: bytes = b"") -> bytes:
    """What git prints; raises `GitError` with its own words where it fails."""
    done = asked(*arguments, cwd=cwd, given=given)
    if done.returncode:
        raise GitError(f"git {arguments[0]} failed: {' '.join(done.stderr.decode('utf-8', 'replace').split())}")
    return done.stdout


def root() -> str:
    """The root of the repository of the working folder, without links."""
    if repository(Path.cwd()) is None and "GIT_DIR" not in os.environ:
        raise GitError("This folder is in no git repository: --since and --staged need one. Run jiaokan inside it.")
    return os.path.realpath(os.fsdecode(told("rev-parse", "--show-toplevel").removesuffix(b"\n")))


def merge_base(revision: str) -> str:
    """The commit where HEAD and a revision parted."""
    dashed = revision.startswith("-")  # git would take it for an option
    done = asked("merge-base", "HEAD", revision) if not dashed else None
    if done and not done.returncode:
        return done.stdout.decode().strip()
    if not known("HEAD"):
        raise GitError("--since: there is no commit yet to compare with. Leave it out, or give --staged.")
    shallow = told("rev-parse", "--is-shallow-repository").strip() == b"true"
    if dashed or not known(revision):
        deeper = f" This clone is shallow: {FETCH}." if shallow else ""
        raise GitError(
            f"--since: git knows no revision {revision!r}. Fetch it first, say with `git fetch origin main`.{deeper}"
        )
    if shallow:
        raise GitError(f"--since: this clone is shallow, and cut off before HEAD and {revision!r} meet: {FETCH}.")
    raise GitError(f"--since: HEAD and {revision!r} have no commit in common. Give another revision.")


def known(revision: str) -> bool:
    return not asked("rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}").returncode


def since(top: str, revision: str, by_line: bool) -> New:
    """What has changed since HEAD and a revision parted: committed, staged, in the work tree, or not yet added."""
    new = dict(changed(top, [merge_base(revision)], by_line))
    for field in told("ls-files", "-z", "--others", "--exclude-standard", cwd=top).split(b"\0"):
        name = os.fsdecode(field)
        # What ends in a slash is a repository of its own.
        if name and not (name.endswith("/") or os.path.islink(os.path.join(top, name))):
            new[name] = None
    return new


def staged(top: str, by_line: bool) -> New:
    """What will be committed."""
    return changed(top, ["--cached"], by_line)


def changed(top: str, against: Sequence[str], by_line: bool) -> New:
    """The files that a diff names and that are still there; links and submodules are passed over."""
    printed = told(*DIFF, "--raw", *["--numstat"] * by_line, "-z", *against, "--", cwd=top)
    files: dict[str, bool] = {}  # whether all of it is new
    fields = iter(printed.split(b"\0"))
    for field in fields:
        if field.startswith(b":"):
            _, mode, _, _, status = field.split(b" ")
            old = next(fields)
            name = os.fsdecode(next(fields) if status[:1] in b"RC" else old)
            if mode not in (LINK, SUBMODULE) and status != b"U":
                files[name] = status in (b"A", b"T")
        elif field:
            added, _, same = field.split(b"\t", 2)
            name = os.fsdecode(same or (next(fields), next(fields))[1])
            if added == b"-" and name in files:  # binary
                files[name] = True
    edited = [name for name, whole in files.items() if not whole] if by_line else []
    if not edited:
        return dict.fromkeys(files)
    found = hunks(top, against)
    lines = {name: found.get(name, []) for name in edited}
    return {**dict.fromkeys(files), **lines, **dict.fromkeys(filtered(top, edited))}


def filtered(top: str, among: Iterable[str]) -> Iterator[str]:
    """The files that git keeps in a form of its own (LFS): the lines it compares are not those of the text."""
    given = b"".join(os.fsencode(name) + b"\0" for name in among)
    fields = told("check-attr", "-z", "--stdin", "filter", cwd=top, given=given).split(b"\0")
    for name, value in zip(fields[::3], fields[2::3], strict=False):
        if value not in (b"unspecified", b"unset"):
            yield os.fsdecode(name)


def hunks(top: str, against: Sequence[str]) -> dict[str, list[Range]]:
    """The changed lines of every file of a diff, which is read as it comes: it may be larger than memory."""
    line, environment = command([*DIFF, "-U0", "--inter-hunk-context=0", "--patch", *against, "--"])
    with subprocess.Popen(line, cwd=top, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        found = read(process.stdout)
    if process.returncode:
        raise GitError("git diff failed where it was asked for the changed lines.")
    return found


def read(patch: Iterable[bytes]) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    body = 0  # lines of a hunk that are still to come; they may look like anything
    for line in patch:
        if body and line.startswith((b"-", b"+")):
            body -= 1
        elif line.startswith(b"+++ "):
            ranges = found.setdefault(unquoted(line[4:-1]), [])
        elif hunk := HUNK.match(line):
            removed, first, added = (int(number or 1) for number in hunk.groups())
            body = removed + added
            start = first - 1 if added else first
            ranges.append((start, start + added))
    return found


def unquoted(name: bytes) -> str:
    """A name as a patch has it: a tab after one with spaces, and in quotes one with characters that need escapes."""
    name = name.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    return os.fsdecode(name)


def write(top: str, some: Iterable[str], folder: str) -> None:
    """Write files as they are staged into a folder, with the line ends that they have in the work tree."""
    given = b"".join(os.fsencode(name) + b"\0" for name in some)
    if given:
        told("checkout-index", f"--prefix={folder}/", "-z", "--stdin", cwd=top, given=given)
