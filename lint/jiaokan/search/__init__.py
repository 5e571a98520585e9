"""Patterns, and where in many texts they may match."""
