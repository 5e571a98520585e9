"""What action.yml does, as a program: it reads what GitHub sets in the environment, and needs nothing but Python.

python ci/action.py install     jiaokan into an environment of its own, $RUNNER_TEMP/jiaokan
python ci/action.py check       lint what the event is about; the exit status is that of jiaokan
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parent.parent
SUMMARY_LIMIT = 1_000_000  # GitHub refuses a step's summary of more than 1 MiB


def main() -> None:
    command = sys.argv[1:]
    if command == ["install"]:
        install()
    elif command == ["check"]:
        sys.exit(check())
    else:
        fail("write `action.py install` or `action.py check`.")


def install() -> None:
    folder = environment()
    venv.create(folder, with_pip=True, clear=True)
    packages = [given("from") or str(ROOT), *given("plugins").split()]
    # Isolated: no pip.py that a pull request brings is taken for pip.
    pip = [str(scripts(folder) / "python"), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, "--", *packages]).returncode:
        fail(f"pip could not install {' '.join(packages)}.")
    put_out("tree", git("rev-parse", "HEAD^{tree}").stdout.strip() or "none")


def check() -> int:
    program = shutil.which("jiaokan", path=f"{scripts(environment())}{os.pathsep}{os.environ.get('PATH', '')}")
    if program is None:
        fail("jiaokan is not installed.")
    since = revision()
    sarif, annotations, summary = given("sarif-file"), wanted("annotations"), os.environ.get("GITHUB_STEP_SUMMARY", "")
    with tempfile.TemporaryDirectory() as folder:
        listed, page = Path(folder, "findings.json"), Path(folder, "summary.md")
        command = [program, "check", *([f"--since={since}"] if since else [])]
        command += ["--changed-lines"] if since and wanted("changed-lines") else []
        command += [f"--output-format={'github' if annotations else 'text'}", f"--output-format=json={listed}"]
        command += [f"--output-format=sarif={sarif}"] if sarif else []
        command += [f"--output-format=markdown={page}"] if summary and wanted("summary") else []
        command += [*words("args"), "--", *words("paths")]
        print(unobeyed(shlex.join(["jiaokan", *command[1:]])), flush=True)
        status = run(command, annotations)
        findings = len(json.loads(listed.read_text(encoding="utf-8"))) if listed.is_file() else ""
        if page.is_file():
            append(Path(summary), page)
    put_out("exit-code", str(status))
    put_out("findings", str(findings))
    put_out("sarif-file", sarif if sarif and Path(sarif).is_file() else "")
    return status


def run(command: list[str], annotations: bool) -> int:
    """Run jiaokan; the lines of a text are printed in a stretch where GitHub obeys none of them."""
    if annotations:
        return subprocess.run(command).returncode
    token = secrets.token_hex(16)
    print(f"::stop-commands::{token}", flush=True)
    try:
        return subprocess.run(command).returncode
    finally:
        print(f"\n::{token}::", flush=True)


def unobeyed(text: str) -> str:
    """The text on one line, without what GitHub takes for a command in the middle of it; a name may hold both."""
    return " ".join(text.splitlines()).replace("##[", "## [")


def revision() -> str:
    """The commit since which the event's work was done; "" where everything is to be linted."""
    asked = given("since")
    if asked != "auto":
        return asked and known(asked)
    event = read_event()
    name = os.environ.get("GITHUB_EVENT_NAME", "")
    try:
        if name.startswith("pull_request"):
            return known(event["pull_request"]["base"]["sha"])
        if name == "merge_group":
            return known(event["merge_group"]["base_sha"])
        if name == "push" and not event["ref"].startswith("refs/tags/"):
            return pushed(event["ref"], event["before"], event["repository"]["default_branch"])
    except (KeyError, TypeError) as error:
        fail(f"the event is no {name} as GitHub has it: it lacks {error}.")
    return ""


def pushed(ref: str, before: str, default: str) -> str:
    """What the branch held before a push; for a new branch, or one whose history was replaced, the default branch."""
    old, other = before.strip("0") != "", ref != f"refs/heads/{default}"
    main = f"refs/remotes/origin/{default}"
    if old and present(before):
        return before
    if other and present(main):
        return main
    if (old or other) and shallow():
        too_shallow(before if old else default)
    return ""


def known(name: str) -> str:
    if not present(name):
        if shallow():
            too_shallow(name)
        fail(f"git has no revision {name!r}: {git('rev-parse', '--git-dir').stderr.strip() or 'is it spelt so?'}")
    return name


def present(name: str) -> bool:
    """Whether git has the commit; what begins with a dash would be an option to it."""
    return name[:1] != "-" and git("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").returncode == 0


def shallow() -> bool:
    return git("rev-parse", "--is-shallow-repository").stdout.strip() == "true"


def too_shallow(name: str) -> NoReturn:
    fail(f"this clone has not the history back to {name}: give actions/checkout `with: {{ fetch-depth: 0 }}`.")


def git(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", *arguments]
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, "", "git is not installed")


def read_event() -> Any:
    path = os.environ.get("GITHUB_EVENT_PATH", "")
    try:
        return json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        fail(f"the event (GITHUB_EVENT_PATH, {path!r}) can't be read: {error}")


def given(name: str) -> str:
    """An input of the action, as action.yml passes it on."""
    return os.environ.get(f"JIAOKAN_INPUT_{name.upper().replace('-', '_')}", "").strip()


def wanted(name: str) -> bool:
    value = given(name).lower()
    if value not in ("true", "false"):
        fail(f"the input {name} is {value!r}: write true or false.")
    return value == "true"


def words(name: str) -> list[str]:
    """An input that is a list, in the shell's spelling: a name with spaces stands in quotes."""
    try:
        return shlex.split(given(name))
    except ValueError as error:
        fail(f"the input {name} can't be split into words: {error}.")


def append(summary: Path, page: Path) -> None:
    """Add the page to what other steps said, cut at a line where it would be too long."""
    room = SUMMARY_LIMIT - (summary.stat().st_size if summary.exists() else 0)
    data = page.read_bytes()
    if len(data) > room:
        data = data[: max(0, room)].rpartition(b"\n")[0] + b"\n"
    with summary.open("ab") as out:
        out.write(data)


def put_out(name: str, value: str) -> None:
    """Set an output of the step; a line break in a value would begin another output."""
    with Path(os.environ.get("GITHUB_OUTPUT") or os.devnull).open("a", encoding="utf-8") as out:
        out.write(f"{name}={' '.join(value.splitlines())}\n")


def environment() -> Path:
    return Path(os.environ.get("RUNNER_TEMP") or tempfile.gettempdir(), "jiaokan")


def scripts(folder: Path) -> Path:
    return folder / ("Scripts" if os.name == "nt" else "bin")


def fail(message: str) -> NoReturn:
    line = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    print(f"::error title=jiaokan::{line}", flush=True)
    print(unobeyed(f"jiaokan: {message}"), file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
