"""Many files through the linter."""
