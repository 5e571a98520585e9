from __future__ import annotations

import re

from jiaokan import Document, Edit, Finding, Level, Pattern, rule

# A figure of two groups and more is not a list: 4,000 ,000. After the comma a list is likely, but for a sum of money.
GROUPS = "(?<![0-9.,])[0-9]{1,3}(?:(?:,[0-9]{3})+ ,[0-9]{3}(?:,[0-9]{3})*| ,[0-9]{3}(?:,[0-9]{3})+)(?![0-9])"
MONEY = "(?<=[$＄￥¥€£])[0-9]{1,3}, [0-9]{3}(?:,[0-9]{3})+(?![0-9])"
PER_CENT = "(?<![0-9.])[0-9]{1,3} [.][0-9]{1,3}(?=[%％])"
MONTH = "(?<=[0-9] 年 )1 [0-2](?= 月)|(?<=[0-9]年)1 [0-2](?=月)|(?<=[0-9] 年 )1 [0-2](?=月)"
DAY = "(?<=[0-9] 月 )[1-3] [0-9](?= 日)|(?<=[0-9]月)[1-3] [0-9](?=日)|(?<=[0-9] 月)[1-3] [0-9](?= 日)"
SPACED = Pattern(f"{GROUPS}|{MONEY}|{PER_CENT}|{MONTH}|{DAY}")


@rule("SPC009", level=Level.ERROR, find=SPACED)
def space_in_number(match: re.Match[str], doc: Document) -> Finding:
    """A space inside a number.

    ## What it does
    Finds a space beside the comma of a number with two or more groups (4,000 ,000), before the point of a percentage
    (29 .55%), and between the two digits of a month or a day in a date (12月3 1日).

    ## Why it is bad
    The number becomes two smaller ones, and no program notices.

    ## Example
    ✗ 发行总额为4,000 ,000元，占29 .55%，自2021年1 2月2 8日起。
    ✓ 发行总额为4,000,000元，占29.55%，自2021年12月28日起。
    ✓ 三组各有1,000, 2,000 和 300 人，见第1 2章、2021年1月2日。

    ## Fix safety
    Safe: the space is deleted, and no other reading is possible.
    """
    at = match.start() + match[0].index(" ")
    number = match[0].replace(" ", "")
    message = f"「{match[0]}」 has a space inside the number: write 「{number}」."
    return Finding(*match.span(), message, (Edit(at, at + 1, ""),))
