"""A linter for text corpora.

The names here are what rules and callers may rely on; see docs/stability.md.
"""

from __future__ import annotations

from jiaokan.api import Linter as Linter
from jiaokan.api import fix as fix
from jiaokan.api import lint as lint
from jiaokan.config.settings import Settings as Settings
from jiaokan.errors import ConfigError as ConfigError
from jiaokan.linting.fix_checks import UnsoundFix as UnsoundFix
from jiaokan.linting.fixer import Applied as Applied
from jiaokan.linting.fixer import Cycle as Cycle
from jiaokan.linting.fixer import Fixed as Fixed
from jiaokan.linting.linter import RuleError as RuleError
from jiaokan.linting.markers import Place as Place
from jiaokan.linting.rule import Example as Example
from jiaokan.linting.rule import Rule as Rule
from jiaokan.linting.rule import rule as rule
from jiaokan.linting.suppression import Unused as Unused
from jiaokan.model.document import Document as Document
from jiaokan.model.document import Undecodable as Undecodable
from jiaokan.model.document import view as view
from jiaokan.model.finding import Edit as Edit
from jiaokan.model.finding import Finding as Finding
from jiaokan.model.finding import Fix as Fix
from jiaokan.model.finding import Level as Level
from jiaokan.model.finding import Related as Related
from jiaokan.model.finding import Safety as Safety
from jiaokan.model.lines import Line as Line
from jiaokan.run.result import FileResult as FileResult
from jiaokan.run.result import Run as Run
from jiaokan.search.literals import Literals as Literals
from jiaokan.search.ngrams import NgramTable as NgramTable
from jiaokan.search.pattern import Pattern as Pattern
from jiaokan.search.substitutes import SubstituteTable as SubstituteTable
