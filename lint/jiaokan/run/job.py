"""One file through a run: read, taken from the cache or linted, fixed, and its result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jiaokan.errors import ConfigError
from jiaokan.linting.corpus_rules import collect_facts
from jiaokan.linting.fix_checks import UnsoundFix
from jiaokan.linting.fixer import Cycle, Fixed, select_non_overlapping
from jiaokan.linting.linter import Broken, fix_document, with_text
from jiaokan.linting.rule_set import RuleSet
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding
from jiaokan.model.formats import Format
from jiaokan.run import source
from jiaokan.run.options import RunOptions
from jiaokan.run.result import FileResult
from jiaokan.run.source import Source, SourceError

if TYPE_CHECKING:
    from jiaokan.config.settings import Project, Settings
    from jiaokan.run.cache import Cache
    from jiaokan.run.profile import NewTimer


NO_FIX_IN_DATA = "It is data, which is not fixed as plain text; file left unchanged."


class Task(NamedTuple):
    """What a run does with every file.

    `arrays`: search the texts of a batch together with numpy; it changes only the time. `fingerprint`: that of the
    code, for the keys of the cache; "" without a cache. `contents`: the files that hold the bytes of those files that
    are not read from their paths. `without`: rules to leave out, each as "code name".
    """

    project: Project
    options: RunOptions
    arrays: bool = False
    fingerprint: str = ""
    contents: Mapping[str, str] = {}
    without: tuple[str, ...] = ()


class LintJob(NamedTuple):
    """A text to lint, and the rules that run on it; `key`: that of its cache entry, empty without one.

    `broken` is filled with the rules that break on it.
    """

    source: Source
    doc: Document
    settings: Settings
    rules: RuleSet
    key: bytes
    broken: Broken


def prepare(item: str | Source, task: Task, cache: Cache | None, new_timer: NewTimer | None) -> LintJob | FileResult:
    """The job for a path or a text; or already its result, if the cache has it or the file cannot be read."""
    path = item if isinstance(item, str) else item.path
    try:
        if isinstance(item, Source):
            return lint_job(item, task, b"", new_timer)
        settings = task.project.settings_for(path)
        data = source.read_bytes(task.contents.get(path, path))
        key = cache.key(settings, path, data) if cache else b""
        entry = cache.get(key) if cache and key else None
        fix = task.options.fix
        if entry and (fix is None or not any(select_non_overlapping(entry.findings, fix))):
            if not entry.findings:
                return FileResult(path, characters=entry.characters)
            doc = source.decode(data, path, settings.encoding_for(path)).document
            notes = notes_of(doc, entry.findings, task)
            return FileResult(path, doc.text, entry.findings, characters=entry.characters, notes=notes)
        read = source.decode(data, path, settings.encoding_for(path))
        if fix is None:  # the bytes are needed only to write the file
            read = read._replace(data=b"")
        return lint_job(read, task, key, new_timer)
    except SourceError as error:
        return FileResult(path, errors=(str(error),))
    except ConfigError:
        raise
    except Exception as error:
        return internal_error(path, error)


def lint_job(read: Source, task: Task, key: bytes, new_timer: NewTimer | None) -> LintJob:
    settings = task.project.settings_for(read.path)
    rules = settings.rules_for(read.path)
    if task.without:
        running = (some for some in rules if f"{some.rule.code} {some.rule.name}" not in task.without)
        rules = RuleSet(running).ignoring(rules.ignored)
    doc = replace(read.document, timer=new_timer()) if new_timer else read.document
    return LintJob(read, doc, settings, rules, key, {})


def internal_error(path: str, error: Exception) -> FileResult:
    return FileResult(path, errors=(f"jiaokan itself failed on it: {type(error).__name__}: {error}",))


def finish(job: LintJob, found: list[Finding] | Exception, task: Task, cache: Cache | None) -> FileResult:
    """The result of a text from the findings in it, or from the error that linting it raised."""
    try:
        if isinstance(found, Exception):
            raise found
        result = fix_and_finish(job, found, task)
        if cache and job.key and not (result.errors or result.applied):
            cache.put(job.key, len(job.doc.text), result.findings)
        return result
    except ConfigError:
        raise
    except Exception as error:
        return internal_error(job.source.path, error)


def fix_and_finish(job: LintJob, found: list[Finding], task: Task) -> FileResult:
    """The result of a text with the fixes that the task asks for; a file is written here."""
    doc = job.doc
    errors: list[str] = []
    fixed = Fixed(doc.text, [], found)
    if task.options.fix is not None and not doc.undecodable:
        try:
            fixed = fix_document(doc, job.rules, task.options.fix, job.settings.rules, job.broken, found)
            write_fixed(job.source, fixed.text, task)
        except (Cycle, UnsoundFix, SourceError) as error:
            fixed = Fixed(doc.text, [], found)
            errors.append(str(error) if isinstance(error, SourceError) else f"{error} Nothing in it was fixed.")
    facts = collect_facts(doc if fixed.text is doc.text else with_text(doc, fixed.text), job.rules, job.broken)
    errors += map(str, job.broken.values())
    shown = fixed.left or fixed.applied or errors or facts
    return FileResult(
        job.source.path,
        fixed.text if shown else "",
        tuple(fixed.left),
        doc.text if fixed.text != doc.text else None,
        tuple(fixed.applied),
        tuple(errors),
        len(doc.text),
        facts,
        getattr(doc.timer, "seconds", {}),
        notes_of(doc, found, task),
    )


def notes_of(doc: Document, found: Iterable[Finding], task: Task) -> tuple[str, ...]:
    """What is to be said of a text that is data, if it would be fixed as plain text."""
    unfixed = task.options.fix is not None and doc.format is Format.DATA and any(finding.edits for finding in found)
    return (NO_FIX_IN_DATA,) if unfixed else ()


def write_fixed(read: Source, text: str, task: Task) -> None:
    """Write a fixed text; if it is not to be written, check that it could be encoded."""
    if text == read.document.text:
        return
    if task.options.write:
        read.write(text)
    elif read.encoding:
        read.encoded(text)
