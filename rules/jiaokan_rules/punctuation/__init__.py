"""Punctuation marks, in the width and the pairs that Chinese writes."""

from jiaokan.script import HAN as HAN
