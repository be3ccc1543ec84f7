"""Words that a wrong decoding garbled ("â€œ" for a quotation mark), put right again."""

from __future__ import annotations

import re

__all__ = ["repaired"]

#: UTF-8 that was read as Windows-1252, in what is most frequent of it: marks and accented letters.
_GARBLED = re.compile(r"â€[œ™˜”“¦\x9d]|Ã[\x80-\xbf©¨¼¶¤±³¡­]|Â[£©°« ]")
#: A closing mark without its last byte, for which Windows-1252 has no character.
_CLOSING = re.compile(r"â€\x9d?(?=[\s.,;:!?)\]<]|$)", re.MULTILINE)


def repaired(text: str) -> tuple[str, str | None]:
    """A text with its garbled stretches put right, and by what; the text itself where it is sound.

    Line by line, so that a line which is sound is never touched (Speer 2019, *ftfy*).
    """
    if not _GARBLED.search(text):
        return text, None
    import ftfy  # late: few pages need it

    mended = "".join(
        _CLOSING.sub("”", ftfy.fix_encoding(_CLOSING.sub("\u201d", line)))
        if _GARBLED.search(line)
        else line
        for line in text.splitlines(keepends=True)
    )
    if mended == text:
        return text, None
    return mended, f"ftfy {ftfy.__version__} fix_encoding"
