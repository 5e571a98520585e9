"""What counts as running prose: asked here, and nowhere else.

The questions differ in how sure they have to be: name the criterion, not the rule that asks.
"""

from __future__ import annotations
