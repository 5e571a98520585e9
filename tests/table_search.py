"""Searching for a table by arrays, as a batch of texts does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from jiaokan.search.classes import code_points
from jiaokan.search.plain import Table

T = TypeVar("T")


def found_by_arrays(table: Table[T], texts: Sequence[str]) -> Sequence[Sequence[T]]:
    """What a table finds in each of some texts that are looked at together."""
    import numpy as np

    codes = [code_points(text + "\n") for text in texts]
    starts = np.cumsum([0, *map(len, codes)])[:-1].astype(np.intp)
    return table.find_in_texts(np.concatenate([np.zeros(0, "<u2"), *codes]), starts, texts)
