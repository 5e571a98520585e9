"""The shape of the configuration and the check of values against it. Imported only where there is configuration."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import NoneType, SimpleNamespace, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from jiaokan.config.config_file import suggestion
from jiaokan.errors import ConfigError
from jiaokan.linting.rule import Rule

LevelName = Literal["error", "warning", "info"]
SafetyName = Literal["safe", "unsafe", "show"]
Selectors = Annotated[list[str], Meta(description="Codes (BRK001), names (break-in-word), families (BRK) or ALL.")]
COUNTS = Meta(description="What a finding counts as.")
TRUST = Meta(description="How far the fix is trusted: --fix applies the safe ones.")
CODE_PATTERN = r"^[A-Z]{4,}[0-9]+$"
CODE = "four or more capital letters and a number, such as TERM001"
Code = Annotated[str, Meta(pattern=CODE_PATTERN, description=f"A code of its own: {CODE}.")]
Form = Annotated[str, Meta(min_length=1)]


class Terms(Struct, kw_only=True, forbid_unknown_fields=True):
    """Wrong forms of a term and the right one: a rule of its own."""

    code: Code
    wrong: Annotated[list[Form], Meta(min_length=1, description="The wrong forms; capitals count.")]
    right: Annotated[str, Meta(description="What belongs in their place.")]
    message: Annotated[str, Meta(description="What a finding says; by default what is wrong and right.")] = ""
    level: Annotated[LevelName, COUNTS] = "error"
    safety: Annotated[SafetyName, TRUST] = "unsafe"


class Pattern(Struct, kw_only=True, forbid_unknown_fields=True):
    """A regular expression that must not occur: a rule of its own."""

    code: Code
    pattern: Annotated[
        str, Meta(min_length=1, description="A regular expression of Python's re; ^ and $ stand at line ends.")
    ]
    message: Annotated[str, Meta(min_length=1, description="What a finding says: what is wrong and what to do.")]
    replacement: Annotated[
        str | UnsetType, Meta(description=r"What the fix puts in its place; \1 is a group. Without it there is no fix.")
    ] = UNSET
    level: Annotated[LevelName, COUNTS] = "warning"
    safety: Annotated[SafetyName, TRUST] = "unsafe"


class Table(Struct, kw_only=True, forbid_unknown_fields=True, rename="kebab"):
    """Settings of jiaokan. Globs are those of .gitignore, relative to the file that holds them."""

    select: Annotated[list[str] | UnsetType, Meta(description="The rules that run, instead of the defaults.")] = UNSET
    ignore: Annotated[Selectors, Meta(description="Rules that do not run.")] = []
    extend_select: Annotated[Selectors, Meta(description="Rules that run as well.")] = []
    extend_ignore: Annotated[Selectors, Meta(description="More rules that do not run.")] = []
    include: Annotated[
        list[str] | UnsetType,
        Meta(description="Globs of the files that are linted in a folder; by default *.txt, *.md and *.markdown."),
    ] = UNSET
    exclude: Annotated[list[str], Meta(description="Globs of files and folders that are never linted.")] = []
    per_file_ignores: Annotated[
        dict[str, Selectors], Meta(description="By glob, the rules that do not run on the files that match.")
    ] = {}
    levels: Annotated[dict[str, LevelName], Meta(description="By rule or family, what its findings count as.")] = {}
    options: Annotated[dict[str, dict[str, Any]], Meta(description="By rule, its options.")] = {}
    terms: Annotated[list[Terms], Meta(description="Wrong forms and right ones, each entry a rule.")] = []
    patterns: Annotated[list[Pattern], Meta(description="Regular expressions, each entry a rule.")] = []
    plugins: Annotated[
        list[str], Meta(description="Python files of this repository that hold rules, such as ./lint_rules.py.")
    ] = []
    encoding: Annotated[
        dict[str, str],
        Meta(description="By glob, the encoding of the files that match; the last that matches counts. Else UTF-8."),
    ] = {}
    extend_safe_fixes: Annotated[
        Selectors, Meta(description="Rules whose unsafe fixes --fix may apply; a hint is never applied.")
    ] = []
    extend_unsafe_fixes: Annotated[Selectors, Meta(description="Rules whose fixes --fix must not apply.")] = []


def checked(value: object, kind: Any, where: str, key: str = "") -> Any:
    """`value` converted to `kind`, or a `ConfigError` that names the key; `where` stands before the key."""
    inner = plain(kind)
    if isinstance(inner, type) and issubclass(inner, Struct):
        return checked_struct(mapping(value, where, key), inner, where, key)
    if get_origin(inner) is dict:
        items = mapping(value, where, key).items()
        return {k: checked(v, get_args(inner)[1], where, child(key, k)) for k, v in items}
    if get_origin(inner) is list and isinstance(value, list):
        for n, item in enumerate(value):
            checked(item, get_args(inner)[0], where, f"{key}[{n}]")
    try:
        return msgspec.convert(value, kind)
    except TypeError as error:  # of a plugin: the built-in rules are tested
        raise ConfigError(f"{where}{key}: its type ({expected(kind)}) is none that configuration can hold.") from error
    except msgspec.ValidationError as error:
        text = f"{where}{key}: expected {expected(kind)}, found {toml(value)}."
        raise ConfigError(text + nearest_choice(value, inner)) from error


def checked_struct(table: Mapping[str, object], kind: type[Struct], where: str, key: str) -> Struct:
    fields = {f.encode_name: f for f in msgspec.structs.fields(kind)}
    for name in table:
        if name not in fields:
            raise unknown("key", name, fields, where, key)
    for name, field in fields.items():
        if field.required and name not in table:
            raise ConfigError(f"{where}{key}: the key {name!r} is missing: expected {expected(field.type)}.")
    return kind(**{fields[k].name: checked(v, fields[k].type, where, child(key, k)) for k, v in table.items()})


def unknown(what: str, name: str, known: Iterable[str], where: str, key: str = "") -> ConfigError:
    """The error for a name that is none of those known."""
    names = list(known)
    near = suggestion(name, names) or (f" Expected one of {choice(sorted(names))}." if len(names) <= 20 else "")
    return ConfigError(f"{where}{child(key, name)}: there is no {what} {name!r}.{near}")


def mapping(value: object, where: str, key: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{where}{key}: expected a table, found {toml(value)}.")
    return value


def child(key: str, name: str) -> str:
    """The path of a key inside another; one that TOML would quote is quoted."""
    bare = name if name.replace("-", "").replace("_", "").isalnum() and name.isascii() else toml(name)
    return f"{key}.{bare}" if key else bare


def plain(kind: Any) -> Any:
    """A type without its annotation and without nothing, which TOML cannot write."""
    while get_origin(kind) is Annotated or get_origin(kind) in (Union, UnionType):
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        else:
            kinds = [k for k in get_args(kind) if k not in (UnsetType, NoneType)]
            if len(kinds) > 1:
                return Union[tuple(kinds)]  # noqa: UP007
            kind = kinds[0]
    return kind


def expected(kind: Any) -> str:
    """A type in plain words."""
    names = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}
    bounds = [bound for meta in getattr(kind, "__metadata__", ()) if isinstance(meta, Meta) for bound in limits(meta)]
    kind = plain(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is Literal:
        text = f"one of {choice(args)}" if len(args) > 1 else toml(args[0])
    elif origin in (Union, UnionType):
        text = " or ".join(map(expected, args))
    elif origin in (list, tuple, set, frozenset, Sequence):
        text = f"a list of {plural(args[0])}" if args else "a list"
    elif (isinstance(kind, type) and issubclass(kind, Struct)) or origin is dict:
        text = "a table"
    else:
        text = names.get(kind, str(kind))
    return " ".join([text, *bounds])


def plural(kind: Any) -> str:
    """A type of which there are several, in plain words."""
    kind = plain(kind)
    words = {str: "strings", int: "whole numbers", float: "numbers"}.get(kind)
    return words or ("tables" if expected(kind) == "a table" else expected(kind))


def limits(meta: Meta) -> Iterable[str]:
    """What an annotation asks of a value beyond its type."""
    if meta.pattern is not None:
        yield f"of {CODE}" if meta.pattern == CODE_PATTERN else f"that matches {meta.pattern}"
    if meta.min_length:
        yield "that is not empty"
    for bound, words in ((meta.ge, "of at least"), (meta.gt, "above"), (meta.le, "of at most"), (meta.lt, "below")):
        if bound is not None:
            yield f"{words} {bound}"


def choice(words: Iterable[object]) -> str:
    return ", ".join(map(toml, words))


def toml(value: object) -> str:
    """A value as its file has it, near enough to be found there."""
    text = msgspec.json.encode(value, enc_hook=str).decode()
    return text if len(text) <= 60 else text[:57] + "..."


def nearest_choice(value: object, kind: Any) -> str:
    return suggestion(value, map(str, get_args(kind))) if get_origin(kind) is Literal else ""


def option_types(rule: Rule) -> dict[str, Any]:
    """The options of a rule in configuration spelling, each with its type."""
    names = getattr(rule.check, "__kwdefaults__", None) or {}
    hints = {k: v for k, v in getattr(rule.check, "__annotations__", {}).items() if k in names}
    # Only the options' own annotations are looked up: the others may name what is imported for type checkers alone.
    types = get_type_hints(
        SimpleNamespace(__annotations__=hints), getattr(rule.check, "__globals__", {}), include_extras=True
    )
    return {k.replace("_", "-"): types.get(k, type(default)) for k, default in names.items()}


def checked_options(rule: Rule, table: Mapping[str, object], where: str, key: str) -> dict[str, object]:
    """A rule's options by the names of its parameters, each checked against the parameter's type."""
    try:
        types = option_types(rule)
    except (NameError, TypeError) as error:
        raise ConfigError(
            f"{where}{key}: the options of {rule.name} have a type that can't be read: {error}"
        ) from error
    options: dict[str, object] = {}
    for name, value in table.items():
        if name not in types:
            if not types:
                raise ConfigError(f"{where}{child(key, name)}: {rule.name} has no options.")
            raise unknown(f"option of {rule.name}", name, types, where, key)
        options[name.replace("-", "_")] = checked(value, types[name], where, child(key, name))
    return options
