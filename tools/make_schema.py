"""Write lint/jiaokan/jiaokan.schema.json, the JSON schema of the configuration with the options of every built-in rule.

    python tools/make_schema.py

Editors check a jiaokan.toml with it; jiaokan itself checks with the same types (lint/jiaokan/config/schema.py).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from jiaokan.config.schema import Table, options_type
from jiaokan.linting.registry import installed_rules
from jiaokan.linting.rule import Rule

OUT = Path(__file__).parent.parent / "lint/jiaokan/jiaokan.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def description(rule: Rule, option: str) -> str:
    """The description of an option: the list item or paragraph about it in the rule's manual."""
    _, _, section = rule.manual.partition("## Options\n")
    found = re.search(rf"^[-*]? *`{re.escape(option)}`[^:\n]*: *(.+(?:\n(?!\s*$|[-*] |`|## ).+)*)", section, re.M)
    return " ".join(found[1].split()) if found else ""


def options_schema(rule: Rule) -> dict[str, Any]:
    """The schema of a rule's options."""
    schema: dict[str, Any] = msgspec.json.schema(options_type(rule))["$defs"][rule.name]
    schema |= {"title": f"{rule.code} {rule.name}", "description": rule.summary}
    for name, default in msgspec.to_builtins(rule.options).items():
        schema["properties"][name] |= {"description": description(rule, name), "default": default}
    return schema


def config_schema() -> dict[str, Any]:
    """The schema of the whole configuration."""
    whole = msgspec.json.schema(Table)
    definitions = whole.pop("$defs")
    table = definitions.pop("Table")
    # Rules of plugins and of the project may have options too, so other names are allowed.
    rules = [r for r in installed_rules(builtin_only=True) if r.options]
    table["properties"]["options"]["properties"] = {
        word: {"$ref": f"#/$defs/{r.name}"} for r in rules for word in r.names
    }
    definitions |= {r.name: options_schema(r) for r in rules}
    return {"$schema": DIALECT, **table, "title": "jiaokan", "$defs": definitions}


def schema_text() -> str:
    return msgspec.json.format(msgspec.json.encode(config_schema()), indent=2).decode() + "\n"


if __name__ == "__main__":
    OUT.write_text(schema_text(), encoding="utf-8", newline="\n")
