"""`python -m jiaokan`: the command line."""

from __future__ import annotations

from jiaokan.cli.main import main

main()
