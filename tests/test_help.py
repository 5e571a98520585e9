"""What the command line says of itself: its help, and what a shell completes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from command_line import jiaokan, process

from jiaokan.cli.main import cli
from jiaokan.reports import FORMATS

SHELL = "bash"
SCRIPTS = str(Path(sys.executable).parent)


def complete(words: str, begun: str) -> list[str]:
    """What click's side of the script answers to the shell."""
    env = {
        "_JIAOKAN_COMPLETE": "bash_complete",
        "COMP_WORDS": f"{words} {begun}",
        "COMP_CWORD": str(len(words.split())),
    }
    done = process(env=env)
    assert done.stderr == b""
    return done.stdout.decode().split()


def test_without_a_command_there_is_help() -> None:
    result = jiaokan()
    assert "check" in result.output and "rules" in result.output


def test_the_version_can_be_asked_for() -> None:
    result = jiaokan("--version")
    assert result.exit_code == 0
    assert result.output.startswith("jiaokan ")


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_and_option_is_explained(name: str) -> None:
    shown = jiaokan(name, "--help").stdout
    command = cli.commands[name]
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.opts[-1]}"
            assert shown.count(f"{option.opts[-1]} ") + shown.count(f"{option.opts[-1]}\n") >= 1


def test_the_list_of_commands_cuts_none_short() -> None:
    assert "..." not in jiaokan("--help").stdout.partition("Commands:")[2]


def test_the_options_of_check_stand_in_groups() -> None:
    shown = jiaokan("check", "--help").stdout
    titles = ["Which files:", "Which rules:", "Repairs:", "Output:", "Running:", "Examples:"]
    assert sorted(titles, key=shown.index) == titles
    assert shown.index("Repairs:") < shown.index("--fix ") < shown.index("Output:")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32" or not shutil.which(SHELL), reason="there is no bash")
def test_bash_completes_rules_formats_and_shells() -> None:
    script = """
eval "$(jiaokan completion bash)"
complete_it() { COMPREPLY=(); COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _jiaokan_completion jiaokan; echo "${COMPREPLY[*]}"; }
complete_it jiaokan rule BR
complete_it jiaokan check --output-format t
complete_it jiaokan completion z
"""
    env = {**os.environ, "PATH": SCRIPTS + os.pathsep + os.environ["PATH"]}
    done = subprocess.run([SHELL, "-c", script], env=env, capture_output=True, encoding="utf-8", timeout=60)
    rules, formats, shells = done.stdout.splitlines()
    assert {"BRK", "BRK001", "break-in-word"} <= set(rules.split())
    assert formats.split() == [name for name in FORMATS if name.startswith("t")]
    assert shells == "zsh"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_its_script(shell: str) -> None:
    done = jiaokan("completion", shell)
    assert done.exit_code == 0
    assert f"_JIAOKAN_COMPLETE={shell}_complete" in done.stdout


@pytest.mark.slow
def test_a_rule_is_completed_by_its_name() -> None:
    assert complete("jiaokan rule", "trailing") == ["plain,trailing-space"]


@pytest.mark.slow
def test_the_last_rule_of_a_list_is_completed() -> None:
    assert "plain,DUP,break-in-word" in complete("jiaokan check --select", "DUP,break-in-w")


@pytest.mark.slow
def test_a_file_is_completed_where_one_is_asked_for() -> None:
    assert complete("jiaokan check", "a") == ["file,a"]
    assert complete("jiaokan check --config", "a") == ["file,a"]


@pytest.mark.slow
def test_a_configuration_that_is_wrong_stops_no_completion(folder: Path) -> None:
    (folder / "jiaokan.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert "plain,BRK001" in complete("jiaokan rule", "BRK00")
