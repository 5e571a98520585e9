"""What the search finds in tables of n-grams by arrays is what it finds without, and what the words themselves say."""

from __future__ import annotations

import random
from pathlib import Path

import marisa_trie
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from table_search import found_by_arrays

from jiaokan.search.ngram_hashes import CHUNK
from jiaokan.search.ngrams import NearMatch, NgramTable, anchor
from jiaokan_rules.characters.near_words import NEAR_WORDS

WORDS = {"灰头土脸": [0, 1, 2, 3], "颈椎病": [0, 1, 2], "土头灰脸": [2]}
SIMILAR = {"土": "士工", "椎": "锥推", "灰": "厌", "脸": "验险", "头": "买", "颈": "劲", "病": "疴"}
RIGHTS = "".join(sorted({c for entry in NEAR_WORDS.trie.items() for c in entry[1].decode()} - set("0123 ")))

slips = st.sampled_from(RIGHTS).map(lambda c: random.Random(c).choice(NEAR_WORDS.similar(c) or c))
entries = st.sampled_from([entry for _, value in NEAR_WORDS.trie.items() for entry in value.decode().split(" ")])


@st.composite
def misread(draw: st.DrawFn) -> str:
    """A word of the table with a similar character in one of its gaps."""
    entry: str = draw(entries)
    word: str = entry.rstrip("0123")
    gap = int(draw(st.sampled_from(entry[len(word) :])))
    return word[:gap] + draw(st.sampled_from(NEAR_WORDS.similar(word[gap]) or "\n")) + word[gap + 1 :]


pieces = misread() | slips | st.sampled_from([*"\n\0的一𠮷\ud800\uffff", "灰头", "一只"]) | st.characters()
texts = st.lists(st.lists(pieces, max_size=20).map("".join), max_size=5)


@pytest.mark.slow
@settings(deadline=None)  # the first call makes tables
@given(texts)
@example(["他灰头士脸地走了进来。", "", "她多年患有颈锥病", "病", "灰头士"])
def test_near_matches_are_the_same_by_arrays(texts: list[str]) -> None:
    assert found_by_arrays(NEAR_WORDS, texts) == [NEAR_WORDS.find(text) for text in texts]


@pytest.mark.parametrize("shift", range(6))
def test_near_matches_are_found_where_chunks_meet(shift: int) -> None:
    text = "的" * (CHUNK - shift) + "灰头士脸" + "的" * (CHUNK - 4) + "颈锥病"
    found = NEAR_WORDS.find(text)
    assert [match.ngram for match in found] == ["灰头土脸", "颈椎病"]
    assert found_by_arrays(NEAR_WORDS, [text, text]) == [found, found]


def test_short_texts_are_looked_through_like_long_ones() -> None:
    text = "他灰头士脸地走了进来。她多年患有颈锥病。大家束手无茉，两村只有一街之隔，离家越走越近。𠮷\ud800\0"
    table = NgramTable(NEAR_WORDS.path, NEAR_WORDS.similar)
    short = table.find(text)
    assert short
    table.searched = 1 << 20
    assert table.find(text) == short


@pytest.fixture(scope="session")
def small_table(tmp_path_factory: pytest.TempPathFactory) -> NgramTable:
    """The table of `WORDS`, each n-gram under the pairs that its gaps ask for."""
    path: Path = tmp_path_factory.mktemp("ngrams") / "words.marisa"
    rows: dict[str, dict[str, str]] = {}
    for word, gaps in WORDS.items():
        for gap in gaps:
            first, step = anchor(len(word), gap)
            row = rows.setdefault(f"{step}{word[first]}{word[first + step]}", {})
            row[word] = row.get(word, "") + str(gap)
    packed = [(key, " ".join(word + gaps for word, gaps in row.items()).encode()) for key, row in rows.items()]
    marisa_trie.BytesTrie(packed).save(str(path))
    return NgramTable(path, lambda character: SIMILAR.get(character, ""))


@settings(deadline=None)
@given(text=st.text(st.sampled_from("灰头土脸颈椎病" + "".join(SIMILAR.values())), max_size=30))
@example(text="厌头土脸灰买土脸灰头士脸灰头土险劲椎病颈推病颈椎疴")
def test_near_matches_are_n_grams_but_for_a_similar_character(small_table: NgramTable, text: str) -> None:
    right = {
        NearMatch(start, word, gap)
        for word, gaps in WORDS.items()
        for gap in gaps
        for start in range(len(text))
        for there in [text[start : start + len(word)]]
        if len(there) == len(word)
        and there[gap] in SIMILAR[word[gap]]
        and there[:gap] + word[gap] + there[gap + 1 :] == word
    }
    found = small_table.find(text)
    assert set(found) == right
    assert len(found) == len(right)
    assert found_by_arrays(small_table, [text]) == [found]
