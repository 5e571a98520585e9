"""Real git and pre-commit, called from a test, and what stands in the repository of the tests about git."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from house_rules import OLD_WORD

CONFIGURATION = f"""
select = ["HOUSE", "ENC001"]
exclude = ["drafts/"]
{OLD_WORD}
[[patterns]]
code = "HOUSE002"
pattern = '座\\n+位'
message = "A break parts 「座位」."
replacement = "座位"

[[patterns]]
code = "HOUSE003"
pattern = '完\\Z'
message = "The last line has no end."
replacement = "完。"
"""
BAD = "这里有旧词。\n"
IDENTITY = ["-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "commit.gpgsign=false"]


def git(*arguments: str, cwd: Path | None = None) -> str:
    """Run git and return what it prints, without the white space around it."""
    done = subprocess.run(["git", *IDENTITY, *arguments], cwd=cwd, check=True, capture_output=True)
    return done.stdout.decode(errors="replace").strip()


def commit(message: str = "A step") -> None:
    """Commit everything in the working folder, past its hooks."""
    git("add", "--all")
    git("commit", "--quiet", "--allow-empty", "--no-verify", "--message", message)


def pre_commit(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run pre-commit; `PRE_COMMIT_HOME` says where it keeps the environments that it installs."""
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=280)
