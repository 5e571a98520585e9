"""Guess the encoding of bytes: decoded with the right one, they are made of words."""

from __future__ import annotations

import codecs
import re

SAMPLE = 400  # code points looked at in each of three places of a text

# Mean log-probability of a code point in the likeliest words of a text. In the right encoding Chinese of every kind
# (news, law, technical prose, old verse; simplified or traditional) lies between -9 and -4, in a wrong one near -17.
LIKELY = -11.0
STRANGE = -20.0  # what the lexicon gives a character that it lacks

MARKS = (
    ("UTF-8", codecs.BOM_UTF8),
    ("UTF-32", codecs.BOM_UTF32_LE),  # before UTF-16, whose mark it begins with
    ("UTF-32", codecs.BOM_UTF32_BE),
    ("UTF-16", codecs.BOM_UTF16_LE),
    ("UTF-16", codecs.BOM_UTF16_BE),
)


def unmarked(codec: str, data: bytes) -> str:
    """The codec that keeps a byte order mark as a code point of the text and puts none of its own before it."""
    if codec == "utf-8-sig":
        return "utf-8"
    if codec == "utf-16":
        return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else "utf-16-le"
    if codec == "utf-32":
        return "utf-32-be" if data.startswith(codecs.BOM_UTF32_BE) else "utf-32-le"
    return codec


def fitting(data: bytes) -> str | None:
    """The name of the encoding that reads all of the bytes as likely text, or None if none does."""
    for name, mark in MARKS:
        if data.startswith(mark) and decoded(data, unmarked(name.lower(), data)) is not None:
            return name
    if b"\0" in data:
        # Half the bytes of a line feed or a Latin letter are NUL in UTF-16; in the others NUL is not text.
        guesses = [("UTF-32", "utf-32-le"), ("UTF-32", "utf-32-be"), ("UTF-16", "utf-16-le"), ("UTF-16", "utf-16-be")]
        ordinary = r"[\t\n\f\r -~\u3000-\u30ff\uac00-\ud7a3\uff00-\uffef“”‘’—…·]+"
    else:
        guesses = [
            ("UTF-8", "utf-8"),
            ("GB18030", "gb18030"),
            ("Big5", "big5"),
            ("Big5", "cp950"),
            ("Big5", "big5hkscs"),
        ]
        # Not kana: EUC-JP has them where GB18030 does, and is not it.
        ordinary = r"[\t\n\f\r -~\u3000-\u301f\uff00-\uff65“”‘’—…·]+"
    best, fit = LIKELY, None
    for name, codec in guesses:
        text = decoded(data, codec)
        if text is not None and (score := likelihood(text, ordinary)) > best:
            best, fit = score, name
    return fit


def decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def likelihood(text: str, ordinary: str) -> float:
    """The mean log-probability (natural) of the code points of a sample of `text`, without those of class `ordinary`.

    0.0 for a text of these alone: it is likely, since it decoded.
    """
    from jiaokan.language import lexicon, script

    middle = max(0, len(text) // 2 - SAMPLE)
    sample = text if len(text) <= 4 * SAMPLE else text[:SAMPLE] + text[middle : middle + SAMPLE] + text[-SAMPLE:]
    rest = script.simplified(re.sub(ordinary, "", sample).replace("\ufeff", ""))
    if not rest:
        return 0.0
    strange = len(re.findall("[^㐀-鿿]", rest))
    han = re.sub("[^㐀-鿿]+", "", rest)
    return (lexicon.cut(han).log_probability + strange * STRANGE) / len(rest)
