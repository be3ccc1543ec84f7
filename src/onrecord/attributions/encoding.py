"""Text → the arrays the model reads: word pieces, their features, their offsets.

Training and run time both go through this module, so the model is never asked about an input it
was not trained on.

Beside the uncased word pieces the model gets two features that uncased pieces lose and that a
reader of news relies on: the case of the word, and the line break before it. Both have a value 0
for "not known", which training draws now and then so that the model can do without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["BREAKS", "CASES", "Pieces", "encode", "load_tokenizer"]

Int = NDArray[np.int32]

#: Values of the case feature: unknown or caseless, lower, Title, UPPER, miXed.
CASES = 5
#: Values of the break feature: unknown or none, line break, blank line.
BREAKS = 3

_SURROGATE = re.compile(r"[\ud800-\udfff]")  # half a code point: no tokenizer takes it
_CHUNK = 200_000  # code points tokenised at a time, to bound the tokenizer's memory


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text cut into N word pieces.

    Attributes:
        ids: vocabulary ids, int32 [N].
        starts: offset of the first code point of each piece, int32 [N].
        ends: offset after the last code point of each piece, int32 [N].
        words: index of the word each piece belongs to, int32 [N], not decreasing. A word is a run
            of letters and digits, or one punctuation mark.
        cases: case feature of the piece's word, int32 [N], in ``range(CASES)``.
        breaks: line break before the piece, int32 [N], in ``range(BREAKS)``.
    """

    ids: Int
    starts: Int
    ends: Int
    words: Int
    cases: Int
    breaks: Int

    def __len__(self) -> int:
        return len(self.ids)


def load_tokenizer(path: Path) -> Tokenizer:
    """Load the tokenizer file of a model, with truncation and padding off."""
    tokenizer = _read_tokenizer(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@cache
def _read_tokenizer(path: str) -> Tokenizer:
    from tokenizers import Tokenizer  # late: it is the slow part of `import onrecord`

    return Tokenizer.from_file(path)


def encode(text: str, tokenizer: Tokenizer) -> Pieces:
    """Cut a text into word pieces with features; any text, of any length, gives a result."""
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    words: list[int] = []
    next_word = 0
    for base, chunk in _chunks(text):
        encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", chunk), add_special_tokens=False)
        ids.extend(encoding.ids)
        offsets = encoding.offsets
        starts.extend([start + base for start, _ in offsets])
        ends.extend([end + base for _, end in offsets])
        chunk_words = [word if word is not None else 0 for word in encoding.word_ids]
        words.extend(word + next_word for word in chunk_words)
        if chunk_words:
            next_word = words[-1] + 1
    word_index = np.asarray(words, dtype=np.int32)
    start_array = np.asarray(starts, dtype=np.int32)
    end_array = np.asarray(ends, dtype=np.int32)
    return Pieces(
        ids=np.asarray(ids, dtype=np.int32),
        starts=start_array,
        ends=end_array,
        words=word_index,
        cases=_cases(text, start_array, end_array, word_index),
        breaks=_breaks(text, start_array, end_array),
    )


def _chunks(text: str) -> list[tuple[int, str]]:
    """Cut a long text at line breaks (else anywhere) into chunks the tokenizer can hold."""
    if len(text) <= _CHUNK:
        return [(0, text)]
    chunks: list[tuple[int, str]] = []
    start = 0
    while start < len(text):
        end = min(start + _CHUNK, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end))
            end = cut if cut > start else end
        chunks.append((start, text[start:end]))
        start = end
    return chunks


def _cases(text: str, starts: Int, ends: Int, words: Int) -> Int:
    if not len(words):
        return np.zeros(0, dtype=np.int32)
    first = np.flatnonzero(np.diff(words, prepend=words[0] - 1))
    last = np.append(first[1:], len(words)) - 1
    places = zip(starts[first].tolist(), ends[last].tolist(), strict=True)
    of_word = np.fromiter(
        (_case(text[start:end]) for start, end in places), dtype=np.int32, count=len(first)
    )
    return np.repeat(of_word, last - first + 1)


@lru_cache(maxsize=8_192)  # a text is made of few words
def _case(word: str) -> int:
    if word.islower():
        return 1
    if word.istitle():
        return 2
    if word.isupper():
        return 3
    return 4 if word[:1].isalpha() and word.lower() != word else 0


def _breaks(text: str, starts: Int, ends: Int) -> Int:
    breaks = np.zeros(len(starts), dtype=np.int32)
    previous_ends = np.concatenate(([0], ends[:-1])) if len(ends) else ends
    for index in np.flatnonzero(starts > previous_ends):
        newlines = text.count("\n", previous_ends[index], starts[index])
        if newlines:
            breaks[index] = 1 if newlines == 1 else 2
    if len(breaks):
        breaks[0] = 2
    return breaks
