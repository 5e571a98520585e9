"""The error that any part of jiaokan may raise."""

from __future__ import annotations


class ConfigError(Exception):
    """An invalid configuration: the message names the file, the key and what was expected."""
