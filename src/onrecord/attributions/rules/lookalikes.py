"""What has the words of an attribution and is none: judges are confirmed, entry is denied.

The network was taught by texts in which such words mostly are cues. A few senses that are never
speech are told by the words they stand with.
"""

from __future__ import annotations

from onrecord.languages import Words

__all__ = ["is_look_alike"]


def is_look_alike(cue: str, content: str, behind: str, lang: Words) -> bool:
    """Whether a cue means something else than speech before a content.

    Args:
        cue: words of the cue.
        content: words of the content.
        behind: the text behind the cue, some words of it.
        lang: the language.
    """
    if lang.lookalikes.falls.search(f"{cue}{behind}"):
        return True
    words = " ".join(cue.split()), " ".join(content.split())
    return any(
        one.search(words[0]) is not None and other.match(words[1]) is not None
        for one, other in lang.lookalikes.senses
    )
