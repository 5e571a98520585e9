"""`python -m jiaokan`: the command line."""

from __future__ import annotations

from jiaokan.cli import main

main()
