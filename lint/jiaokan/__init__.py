"""A linter for text corpora.

The names here are what rules and callers may rely on; see docs/stability.md.
"""

from __future__ import annotations

from jiaokan.api import Linter as Linter
from jiaokan.api import fix as fix
from jiaokan.api import lint as lint
from jiaokan.config import ConfigError as ConfigError
from jiaokan.document import Document as Document
from jiaokan.document import Line as Line
from jiaokan.document import Undecodable as Undecodable
from jiaokan.finding import Edit as Edit
from jiaokan.finding import Finding as Finding
from jiaokan.finding import Fix as Fix
from jiaokan.finding import Hit as Hit
from jiaokan.finding import Level as Level
from jiaokan.finding import Related as Related
from jiaokan.finding import Safety as Safety
from jiaokan.fixing import Applied as Applied
from jiaokan.fixing import Cycle as Cycle
from jiaokan.fixing import Fixed as Fixed
from jiaokan.linter import RuleError as RuleError
from jiaokan.markers import Place as Place
from jiaokan.proof import UnsoundFix as UnsoundFix
from jiaokan.result import FileResult as FileResult
from jiaokan.result import Run as Run
from jiaokan.rule import Example as Example
from jiaokan.rule import Rule as Rule
from jiaokan.rule import rule as rule
from jiaokan.settings import Settings as Settings
from jiaokan.suppress import Unused as Unused
