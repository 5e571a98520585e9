"""Write TOML. Import it only where TOML is written: tomli-w and msgspec take time to import."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import tomli_w


def to_toml(table: Mapping[str, object]) -> str:
    """A table as TOML; sets are sorted, and None, which TOML lacks, is left out."""
    values: dict[str, object] = msgspec.to_builtins(table, order="deterministic")
    return tomli_w.dumps({key: value for key, value in values.items() if value is not None})
