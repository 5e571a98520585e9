"""Ask git which files and lines changed since a revision, or will be committed.

Names of files are relative to the root of the repository, `top`, with slashes. Every function that runs git raises
`GitError` if git is missing or fails.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jiaokan.config.config_file import repository
from jiaokan.errors import ConfigError

Range = tuple[int, int]  # lines [first, end) from 0, separated by LF alone; empty where lines were only deleted
ChangedLines = Mapping[str, "Sequence[Range] | None"]  # by file; None: the whole file

LINK, SUBMODULE = b"120000", b"160000"  # file modes
# These options fix the form of the output, whatever the user's configuration says; deleted files are left out.
DIFF = "diff --no-ext-diff --no-textconv --no-color --no-prefix --ignore-submodules -M --diff-filter=d".split()
HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
FETCH = "`git fetch --unshallow`, or `fetch-depth: 0` in actions/checkout"


class GitError(ConfigError):
    """git could not answer; the message says what to do."""


def git_program() -> str:
    """The path of git. Relative folders of PATH are not searched, so that a corpus cannot bring a git of its own."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in filter(os.path.isabs, os.get_exec_path()):
        if os.access(file := os.path.join(folder, name), os.X_OK):
            return file
    raise GitError("git was not found, which --since and --staged need. Install it, or do without them.")


def git_command(arguments: Iterable[str]) -> tuple[list[str], dict[str, str]]:
    """The command line for some arguments of git, and its environment."""
    environment = {k: v for k, v in os.environ.items() if k != "GIT_DIFF_OPTS"}  # it may set the lines of context
    return [git_program(), *arguments], {**environment, "GIT_OPTIONAL_LOCKS": "0"}


def run_git(*arguments: str, cwd: str | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git to its end, whatever its exit status."""
    line, environment = git_command(arguments)
    return subprocess.run(line, cwd=cwd, env=environment, input=stdin, capture_output=True)


def git_output(*arguments: str, cwd: str | None = None, stdin: bytes = b"") -> bytes:
    """The standard output of git; raises `GitError` with git's message if it fails."""
    done = run_git(*arguments, cwd=cwd, stdin=stdin)
    if done.returncode:
        raise GitError(f"git {arguments[0]} failed: {' '.join(done.stderr.decode('utf-8', 'replace').split())}")
    return done.stdout


def repository_root() -> str:
    """The root of the repository that holds the working folder, with symbolic links resolved."""
    if repository(Path.cwd()) is None and "GIT_DIR" not in os.environ:
        raise GitError("This folder is not in a git repository, which --since and --staged need.")
    return os.path.realpath(os.fsdecode(git_output("rev-parse", "--show-toplevel").removesuffix(b"\n")))


def merge_base(revision: str) -> str:
    """The last commit that HEAD and a revision have in common; raises `GitError`, which says why there is none."""
    dashed = revision.startswith("-")  # git would take it for an option
    done = run_git("merge-base", "HEAD", revision) if not dashed else None
    if done and not done.returncode:
        return done.stdout.decode().strip()
    if not is_commit("HEAD"):
        raise GitError("--since: there is no commit yet to compare with. Leave it out, or give --staged.")
    shallow = git_output("rev-parse", "--is-shallow-repository").strip() == b"true"
    if dashed or not is_commit(revision):
        deeper = f" This clone is shallow: {FETCH}." if shallow else ""
        raise GitError(
            f"--since: git knows no revision {revision!r}. Fetch it first, say with `git fetch origin main`.{deeper}"
        )
    if shallow:
        raise GitError(f"--since: this clone is shallow, and cut off before HEAD and {revision!r} meet: {FETCH}.")
    raise GitError(f"--since: HEAD and {revision!r} have no commit in common. Give another revision.")


def is_commit(revision: str) -> bool:
    """Whether git knows a revision."""
    return not run_git("rev-parse", "--quiet", "--verify", f"{revision}^{{commit}}").returncode


def changed_since(top: str, revision: str, by_line: bool) -> ChangedLines:
    """The changes since the merge base of HEAD and a revision: committed, staged, in the work tree, or untracked."""
    new = dict(changed_against(top, [merge_base(revision)], by_line))
    for field in git_output("ls-files", "-z", "--others", "--exclude-standard", cwd=top).split(b"\0"):
        name = os.fsdecode(field)
        # A name that ends in a slash is a repository of its own.
        if name and not (name.endswith("/") or os.path.islink(os.path.join(top, name))):
            new[name] = None
    return new


def staged_changes(top: str, by_line: bool) -> ChangedLines:
    """The changes that git will commit."""
    return changed_against(top, ["--cached"], by_line)


def changed_against(top: str, against: Sequence[str], by_line: bool) -> ChangedLines:
    """The files of a diff that still exist, without links and submodules; `by_line`: each with its changed lines.

    `against` are the arguments of `git diff` that say what to compare.
    """
    output = git_output(*DIFF, "--raw", *["--numstat"] * by_line, "-z", *against, "--", cwd=top)
    files: dict[str, bool] = {}  # by name: whether the whole file is new
    # First, for each file, ":old-mode new-mode old-hash new-hash status", its name, and its new name if it was renamed
    # or copied. Then "added<tab>deleted<tab>name", or after the second tab nothing and the two names as fields.
    fields = iter(output.split(b"\0"))
    for field in fields:
        if field.startswith(b":"):
            _, mode, _, _, status = field.split(b" ")
            old = next(fields)
            name = os.fsdecode(next(fields) if status[:1] in b"RC" else old)
            if mode not in (LINK, SUBMODULE) and status != b"U":
                files[name] = status in (b"A", b"T")
        elif field:
            added, _, path = field.split(b"\t", 2)
            name = os.fsdecode(path or (next(fields), next(fields))[1])
            if added == b"-" and name in files:  # binary
                files[name] = True
    edited = [name for name, whole in files.items() if not whole] if by_line else []
    if not edited:
        return dict.fromkeys(files)
    ranges = changed_lines(top, against)
    lines = {name: ranges.get(name, []) for name in edited}
    # The last one that has a name counts: a filtered file is linted as a whole.
    return {**dict.fromkeys(files), **lines, **dict.fromkeys(filtered_files(top, edited))}


def filtered_files(top: str, names: Iterable[str]) -> Iterator[str]:
    """The files that git stores in another form (LFS), so that it does not compare the lines of their texts."""
    stdin = nul_separated(names)
    fields = git_output("check-attr", "-z", "--stdin", "filter", cwd=top, stdin=stdin).split(b"\0")
    for name, value in zip(fields[::3], fields[2::3], strict=False):
        if value not in (b"unspecified", b"unset"):
            yield os.fsdecode(name)


def changed_lines(top: str, against: Sequence[str]) -> dict[str, list[Range]]:
    """The changed lines of each file of a diff. The diff is read line by line: it may be larger than memory."""
    line, environment = git_command([*DIFF, "-U0", "--inter-hunk-context=0", "--patch", *against, "--"])
    with subprocess.Popen(line, cwd=top, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout
        ranges = read_patch(process.stdout)
    if process.returncode:
        raise GitError("git diff failed to print the changed lines.")
    return ranges


def read_patch(patch: Iterable[bytes]) -> dict[str, list[Range]]:
    """The changed lines of each file of a patch without context lines."""
    changes: dict[str, list[Range]] = {}
    remaining = 0  # lines of the current hunk that are still to come; they may look like a header
    for line in patch:
        if remaining and line.startswith((b"-", b"+")):
            remaining -= 1
        elif line.startswith(b"+++ "):  # stands before the hunks of its file
            ranges = changes.setdefault(unquote(line[4:-1]), [])
        elif hunk := HUNK.match(line):
            removed, first, added = (int(number or 1) for number in hunk.groups())
            remaining = removed + added
            start = first - 1 if added else first
            ranges.append((start, start + added))
    return changes


def unquote(name: bytes) -> str:
    """A file name as a patch has it: with a tab after a name that has spaces, quoted if it needs escapes."""
    name = name.removesuffix(b"\t")
    if name.startswith(b'"'):
        name = name[1:-1].decode("unicode_escape").encode("latin-1")
    return os.fsdecode(name)


def write_staged(top: str, names: Iterable[str], folder: str) -> None:
    """Write the staged contents of files into a folder, with the line ends that git gives them in the work tree."""
    stdin = nul_separated(names)
    if stdin:
        git_output("checkout-index", f"--prefix={folder}/", "-z", "--stdin", cwd=top, stdin=stdin)


def nul_separated(names: Iterable[str]) -> bytes:
    return b"".join(os.fsencode(name) + b"\0" for name in names)
