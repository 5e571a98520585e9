"""Rules of a project's own, for tests that are to say nothing about the built-in ones."""

from __future__ import annotations

OLD_WORD = """
[[patterns]]
code = "HOUSE001"
pattern = "旧词"
message = "「旧词」 is out of use: write 「新词」."
replacement = "新词"
level = "error"
safety = "safe"
"""
DOUBT = """
[[patterns]]
code = "HOUSE002"
pattern = "疑问"
message = "「疑问」: ask the author."
replacement = "问题"
safety = "unsafe"
"""
NOTE = """
[[patterns]]
code = "NOTE001"
pattern = "注意"
message = "「注意」 was found."
level = "info"
"""
CONFIGURATION = f"""
select = ["HOUSE", "NOTE"]
exclude = ["drafts/"]
{OLD_WORD}{DOUBT}{NOTE}"""
BAD = "第一行。\n这里有旧词和疑问。\n"
