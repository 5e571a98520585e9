from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiaokan import Document, Edit, Finding, Place, Safety, Unused, rule


@rule("SUP001", chinese=False, last=True, markup=True)
def unused_suppression(doc: Document, unused: Sequence[Unused]) -> Iterator[Finding]:
    """A marker of jiaokan's own suppresses nothing.

    ## What it does
    Reports a marker in a Markdown comment that suppressed no finding of the rules that ran, one that names a rule
    that does not exist, an `ignore-end` that ends nothing, and a comment that begins like a marker and is none. Of a
    marker for several rules it names those that found nothing. 〔原文如此〕 and [sic] are never reported: they are part
    of the text.

    ## Why it is bad
    A marker that outlives its reason hides the next defect in its place; a misspelt one hides nothing at all.

    ## Example
    Over a paragraph where nothing is broken: `<!-- jiaokan: ignore[break-in-word] -->`

    ## Fix safety
    Safe: a marker that is of no use is deleted, with its line if it stands alone on it (an empty line is left where
    two paragraphs would meet), or only the names that are of no use. A marker for all rules is deleted safely only
    when all the rules ran that run by default: else it may be there for one that did not. What is misspelt is left
    for you to mend.
    """
    for marker in unused:
        start, end, _ = marker.places[0]
        shown = f"「{doc.text[start:end]}」"
        names = ", ".join(marker.names)
        if marker.reason == "malformed":
            yield Finding(start, end, f"{shown} is no marker: write ignore, ignore-start, ignore-end or ignore-file.")
        elif marker.reason == "unpaired":
            yield Finding(start, end, f"{shown} ends no region: write ignore-start before it, or delete it.")
        elif marker.reason == "unknown":
            yield Finding(start, end, f"There is no rule 「{names}」: `jiaokan rules` lists them all.")
        else:
            edits = tuple(removal(doc, place, marker.rest) for place in marker.places)
            safety = Safety.SAFE if marker.sure else Safety.UNSAFE
            if marker.rest:
                message = f"Nothing is suppressed here for 「{names}」: take it out of the marker."
            else:
                message = f"{shown} suppresses nothing: delete it."
            yield Finding(start, end, message, tuple(e for e in edits if e is not None), safety)


def removal(doc: Document, place: Place, rest: tuple[str, ...]) -> Edit | None:
    """What takes a marker away, or leaves `rest` of the names in it; None for an end without names that stays."""
    start, end, brackets = place
    if rest:
        return Edit(*brackets, ", ".join(rest)) if brackets else None
    at = doc.line_at(start)
    line = doc.lines[at]
    if line.text.strip(" \t\ufeff") != doc.text[start:end]:
        space = end == line.end and len(doc.text[line.start : start]) - len(doc.text[line.start : start].rstrip(" \t"))
        return Edit(start - space, end, "")
    begin = line.start + line.text.startswith("\ufeff")
    following = doc.lines[at + 1 : at + 2]
    if at and following and doc.lines.texts[at - 1].strip() and following[0].text.strip():
        return Edit(begin, line.end, "")
    return Edit(begin, following[0].start if following else len(doc.text), "")
