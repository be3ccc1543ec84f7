"""Words that tell furniture from journalism, by form; position is judged where a page is read.

Three kinds of lines. A *box header* opens a box that the site put on the page ("Related
articles"), which at the end of a page is followed by nothing else. A *furniture line* is furniture
by itself, wherever it stands ("Share article"). *Leads* to other articles are furniture with what
follows on their line ("Read more: …").

Lists are in the languages of the pages we have seen. To add one, add a line and a test.
"""

from __future__ import annotations

import re

__all__ = ["is_box_header", "is_furniture_line"]

_BOX_HEADERS = r"""
related (articles?|stories|posts?|news|topics|content|coverage|links?|reading)
(more|also) (on|from|in|about) .{1,40}
more (stories|news|articles|headlines|coverage|to read)
(you (may|might) (also )?(like|enjoy|be interested in)|recommended( for you| reading| stories)?)
(read|see|watch) (also|next|more|this next)
(latest|recent|popular|trending|top|most read|most popular|must read)( articles?| news| posts?| stories| now| videos?)?
(most )?(read|viewed|shared|commented)
what to read next|up next|don.t miss|in case you missed it|editor.?s.? picks?
comments?( \(?\d+\)?)?|\d+ comments?|no comments( yet)?|join the (conversation|discussion)
(leave|post|write|add) a (reply|comment)|post comment|cancel reply|view comments|show comments
share (this )?(article|story|post|page|on|with)?( this| (on|via) .{1,30})?
(subscribe|newsletters?|our newsletters?|email newsletters?)
sign up (for|to) .{1,80}
follow us( on .{1,30})?|stay connected|connect with us|about us|contact us
tags?:?( .{1,80})?|filed under:?.{0,80}|topics:?|categories:?
about the authors?|advertisements?|sponsored( content)?|promoted( content| stories)?|from our partners
previous (article|post)|next (article|post)
artículos relacionados|noticias relacionadas|comentarios|lo más (leído|visto)|últimas noticias|deja (un|una) (comentario|respuesta)
articles liés|sur le même sujet|à lire aussi|commentaires|les plus lus|partager
mehr zum thema|auch interessant|das könnte sie auch interessieren|kommentare|meistgelesen|verwandte artikel|artikel teilen
artigos relacionados|leia (também|mais)|comentários|articoli correlati|leggi anche|commenti
"""

_FURNITURE_LINES = r"""
please enter your (comment|name|email).{0,60}
(your )?(name|email|website|comment):?\*?
save my name, email,? and website in this browser.{0,60}
your email address will not be published.{0,80}
you have entered an incorrect email address!?
subscribe to (stay updated|our newsletter|continue|get|receive).{0,120}
sign up (here|now|today|free)( .{0,100})?
get (our|the) .{0,60}(newsletter|app|inbox).{0,60}
(share|tweet|pin|email|print|copy link|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|flipboard|messenger|bluesky|threads)
(share|tweet|pin|email|print|copy link|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest)( ?[|/,·•]? ?(share|tweet|pin|email|print|copy link|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest))+
(share|save|listen|print|gift)( this)? (article|story)
listen to (this )?(article|story).{0,40}|\d+ min(ute)?s? read|reading time:? .{0,20}|estimated reading time.{0,30}
(click|tap) here.{0,80}|(scroll|swipe) (down|for|to) .{0,60}
(story|article) continues below.{0,40}|continue reading( below| the main story)?|skip (to|past) .{1,60}|skip advertisement
advertisement( - .{0,40})?|ad|sponsored|loading\W*
(log|sign) ?in( or .{1,40})?|register|my account|menu|search|home|sections|close|back to top|skip to (main )?content
we (use|value) .{0,20}cookies.{0,200}|accept( all)?( cookies)?|cookie (policy|settings|preferences)|privacy (policy|settings)|terms (of|and) (use|service|conditions)
(©|\(c\)|copyright) ?.{0,120}|all rights reserved.{0,80}|this material may not be published, broadcast, rewritten.{0,60}
view (all|more|gallery|full .{1,30})|see (all|more)|show more|load more.{0,20}|read (full|more|the full).{0,30}|show (less|all)
(image|photo|video) \d+ of \d+|\d+ ?/ ?\d+
follow .{1,40} on (twitter|x|facebook|instagram|threads|bluesky|google news).{0,20}
(get|keep) in touch with .{1,80}|for more stories like this.{0,80}|follow .{1,60} on (google news|twitter|facebook|instagram).{0,160}
sign up (for|to) .{0,160}(newsletters?|inbox|alerts?|news|emails?)\b.{0,80}
you must (confirm|be logged in|log ?in|register|sign in) .{0,120}|please (log ?out|log ?in|sign in|register) .{0,120}
this is a breaking (news )?story.{0,80}|join our commenting forum.{0,80}|.{0,40}url.{0,10}copied.{0,20}
(have a tip|got a tip|got a story|do you have a story)\??.{0,120}
support (our|independent|quality) .{0,30}journalism.{0,120}|donate( now)?|become a (member|subscriber).{0,60}|already a subscriber.{0,40}
suscríbete.{0,80}|comparte( este artículo)?|compartir|publicidad|s'abonner.{0,60}|publicité|anzeige|werbung|jetzt (abonnieren|anmelden).{0,60}|teilen
"""

_LEADS = re.compile(
    r"^\s*(?:\W\s*)?(?:read (?:more|also|next)|related|see also|also read|watch(?: also| now)?|more(?: on this)?|don.t miss"
    r"|lee también|te puede interesar|lire aussi|à lire|lesen sie auch|mehr dazu|leia também"
    r"|leggi anche|recommended)\s*[:|»>–—-]\s*\S.{0,160}$",
    re.I,
)


def _compiled(listing: str) -> re.Pattern[str]:
    alternatives = "|".join(f"(?:{line.strip()})" for line in listing.strip().splitlines())
    return re.compile(rf"\W*(?:{alternatives})\W*", re.I)


_BOX_HEADER = _compiled(_BOX_HEADERS)
_FURNITURE_LINE = _compiled(_FURNITURE_LINES)
_LONGEST = 240  # code points: a longer line is prose, and patterns need not look at it


def is_box_header(line: str) -> bool:
    """Whether a line is the header of a box that the site put on the page."""
    return len(line) <= _LONGEST and _BOX_HEADER.fullmatch(line.strip()) is not None


def is_furniture_line(line: str) -> bool:
    """Whether a line is furniture by itself, wherever it stands."""
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return False
    return _FURNITURE_LINE.fullmatch(line) is not None or _LEADS.match(line) is not None
