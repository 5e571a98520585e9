"""Markers in the text that suppress findings."""
