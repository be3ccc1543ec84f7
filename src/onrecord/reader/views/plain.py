"""Pages of words: how it works, how often it is wrong, who is responsible, what is kept of readers."""

from __future__ import annotations

from onrecord.about import __version__
from onrecord.attributions import MODEL, read_manifest
from onrecord.reader.web import Asked, Shown

#: What each footing means.
MEANING = {
    "on_record": "A person or body that is named, or speaks by its name.",
    "document": "A document: a report, a filing, a law.",
    "unnamed": "People whose names the article does not give, and does not say why.",
    "anonymous": "People who speak on the condition that they are not named.",
    "author": "The article’s own writer.",
    "no_source": "The article does not say who.",
    "unclear": "Who speaks, or on what terms, cannot be told.",
    "no_answer": "Somebody was asked and gave no answer.",
}

__all__ = ["MEANING", "about", "imprint", "privacy"]


def about(asked: Asked) -> Shown:
    """How it works, how often it is wrong, on what that was measured."""
    manifest = read_manifest(MODEL / "manifest.json")
    info = {"software": f"onrecord {__version__}", "model": manifest.name}
    context = {"model": manifest.name, "text": asked.site.settings.about, "meaning": MEANING}
    return Shown("about.html.j2", context, lambda: info)


def imprint(asked: Asked) -> Shown:
    """Who is responsible."""
    return Shown("words.html.j2", {"heading": "Imprint", "text": asked.site.settings.imprint})


def privacy(asked: Asked) -> Shown:
    """What is kept of readers, how long, and how they have it deleted."""
    settings = asked.site.settings
    return Shown("privacy.html.j2", {"text": settings.privacy, "days": settings.keep_days})
