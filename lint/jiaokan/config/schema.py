"""The types of the configuration, and the conversion of TOML values to them.

Import it only where there is a configuration: msgspec takes time to import.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import NoneType, SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from jiaokan.config.config_file import INCLUDE, suggestion
from jiaokan.errors import ConfigError
from jiaokan.linting.rule import Rule

S = TypeVar("S", bound=Struct)


def doc(text: str) -> Meta:
    return Meta(description=text)


LevelName = Literal["error", "warning", "info"]
SafetyName = Literal["safe", "unsafe", "display", "show"]
Selectors = Annotated[list[str], doc("Codes (BRK001), names (break-in-word), families (BRK) or ALL.")]
Level = Annotated[LevelName, doc("The level of the findings.")]
Safety = Annotated[SafetyName, doc("The safety of the fixes: --fix applies safe ones. `show` is the old `display`.")]
PATTERN = Meta(pattern=r"^[A-Z]{4,}[0-9]+$")
Code = Annotated[str, PATTERN, doc("Its own code: four or more capital letters and a number, such as TERM001.")]
NotEmpty = Meta(min_length=1)


class Terms(Struct, kw_only=True, forbid_unknown_fields=True):
    """A rule as data: wrong forms of a term and the right one."""

    code: Code
    wrong: Annotated[list[Annotated[str, NotEmpty]], NotEmpty, doc("The wrong forms; case matters.")]
    right: Annotated[str, doc("The right form.")]
    message: Annotated[str, doc("The message of a finding; by default it names both forms.")] = ""
    level: Level = "error"
    safety: Safety = "unsafe"


class Pattern(Struct, kw_only=True, forbid_unknown_fields=True):
    """A rule as data: a regular expression that must not match."""

    code: Code
    pattern: Annotated[str, NotEmpty, doc("A regular expression for Python's re; ^ and $ match at line ends.")]
    message: Annotated[str, NotEmpty, doc("The message of a finding: what is wrong and what to do.")]
    replacement: Annotated[str | UnsetType, doc(r"The text of the fix; \1 is a group. Default: no fix.")] = UNSET
    level: Level = "warning"
    safety: Safety = "unsafe"


class Ignored(Struct, kw_only=True, forbid_unknown_fields=True):
    """A text in which a rule finds nothing, as if a marker stood beside it."""

    path: Annotated[str, NotEmpty, doc("A glob of the files.")]
    rule: Annotated[str, NotEmpty, doc("A code, a name or a family.")]
    text: Annotated[str, NotEmpty, doc("The text that stays as it is, wherever it occurs in these files.")]
    reason: Annotated[str, doc("Why it stays.")] = ""


class Table(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Settings of jiaokan. Globs have the syntax of .gitignore and are relative to this file."""

    select: Annotated[list[str] | UnsetType, doc("The rules that run, instead of the defaults.")] = UNSET
    ignore: Annotated[list[str | Ignored], doc("Rules that do not run, and texts in which a rule finds nothing.")] = []
    extend_select: Annotated[Selectors, doc("Rules that run as well.")] = []
    extend_ignore: Annotated[Selectors, doc("The same as ignore; both lists together count.")] = []
    include: Annotated[list[str] | UnsetType, doc("Globs of files to lint; default: *.txt, *.md, *.markdown.")] = UNSET
    exclude: Annotated[list[str], doc("Globs of files and folders that are never linted.")] = []
    per_file_ignores: Annotated[dict[str, Selectors], doc("By glob, rules that do not run on files that match.")] = {}
    levels: Annotated[dict[str, LevelName], doc("By rule or family, the level of its findings.")] = {}
    options: Annotated[dict[str, dict[str, Any]], doc("By rule, its options.")] = {}
    terms: Annotated[list[Terms], doc("Wrong and right forms of terms; each entry is a rule.")] = []
    patterns: Annotated[list[Pattern], doc("Regular expressions; each entry is a rule.")] = []
    plugins: Annotated[list[str], doc("Python files of this repository with rules, such as ./lint_rules.py.")] = []
    encoding: Annotated[dict[str, str], doc("By glob, an encoding in place of UTF-8; the last match counts.")] = {}
    extend_safe_fixes: Annotated[Selectors, doc("Rules whose unsafe fixes --fix may apply, but never `display`.")] = []
    extend_unsafe_fixes: Annotated[Selectors, doc("Rules whose fixes --fix must not apply.")] = []


def defaults() -> dict[str, Any]:
    """Every key with its default, but `extend-ignore`, which is merged into `ignore`; None: the rules that are on."""
    table: dict[str, Any] = msgspec.to_builtins(Table())
    del table["extend-ignore"]
    return {"select": None, "include": [*INCLUDE], **table}


def convert(value: object, kind: type[S], key: str = "") -> S:
    """`value`, which stands under `key`, as a `kind`; raises `ConfigError` with the key and what was expected."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        text, _, path = str(error).partition(" - at ")
        raise explain(text, *locate(path, value, kind, key)) from error


def locate(path: str, value: Any, kind: Any, key: str) -> tuple[str, Any, Any]:
    """Follow a path of msgspec, such as `$.terms[0].code`, into a value of a type: the key, value and type there.

    msgspec writes `[...]` for the key of a dict; the first key whose value is wrong is meant.
    """
    for field, index in re.findall(r"\.([^.\[`]+)|\[(\d+|\.\.\.)\]", path):
        kind = bare_type(kind)
        inner = [k for k in get_args(kind) if k is not Ellipsis]
        if field:
            kind = {f.encode_name: f.type for f in msgspec.structs.fields(kind)}[field]
            key, value = child(key, field), value[field]
        elif index == "...":
            kind = inner[1]
            name = next(k for k, v in value.items() if not is_valid(v, kind))
            key, value = child(key, name), value[name]
        else:
            n = int(index)
            kind = inner[min(n, len(inner) - 1)]
            key, value = f"{key}[{n}]", value[n]
    return key, value, bare_type(kind)


def bare_type(kind: Any) -> Any:
    """A type without its annotations; of a union the member that has parts or keys, or else the first."""
    while get_origin(kind) in (Annotated, Union, UnionType):
        members = [k for k in get_args(kind) if k not in (UnsetType, NoneType)]
        kind = next((k for k in members if get_args(k) or hasattr(k, "__struct_fields__")), members[0])
    return kind


def is_valid(value: object, kind: Any) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True


def explain(text: str, key: str, value: object, kind: Any) -> ConfigError:
    """The error for a value of which msgspec says `text`."""
    name = text.partition("`")[2].rstrip("`")
    if text.startswith("Object contains unknown field"):
        names = [field.encode_name for field in msgspec.structs.fields(kind)]
        near = suggestion(name, names) or (f" Expected one of {quoted(*sorted(names))}." if len(names) <= 20 else "")
        return ConfigError(f"{child(key, name)}: there is no key {name!r}.{near}")
    if text.startswith("Object missing required field"):
        return ConfigError(f"{key}: the key {name!r} is missing.")
    if text.startswith("Invalid enum value"):
        choices = get_args(kind)
        near = suggestion(value, map(str, choices))
        return ConfigError(f"{key}: expected one of {quoted(*choices)}, found {quoted(value)}.{near}")
    # "Expected `object | null`, got `str`": show the value instead of its type. TOML has tables, and no null.
    wanted = text.partition(", got ")[0].removeprefix("Expected ").replace("object", "table").replace(" | null", "")
    return ConfigError(f"{key}: expected {wanted}, found {quoted(value)}.")


def child(key: str, name: str) -> str:
    """The path of a key inside another, quoted as TOML requires."""
    bare = name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else quoted(name)
    return f"{key}.{bare}" if key else bare


def quoted(*values: object) -> str:
    """Values as in TOML, close enough to find them in the file; long ones are cut."""
    texts = [msgspec.json.encode(value, enc_hook=str).decode() for value in values]
    return ", ".join(text if len(text) <= 60 else text[:57] + "..." for text in texts)


def options_type(rule: Rule) -> type[Struct]:
    """A struct with the options of a rule, in configuration spelling; raises what Python does for an unknown type."""
    defaults = getattr(rule.check, "__kwdefaults__", None) or {}
    hints = {k: v for k, v in getattr(rule.check, "__annotations__", {}).items() if k in defaults}
    # Resolve the annotations of the options only: others may name what is imported for type checkers alone.
    types = get_type_hints(
        SimpleNamespace(__annotations__=hints), getattr(rule.check, "__globals__", {}), include_extras=True
    )
    fields = [(name, types.get(name, type(default)), UNSET) for name, default in defaults.items()]
    return msgspec.defstruct(
        rule.name, fields, kw_only=True, forbid_unknown_fields=True, rename=lambda name: name.replace("_", "-")
    )


def convert_options(rule: Rule, table: Mapping[str, object], key: str) -> dict[str, object]:
    """The options in a table as keyword arguments of the rule; raises `ConfigError`."""
    if table and not rule.options:
        raise ConfigError(f"{key}: {rule.name} has no options.")
    try:
        options = convert(table, options_type(rule), key)
    except (NameError, TypeError) as error:
        text = f"{key}: the options of {rule.name} have a type that a configuration can't hold: {error}"
        raise ConfigError(text) from error
    given = {name.replace("-", "_") for name in table}
    return {name: value for name, value in msgspec.structs.asdict(options).items() if name in given}
