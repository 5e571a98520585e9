"""jiaokan from Python: the same findings and fixes as on the command line, which is built on this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jiaokan.linting.fixer import Fixed
from jiaokan.linting.linter import fix_document, lint_documents
from jiaokan.model.document import Document
from jiaokan.model.finding import Finding, Safety
from jiaokan.run import session
from jiaokan.run.collect import Receive
from jiaokan.run.options import RunOptions
from jiaokan.run.result import Run

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from jiaokan.baseline.baseline import Baseline
    from jiaokan.baseline.record import Recorded
    from jiaokan.config.settings import Project, Settings
    from jiaokan.git.changes import ChangedFiles


class Linter:
    r"""Texts and files, linted under the configuration that the command line would find.

    The keywords are the options of the command line, and relative paths begin at the working folder as they do there.
    Every method raises `ConfigError` where the settings are wrong.

    >>> linter = Linter(isolated=True, select=["SCR"])
    >>> [(f.code, f.start, f.end) for f in linter.lint("　　家家户戶都来了，大家围在一起说话。")]
    [('SCR001', 5, 6)]
    >>> linter.fix("　　家家户戶都来了，大家围在一起说话。").text
    '\u3000\u3000家家户户都来了，大家围在一起说话。'
    """

    def __init__(
        self,
        *,
        select: Iterable[str] = (),
        extend_select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_ignore: Iterable[str] = (),
        exclude: Iterable[str] = (),
        config: Path | str | None = None,
        isolated: bool = False,
        force_exclude: bool = True,
    ) -> None:
        from jiaokan.config.settings import Overrides, Project

        self._project = Project(
            Overrides(
                select=tuple(select),
                extend_select=tuple(extend_select),
                ignore=(*ignore, *extend_ignore),
                exclude=tuple(exclude),
                config=Path(config) if config else None,
                isolated=isolated,
                force_exclude=force_exclude,
            )
        )

    def settings_for(self, path: str | Path | None = None) -> Settings:
        """The settings in force for a file, or for a text without a path; the file need not exist."""
        return self._project.settings_for(path or "-")

    def lint(self, text: str, *, path: str | None = None) -> list[Finding]:
        """The findings in a text, as `jiaokan.lint` gives them."""
        return lint(text, path=path, settings=self.settings_for(path))

    def fix(self, text: str, *, path: str | None = None, safety: Safety = Safety.SAFE) -> Fixed:
        """The text with its fixes, as `jiaokan.fix` gives them."""
        return fix(text, path=path, safety=safety, settings=self.settings_for(path))

    def run(
        self,
        paths: str | Path | Iterable[str | Path] = (".",),
        *,
        fix: Safety | None = None,
        write: bool = True,
        jobs: int | None = 1,
        cached: bool = False,
        profile: bool = False,
        limit: float = 0,
        watch: session.ProgressListener | None = None,
        baseline: Path | str | None = None,
        since: str | None = None,
        staged: bool = False,
        changed_lines: bool = False,
    ) -> Run:
        r"""Lint files and folders; with `fix` repair in them what is at least as safe.

        `write`: False touches no file, and the results say what would change. `jobs`: number of processes (None: as
        many as the input is worth); it changes no result, and where processes are not forked, more than one needs a
        program that guards its main module. `cached`: reuse the results of files that have not changed. `profile`:
        measure the time of each rule and view. `limit`: seconds that a rule may take on one file. `watch` learns how
        far the run is. `baseline`: leave out the findings that this file records. What cannot be read or fixed is in
        the result.

        `since`: only files that git says changed since the merge base of HEAD and this revision. `staged`: what git
        will commit, instead of the files. `changed_lines`, with one of the two: only findings that touch changed lines
        or their blocks. Neither `staged` nor `changed_lines` goes with `fix`.

        >>> import tempfile
        >>> folder = Path(tempfile.mkdtemp())
        >>> _ = (folder / "a.txt").write_text("　　雨停了，山谷里起了雾。  \n", encoding="utf-8")
        >>> run = Linter(isolated=True).run([folder], fix=Safety.SAFE)
        >>> [applied.finding.code for result in run.results for applied in result.applied]
        ['SPC004']
        """
        options = RunOptions(
            fix=fix,
            write=write,
            jobs=jobs,
            cached=cached,
            profile=profile,
            time_limit=limit,
            baseline=Path(baseline) if baseline else None,
            since=since,
            staged=staged,
            changed_lines=changed_lines,
        )
        return self.check(paths, options, watch=watch)

    def check(
        self,
        paths: str | Path | Iterable[str | Path],
        options: RunOptions,
        *,
        watch: session.ProgressListener | None = None,
        receive: Receive | None = None,
        keep: bool = True,
    ) -> Run:
        """Lint files and folders as `run` does, with its keywords as one value.

        `receive` is given the results that a report says something about, in order, each as soon as nothing can change
        it; without `keep` the run has none of them, so that they take no memory.
        """
        named = path_list(paths)
        with changes_for(named, self._project, options) as changed:
            baseline = load_baseline(options.baseline)
            return session.run(
                named,
                self._project,
                options,
                watch=watch,
                receive=receive,
                keep=keep,
                baseline=baseline,
                changed=changed,
            )

    def record(
        self,
        paths: str | Path | Iterable[str | Path],
        baseline: Path | str,
        *,
        prune: bool = False,
        watch: session.ProgressListener | None = None,
    ) -> Recorded:
        """Record the findings in files and folders in a baseline; its entries of other files and rules stay.

        With `prune` nothing is added: only stale entries are deleted. If the run has errors, nothing is written.
        Raises `OSError` if the baseline cannot be written.
        """
        from jiaokan.baseline.record import record

        return record(path_list(paths), self._project, Path(baseline), prune=prune, watch=watch)

    def run_texts(self, texts: Mapping[str, str], *, fix: Safety | None = None) -> Run:
        r"""Lint texts by the paths they would have, together, so that rules about a whole corpus see all of them.

        >>> run = Linter(isolated=True).run_texts({"a.txt": "　　雨停了。  \n", "b.txt": ""})
        >>> [(result.path, finding.code) for result in run.results for finding in result.findings]
        [('a.txt', 'SPC004'), ('b.txt', 'DOC001')]
        """
        return session.run_texts(texts, self._project, fix=fix)

    def run_bytes(
        self, data: bytes, path: str, *, fix: Safety | None = None, baseline: Path | str | None = None
    ) -> tuple[Run, bytes]:
        """Lint the bytes of one file named `path`; also returns its bytes after the fixes."""
        return session.run_bytes(data, path, self._project, fix=fix, baseline=load_baseline(baseline))


def path_list(paths: str | Path | Iterable[str | Path]) -> list[str]:
    """One path or several, as a list. A string is one path: its letters, "." among them, are not paths."""
    return [str(paths)] if isinstance(paths, (str, Path)) else list(map(str, paths))


def changes_for(paths: list[str], project: Project, options: RunOptions) -> AbstractContextManager[ChangedFiles | None]:
    if options.since is None and not options.staged:
        return nullcontext()
    from jiaokan.git.changes import changed_files

    return changed_files(paths, project, since=options.since, staged=options.staged, by_line=options.changed_lines)


def load_baseline(file: Path | str | None) -> Baseline | None:
    if file is None:
        return None
    from jiaokan.baseline.baseline import load

    return load(Path(file))


@cache
def defaults() -> Settings:
    """The settings where nothing is configured: the rules of the installed packages that are on."""
    from jiaokan.config.settings import Project

    return Project().default


def lint(text: str, *, path: str | None = None, settings: Settings | None = None) -> list[Finding]:
    r"""The findings in a text, in order; no file is read, and no configuration but what `settings` says.

    `path` tells the format (`.md` is Markdown) and which settings hold. Raises `RuleError` if a rule breaks.

    >>> [(f.name, f.message) for f in lint("　　家家户戶都来了，大家围在一起说话。\n")]
    [('mixed-variant', '「戶」 is a traditional character in simplified text: write 「户」.')]
    """
    chosen = settings or defaults()
    (findings,) = lint_documents([Document(text, path)], chosen.rules_for(path), chosen.rules)
    return findings


def fix(text: str, *, path: str | None = None, safety: Safety = Safety.SAFE, settings: Settings | None = None) -> Fixed:
    r"""The text with every fix at or above `safety`, what was applied, and the findings that are left.

    Raises `Cycle` if the fixes of some rules undo each other, `UnsoundFix` if one would change what no fix may, and
    `RuleError` if a rule breaks.

    >>> fixed = fix("　　雨停了，山谷里起了雾。  \n")
    >>> fixed.text, [(a.finding.code, a.start, a.before, a.after) for a in fixed.applied], fixed.left
    ('\u3000\u3000雨停了，山谷里起了雾。\n', [('SPC004', 13, '  ', '')], [])
    """
    chosen = settings or defaults()
    return fix_document(Document(text, path), chosen.rules_for(path), safety, chosen.rules)
