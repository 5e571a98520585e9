"""A linter for text corpora.

The names here are what rules and callers may rely on; see docs/stability.md.
"""

from jiaokan.document import Document as Document, Line as Line, Undecodable as Undecodable
from jiaokan.finding import (
    Edit as Edit,
    Finding as Finding,
    Fix as Fix,
    Hit as Hit,
    Level as Level,
    Related as Related,
    Safety as Safety,
)
from jiaokan.fix import Fixed as Fixed
from jiaokan.rule import Example as Example, Rule as Rule, rule as rule
