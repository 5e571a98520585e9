"""Punctuation marks, in the width and the pairs that Chinese writes."""
