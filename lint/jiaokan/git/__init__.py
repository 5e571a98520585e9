"""Lint only the files and lines that git says changed."""
