"""Write lint/jiaokan/jiaokan.schema.json, the JSON schema of the configuration with the options of every built-in rule.

    python tools/make_schema.py

An editor checks a jiaokan.toml against it; jiaokan itself checks by the same types (lint/jiaokan/tables.py).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec

from jiaokan.config.schema import Table, option_types
from jiaokan.linting.rule import Rule, load

OUT = Path(__file__).parent.parent / "lint/jiaokan/jiaokan.schema.json"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def described(rule: Rule, option: str) -> str:
    """What the manual of a rule says about an option, in its own list item or paragraph."""
    _, _, section = rule.manual.partition("## Options\n")
    found = re.search(rf"^[-*]? *`{re.escape(option)}`[^:\n]*: *(.+(?:\n(?!\s*$|[-*] |`|## ).+)*)", section, re.M)
    return " ".join(found[1].split()) if found else ""


def options(rule: Rule) -> dict[str, Any]:
    """The schema of a rule's options."""
    types = option_types(rule)
    schemas, _ = msgspec.json.schema_components(list(types.values()))
    defaults = msgspec.to_builtins(rule.options)
    return {
        "type": "object",
        "title": f"{rule.code} {rule.name}",
        "description": rule.summary,
        "additionalProperties": False,
        "properties": {
            name: {**schema, "description": described(rule, name), "default": defaults[name]}
            for name, schema in zip(types, schemas, strict=True)
        },
    }


def schema() -> dict[str, Any]:
    whole = msgspec.json.schema(Table)
    found = whole.pop("$defs")
    table = found.pop("Table")
    # The rules of plugins and of the project itself may have options too: their names are open.
    rules = [r for r in load(builtin_only=True) if r.options]
    table["properties"]["options"]["properties"] = {
        word: {"$ref": f"#/$defs/{r.name}"} for r in rules for word in (r.name, r.code)
    }
    found |= {r.name: options(r) for r in rules}
    return {"$schema": DIALECT, **table, "title": "jiaokan", "$defs": found}


def written() -> str:
    return msgspec.json.format(msgspec.json.encode(schema()), indent=2).decode() + "\n"


if __name__ == "__main__":
    OUT.write_text(written(), encoding="utf-8", newline="\n")
