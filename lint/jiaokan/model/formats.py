"""What a document is: plain prose, Markdown, HTML, or something that is no prose, such as data, code and subtitles.

The name decides where it says something; where it does not, as `.txt`, and without a name, the content does.
"""

from __future__ import annotations

from enum import Enum
from fnmatch import fnmatchcase

from jiaokan.model.structure import first_lines, is_surely_prose, sample_of
from jiaokan.model.structured_text import kind_of


class Format(Enum):
    """The formats; the values are how messages call them."""

    PROSE = "plain text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    MARKUP = "markup"  # of a kind that is not read: reStructuredText, LaTeX, wikitext, XML ...
    DATA = "data"
    CODE = "code"
    SUBTITLES = "subtitles"
    LOG = "a log"
    LIST = "a list of words"

    @property
    def prose(self) -> bool:
        """Whether the document holds prose that can be told from what is around it."""
        return self in PROSE_FORMATS


PROSE_FORMATS = frozenset({Format.PROSE, Format.MARKDOWN, Format.HTML})

SUFFIXES = {
    Format.MARKDOWN: "md markdown mdown mkd mdx qmd rmd",
    Format.HTML: "html htm xhtml",
    Format.MARKUP: "rst adoc asciidoc org tex latex sty cls ltx wiki mediawiki wikitext textile typ xml tei xsl xsd "
    "rss atom svg opml fb2 pod roff man texi rtf docbook dita mathml",
    Format.DATA: "json jsonl ndjson json5 jsonc geojson ipynb csv tsv tab psv parquet arrow feather yaml yml toml ini "
    "cfg conf properties env desktop plist reg po pot xliff xlf bib ris enw conll conllu bio iob vec dic dict b64 pem "
    "hex vcf ics lock",
    Format.CODE: "c h cc cpp cxx hpp hh m mm cs java kt kts scala groovy gradle js mjs cjs jsx ts tsx vue svelte py "
    "pyi pyx rb go rs php pl pm sh bash zsh fish ps1 bat cmd sql lua swift r jl hs ml mli clj lisp el scm erl ex exs "
    "dart pas asm s v sv vhd vb vbs f90 css scss sass less cmake mk mak proto thrift graphql tf diff patch tcl awk sed "
    "vim j2 tmpl ejs",
    Format.SUBTITLES: "srt lrc vtt ass ssa sub sbv smi krc qrc",
    Format.LOG: "log",
}
BY_SUFFIX = {suffix: some for some, suffixes in SUFFIXES.items() for suffix in suffixes.split()}
# Names that tools read, whatever their suffix; in lower case.
NAMES = {
    Format.CODE: "cmakelists.txt meson_options.txt makefile gnumakefile dockerfile containerfile jenkinsfile "
    "vagrantfile gemfile rakefile procfile justfile manifest.in",
    Format.DATA: "requirements*.txt *-requirements.txt *_requirements.txt constraints.txt robots.txt ads.txt "
    "app-ads.txt cmakecache.txt entry_points.txt top_level.txt sources.txt requires.txt pipfile codeowners "
    ".editorconfig .gitignore .gitattributes .dockerignore .env",
}
PATTERNS = tuple((pattern, some) for some, patterns in NAMES.items() for pattern in patterns.split())


def format_of(text: str, path: str | None) -> Format:
    """The format of a text, by its name first; of its content only a sample is looked at."""
    named = format_of_name(path) if path else None
    if named is not None:
        return named
    head = first_lines(text)
    if is_surely_prose(head) or not kind_of(head):
        return Format.PROSE
    kind = kind_of(sample_of(text))
    return Format[kind.upper()] if kind else Format.PROSE


def format_of_name(path: str) -> Format | None:
    """The format that a path says by its name or suffix; None where it says nothing, as `.txt` does."""
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    if name.endswith((".md", ".markdown")):
        return Format.MARKDOWN
    for pattern, some in PATTERNS:
        if name == pattern or ("*" in pattern and fnmatchcase(name, pattern)):
            return some
    stem, dot, suffix = name.rpartition(".")
    return BY_SUFFIX.get(suffix) if dot and stem else None
