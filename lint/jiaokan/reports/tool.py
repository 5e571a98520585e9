"""The name, version and homepage of the tool, for the reports that have a place for them."""

from __future__ import annotations

NAME = "jiaokan"


def release() -> str:
    from importlib.metadata import version  # about 45 ms to import, for the formats that ask

    return version(NAME)


def homepage() -> str | None:
    """The first address that the package gives, "label, address"."""
    from importlib.metadata import metadata

    links = metadata(NAME).get_all("Project-URL") or [""]
    return links[0].partition(", ")[2] or None
