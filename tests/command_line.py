"""The command line, called from a test: in this process, or in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from jiaokan.cli.main import cli


def jiaokan(*arguments: str | Path, text: str | bytes | None = None) -> Result:
    """Run a command in this process, with `text` on standard input."""
    return CliRunner().invoke(cli, [*map(str, arguments)], input=text)


def check(*arguments: str | Path) -> Result:
    return jiaokan("check", *arguments)


def findings(*arguments: str | Path) -> list[dict[str, Any]]:
    """The rows of the JSON report of a check that could read everything."""
    result = check(*arguments, "--output-format", "json")
    assert result.exit_code in (0, 1), result.output
    rows: list[dict[str, Any]] = json.loads(result.stdout)
    return rows


def finding_lines(*arguments: str | Path) -> list[str]:
    """The place of each finding as `path:line`."""
    return [f"{row['path']}:{row['line']}" for row in findings(*arguments)]


def error_line(*arguments: str | Path) -> str:
    """The one line of a check that could not do its work."""
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    line: str = result.stderr.splitlines()[-1]
    return line


def process(
    *arguments: str, cwd: Path | None = None, env: dict[str, str] | None = None, data: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a process of its own, with `data` on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "jiaokan", *arguments],
        cwd=cwd,
        input=data,
        capture_output=True,
        env={**os.environ, **(env or {})},
        timeout=60,
    )
