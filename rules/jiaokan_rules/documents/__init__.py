"""The document as a whole: whether it is language, and which."""

HAN = "㐀-鿿豈-龎𠀀-𲎯〇"
"""Han characters, as they stand between [ and ] of a pattern."""
