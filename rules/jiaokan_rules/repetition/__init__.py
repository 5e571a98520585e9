"""Repetition: blocks, sections, words and characters that stand twice."""
