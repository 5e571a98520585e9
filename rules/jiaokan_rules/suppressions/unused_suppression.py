from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiaokan import Document, Edit, Finding, Place, Safety, Unused, rule


@rule("SUP001", safety=Safety.UNSAFE, chinese=False, after_suppression=True, edits_protected=True, prose=False)
def unused_suppression(doc: Document, unused: Sequence[Unused]) -> Iterator[Finding]:
    """A jiaokan marker that suppresses nothing.

    ## What it does
    Checks the markers in the comments of a Markdown document, and the entries of `ignore` in the configuration that name
    a text. Reports

    - a marker, or a name in it, that suppressed no finding of the rules that ran;
    - a name that no rule has;
    - an `ignore-end` without its `ignore-start`;
    - a comment that begins like a marker and is not a valid one;
    - an entry whose text stands in the document without such a finding in it, or, if its path names one file, is not there.

    〔原文如此〕 and [sic] are never reported: they are part of the text.

    ## Why it is bad
    A marker that outlives its reason hides the next defect in its place; a misspelt one hides nothing at all.

    ## Example
    Above a paragraph in which no word is broken:

    `<!-- jiaokan: ignore[break-in-word] -->`

    ## Fix safety
    Unsafe: another fix may have made the marker useless, and its author may want it to stay. The names that suppressed
    nothing are deleted; if none is left, the marker is, with its line if it stands alone there. The line is only emptied
    where two paragraphs would meet. There is no fix for the other three kinds.
    """
    for marker in unused:
        start, end, _ = marker.places[0]
        quoted = f"「{doc.text[start:end]}」"
        names = ", ".join(marker.names)
        if marker.reason == "entry":
            message = (
                f"The entry of the configuration for {names} in 「{marker.near[:30]}」 suppresses nothing: delete it."
            )
        elif marker.reason == "malformed":
            message = f"{quoted} is not a valid marker: write ignore, ignore-start, ignore-end or ignore-file."
        elif marker.reason == "unpaired":
            message = f"{quoted} ends no region: write ignore-start before it, or delete it."
        elif marker.reason == "unknown":
            advice = f"did you mean 「{marker.near}」?" if marker.near else "`jiaokan rules` lists them all."
            message = f"No rule is called 「{names}」: {advice}"
        elif marker.rest:
            message = f"The marker suppresses nothing for 「{names}」: delete the name."
        else:
            message = f"{quoted} suppresses nothing: delete it."
        edits = [removal(doc, place, marker.rest) for place in marker.places] if marker.reason == "unused" else []
        yield Finding(start, end, message, tuple(edit for edit in edits if edit))


def removal(doc: Document, place: Place, rest: tuple[str, ...]) -> Edit | None:
    """The edit that deletes a marker, or leaves `rest` of its names; None for an end without names, which stays."""
    start, end, brackets = place
    if rest:
        return Edit(*brackets, ", ".join(rest)) if brackets else None
    line = doc.lines[doc.line_at(start)]
    if line.text.strip(" \t\ufeff") == doc.text[start:end]:
        return line_removal(doc, doc.line_at(start))
    blanks = len(doc.text[line.start : start]) - len(doc.text[line.start : start].rstrip(" \t"))
    return Edit(start - blanks if end == line.end else start, end, "")


def line_removal(doc: Document, at: int) -> Edit:
    """The edit that deletes a line, or empties it where the paragraphs above and below would meet."""
    line, below = doc.lines[at], doc.lines[at + 1 : at + 2]
    begin = line.start + line.text.startswith("\ufeff")
    if at and below and doc.lines.texts[at - 1].strip() and below[0].text.strip():
        return Edit(begin, line.end, "")
    return Edit(begin, below[0].start if below else len(doc.text), "")
