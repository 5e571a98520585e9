"""Reports, read as the programs read them that they are made for, and the texts that they are about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
from command_line import check
from house_rules import DOUBT, NOTE, OLD_WORD
from markdown_it import MarkdownIt

CONFIGURATION = f"""
select = ["HOUSE", "NOTE", "DUP001"]
{OLD_WORD}{DOUBT}
[[patterns]]
code = "HOUSE003"
pattern = "线索"
message = "「线索」: look it up."
replacement = "头绪"
safety = "display"
{NOTE}"""
BLOCK = "社区图书馆昨天搬进了新的楼房，孩子们放学以后都到那里去看书。"
BAD = f"𠀀第一行。\n这里有旧词和疑问，也有线索。\n\n{BLOCK}\n\n{BLOCK}\n"
SCHEMAS = Path(__file__).parent / "schemas"


def report(form: str, *arguments: str) -> str:
    return check("--output-format", form, *arguments).stdout


def parsed_report(form: str, *arguments: str) -> Any:
    return validated(form, report(form, *arguments))


def validated(form: str, text: str) -> Any:
    """The data of a JSON report, held against its schema where it has one."""
    data = json.loads(text)
    file = SCHEMAS / {"sarif": "sarif-2.1.0.json"}.get(form, f"{form}.json")
    if file.exists():
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(data)
    return data


def sarif_run(*arguments: str) -> Any:
    (run,) = parsed_report("sarif", *arguments)["runs"]
    return run


def html(text: str) -> str:
    """What GitHub makes of Markdown."""
    return str(MarkdownIt("gfm-like").render(text))
