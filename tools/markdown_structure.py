"""See whether fixes leave the structure of Markdown alone: the HTML before and after differs in text only.

    python tools/markdown_structure.py [--unsafe] FOLDER...

Every file of Markdown below the folders is fixed and rendered, before and after, by two renderers. Tags, attributes and
code must be the same; attributes for people (alt, title) are text. Needs markdown-it-py (in the extra `dev`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path

import pyromark
from markdown_it import MarkdownIt

from jiaokan import Linter, Safety

TEXT = "text"
FOR_PEOPLE = ("alt", "title")
CODE = ("code", "pre", "script", "style")
OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_MATH
)
MARKDOWN_IT = MarkdownIt("commonmark").enable(["table", "strikethrough"])
SHOWN = 20  # files


class Structure(HTMLParser):
    """The tags of a page with their attributes, and the code; of other text only that it is there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.text = ""
        self.depth = 0  # of elements with code

    def end_text(self) -> None:
        if self.text.strip():
            self.parts.append(f"code {self.text}" if self.depth else TEXT)
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.end_text()
        self.parts.append(f"<{tag} {[pair for pair in attrs if pair[0] not in FOR_PEOPLE]}>")
        self.depth += tag in CODE

    def handle_endtag(self, tag: str) -> None:
        self.end_text()
        self.parts.append(f"</{tag}>")
        self.depth -= tag in CODE

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.end_text()
        self.parts.append(f"<!--{data}-->")


def structure(page: str) -> list[str]:
    """What must stay the same of a page of HTML."""
    reader = Structure()
    reader.feed(page)
    reader.close()
    reader.end_text()
    return reader.parts


def differences(before: str, after: str) -> Iterator[str]:
    """How the structure of two texts in Markdown differs."""
    for render in (lambda text: pyromark.html(text, options=OPTIONS), MARKDOWN_IT.render):
        old, new = structure(render(before)), structure(render(after))
        for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what != "equal":
                yield f"{' '.join(old[a:b])[:200]} → {' '.join(new[c:d])[:200]}"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--unsafe", action="store_true", help="apply unsafe fixes too")
    options = parser.parse_args(arguments)
    linter, safety = Linter(isolated=True), Safety.UNSAFE if options.unsafe else Safety.SAFE
    paths = sorted(path for folder in options.folders for path in folder.rglob("*.md"))
    fixed, broken = 0, 0
    for path in paths:
        text = path.read_bytes().decode("utf-8", "replace")
        after = linter.fix(text, path=str(path), safety=safety).text
        fixed += after != text
        if found := list(differences(text, after)) if after != text else []:
            broken += 1
            if broken <= SHOWN:
                print(path, *found, sep="\n    ")
    print(f"{len(paths)} files, {fixed} fixed, the structure of {broken} differs")
    return int(broken > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
