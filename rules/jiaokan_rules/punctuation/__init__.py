"""Punctuation marks, in the width and the pairs that Chinese writes."""

HAN = "㐀-鿿豈-龎𠀀-𲎯〇々〆"
"""Han characters, as they stand between [ and ] of a pattern."""
