"""What a caller may have to catch from any room of the house."""

from __future__ import annotations


class ConfigError(Exception):
    """Configuration that can't be followed: the message names the file, the key, and what was expected."""
