from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from jiaokan import Document, Finding, Related, Safety, rule
from jiaokan_rules.repetition.shared_clauses import (
    Chain,
    DocumentClauses,
    Pairs,
    collect_clauses,
    count_documents,
    shared_chains,
)

CHARACTERS = 100
DOCUMENTS = 10
WHOLE = 0.8  # of a document's characters: what is left is its title, by-line and credits
HALF = 0.5  # of its characters are in clauses that are the same: what is left of a bad reading
PROSE = 0.3  # of a document's characters: clauses of five Chinese characters make up twice as much of any prose
ALMOST = 0.9  # of a statute's are: sister ordinances are made from one model
PARAGRAPH = "This paragraph is also in 「{path}」, {how}, from line {line} on: keep one of the two."
PARAGRAPHS = (
    "These {count} paragraphs or lines are also in 「{path}」, {how}, from line {line} on: keep one of the two."
)
DOCUMENT = "This document is also in 「{path}」, {how}, from line {line} on: keep one of the two."
DOUBT = 2  # times as many characters where a passage is not the same: reports of two events share a formula


def judge(
    texts: Sequence[DocumentClauses], *, min_characters: int = CHARACTERS, max_documents: int = DOCUMENTS
) -> Iterator[tuple[int, Finding]]:
    # By path, so that which of two is the copy does not depend on the order in which they were named.
    order = sorted(range(len(texts)), key=lambda n: texts[n].path)
    ordered = [texts[n] for n in order]
    shared = count_documents(ordered)
    for (copy, source), group in groupby(shared_chains(ordered, shared), key=lambda chain: (chain.copy, chain.source)):
        text, other, chains = ordered[copy], ordered[source], list(group)
        statute = text.statute or other.statute
        if is_contained(text, chains, ALMOST if statute else HALF) and text.sums[-1] >= min_characters:
            yield order[copy], report_document(text, other, chains)
        elif not statute:  # statutes legitimately share formulas and whole articles
            for passage in (passage_of(text, other, chain.core) for chain in chains if chain.core):
                own = (i for i in passage.same if shared.get(text.digests[i], 0) <= max_documents)
                if text.total(own) >= min_characters * (1 if passage.exact else DOUBT):
                    yield order[copy], report_passage(text, other, passage)


def is_contained(text: DocumentClauses, chains: Sequence[Chain], share: float) -> bool:
    """Whether a document is for the most part between the ends of chains, and a share of it in them.

    Of a document of tables, code or another language the clauses say too little.
    """
    between = {i for chain in chains for i in range(chain.pairs[0][0], chain.pairs[-1][0] + 1)}
    same = {i for chain in chains for i, _ in chain.pairs}
    total = text.sums[-1]
    if total < PROSE * text.size:
        return False
    return text.total(between) >= WHOLE * total and text.total(same) >= share * total


class Passage(NamedTuple):
    """Blocks `first` to `last` (both included) that the other document has as `source` to `end`.

    `same` are the clauses that are the same in it.
    """

    first: int
    last: int
    source: int
    end: int
    same: Sequence[int]
    exact: bool


def passage_of(text: DocumentClauses, other: DocumentClauses, pairs: Pairs) -> Passage:
    (i, j), (m, n) = pairs[0], pairs[-1]
    first, last, source, end = text.block_of[i], text.block_of[m], other.block_of[j], other.block_of[n]
    here, there = slice(*text.clauses_in(first, last)), slice(*other.clauses_in(source, end))
    exact = text.block_digests[first : last + 1] == other.block_digests[source : end + 1]
    exact = exact or text.digests[here] == other.digests[there]  # in other lines
    same = range(here.start, here.stop) if exact else [i for i, _ in pairs]
    return Passage(first, last, source, end, same, exact)


def report_passage(text: DocumentClauses, other: DocumentClauses, passage: Passage) -> Finding:
    count = passage.last - passage.first + 1
    how = "word for word" if passage.exact else "nearly the same"
    return report(text, other, passage, PARAGRAPHS if count > 1 else PARAGRAPH, count=count, how=how)


def report_document(text: DocumentClauses, other: DocumentClauses, chains: Sequence[Chain]) -> Finding:
    """A finding from the first block of the document to the last."""
    theirs = [other.block_of[j] for chain in chains for _, j in chain.pairs]
    passage = Passage(0, len(text.starts) - 1, min(theirs), max(theirs), (), exact=False)
    there = other.digests[slice(*other.clauses_in(passage.source, passage.end))]
    how = "word for word" if text.digests == there else "or nearly all of it is"
    return report(text, other, passage, DOCUMENT, how=how)


def report(text: DocumentClauses, other: DocumentClauses, passage: Passage, message: str, **values: object) -> Finding:
    line = other.lines[passage.source]
    where = f"The other copy, from line {line} on."
    related = Related(other.starts[passage.source], other.ends[passage.end], where, other.path)
    start, end = text.starts[passage.first], text.ends[passage.last]
    return Finding(start, end, message.format(path=other.path, line=line, **values), related=(related,))


@rule("DUP008", safety=Safety.DISPLAY, on=False, reduce=judge)
def duplicate_across_documents(
    doc: Document, *, min_characters: int = CHARACTERS, max_documents: int = DOCUMENTS
) -> DocumentClauses | None:
    """A paragraph, a passage or a document that another document of the run has too.

    ## What it does
    Compares the documents of one run by their clauses (what stands between two marks of punctuation), whatever their
    line breaks, and reports in each what one before it, by path, has already: one finding for a passage of consecutive
    paragraphs, one for a document that is (nearly) whole in another. In a passage that is nearly the same, four of ten
    characters may be in clauses that differ (five in a whole document), since a misread character spoils its clause;
    but it must be twice as long as one that is the same. Sentences quoted inside a paragraph, tables, code, and
    passages of statutes are sound. It is off by default: it needs the documents of a whole corpus. `--extend-select
    DUP008` turns it on.

    ## Why it is bad
    An article was crawled or scanned twice, or stands in two editions. A model trained on the corpus sees it twice as
    often, and a split into training and test texts leaks.

    ## Example
    An article that was crawled from two sites: `b/0412.txt` is reported, `a/0397.txt`, which comes before it, is named.

    ## Fix safety
    There is no fix: which copy is the better one, only a reader can say.

    ## Options
    - `min-characters`: how many characters of a passage, in clauses that are the same, make a finding. A quotation, the
      formula of an announcement or a note on the author is shorter than a hundred.
    - `max-documents`: a clause in more documents than these is boilerplate of their source (a notice, a footer), and
      does not count; but a document that is whole in another is reported however many there are.
    """
    return collect_clauses(doc)
