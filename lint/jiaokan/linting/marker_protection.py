"""Whether an edit would move text from under a marker, or under one that was not written for it."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from jiaokan.language.typography import LINE_END
from jiaokan.linting.markers import Marker, blanks_end
from jiaokan.model.finding import Edit


class Region(NamedTuple):
    """A stretch that decides what a marker covers: the marker itself, or the white space before or after its block.

    `keeps` is how many line ends of it must stay; -1 for a marker, of which nothing may change. `block` is where the
    block before it begins, -1 where it follows none.
    """

    start: int
    end: int
    keeps: int
    block: int


class MarkerProtection:
    """The zones of a text's markers."""

    def __init__(self, text: str, markers: list[Marker]) -> None:
        self.text = text
        zones: set[Region] = set()
        for marker in markers:
            for place in marker.places:
                zones.add(Region(place.start, place.end, -1, -1))
                zones.add(self.before(place.start))
            if marker.block and marker.block[0] < marker.places[0].start:  # the line that the marker ends
                start, end = marker.block
                stop = blanks_end(text, end)
                zones |= {self.before(start), Region(end, stop, min(1, line_ends(text[end:stop])), -1)}
            elif marker.block:
                start, end = marker.block
                lead = text[marker.places[0].end : start]
                # Markers in a row: what stands between two of them is not white space alone.
                after = marker.places[0].end + len(lead) - len(lead.lstrip())
                zones.add(Region(marker.places[0].end, after, 0, -1))
                stop = blanks_end(text, end)
                zones.add(Region(end, stop, min(2, line_ends(text[end:stop])), start))
        self.zones = sorted(zones)
        self.starts = [zone.start for zone in self.zones]

    def before(self, offset: int) -> Region:
        """The white space before a marker, which keeps the marker on a line of its own."""
        start = offset
        while start and self.text[start - 1].isspace():
            start -= 1
        return Region(start, offset, min(1, line_ends(self.text[start:offset])), -1)

    def moved(self, edit: Edit) -> bool:
        """Whether the edit changes a marker, empties its block, or joins its block to another or splits it."""
        at = bisect_right(self.starts, edit.end)
        while at and self.zones[at - 1].end >= edit.start:
            at -= 1
            if self.breaks(self.zones[at], edit):
                return True
        return False

    def breaks(self, zone: Region, edit: Edit) -> bool:
        start, end, new = edit
        if zone.keeps < 0:
            return start < zone.end and end > zone.start
        if zone.block >= 0 and start <= zone.block and end >= zone.start and not new.strip():
            return True
        if start < zone.start < end or start < zone.end < end:
            return True
        if start < zone.start or end > zone.end or start == zone.end or end == zone.start:
            return False
        left = self.text[zone.start : start] + new + self.text[end : zone.end]
        return bool(new.strip()) or line_ends(left) < zone.keeps


def line_ends(text: str) -> int:
    return len(re.findall(LINE_END, text))
