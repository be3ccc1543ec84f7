"""The words round an English article."""

from __future__ import annotations

from onrecord.languages.page import PageWords

__all__ = ["PAGE"]

PAGE = PageWords(
    box_headers=(
        r"related (articles?|stories|posts?|news|topics|content|coverage|links?|reading)",
        r"(more|also) (on|from|in|about) .{1,40}",
        r"more (stories|news|articles|headlines|coverage|to read)",
        r"(you (may|might) (also )?(like|enjoy|be interested in)|recommended( for you| reading| stories)?)",
        r"(read|see|watch) (also|next|more|this next)",
        r"(latest|recent|popular|trending|top|most read|most popular|must read)( articles?| news| posts?| stories| now| videos?)?",
        r"(most )?(read|viewed|shared|commented)",
        r"what to read next|up next|don.t miss|in case you missed it|editor.?s.? picks?",
        r"comments?( \(?\d+\)?)?|\d+ comments?|no comments( yet)?|join the (conversation|discussion)",
        r"(leave|post|write|add) a (reply|comment)|post comment|cancel reply|view comments|show comments",
        r"share (this )?(article|story|post|page|on|with)?( this| (on|via) .{1,30})?",
        r"(subscribe|newsletters?|our newsletters?|email newsletters?)",
        r"sign up (for|to) .{1,80}",
        r"follow us( on .{1,30})?|stay connected|connect with us|about us|contact us",
        r"tags?:?( .{1,80})?|filed under:?.{0,80}|topics:?|categories:?",
        r"about the authors?|advertisements?|sponsored( content)?|promoted( content| stories)?|from our partners",
        r"previous (article|post)|next (article|post)",
    ),
    furniture_lines=(
        r"please enter your (comment|name|email).{0,60}",
        r"(your )?(name|email|website|comment):?\*?",
        r"save my name, email,? and website in this browser.{0,60}",
        r"your email address will not be published.{0,80}",
        r"you have entered an incorrect email address!?",
        r"subscribe to (stay updated|our newsletter|continue|get|receive).{0,120}",
        r"sign up (here|now|today|free)( .{0,100})?",
        r"get (our|the) .{0,60}(newsletter|app|inbox).{0,60}",
        r"(share|tweet|pin|email|print|copy link|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|pinterest|flipboard|messenger|bluesky|threads)",
        r"(share|tweet|pin|email|print|copy link|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest)( ?[|/,·•]? ?(share|tweet|pin|email|print|copy link|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest))+",
        r"(share|save|listen|print|gift)( this)? (article|story)",
        r"listen to (this )?(article|story).{0,40}|\d+ min(ute)?s? read|reading time:? .{0,20}|estimated reading time.{0,30}",
        r"(click|tap) here.{0,80}|(scroll|swipe) (down|for|to) .{0,60}",
        r"(story|article) continues below.{0,40}|continue reading( below| the main story)?|skip (to|past) .{1,60}|skip advertisement",
        r"advertisement( - .{0,40})?|ad|sponsored|loading\W*",
        r"(log|sign) ?in( or .{1,40})?|register|my account|menu|search|home|sections|close|back to top|skip to (main )?content",
        r"we (use|value) .{0,20}cookies.{0,200}|accept( all)?( cookies)?|cookie (policy|settings|preferences)|privacy (policy|settings)|terms (of|and) (use|service|conditions)",
        r"(©|\(c\)|copyright) ?.{0,120}|all rights reserved.{0,80}|this material may not be published, broadcast, rewritten.{0,60}",
        r"view (all|more|gallery|full .{1,30})|see (all|more)|show more|load more.{0,20}|read (full|more|the full).{0,30}|show (less|all)",
        r"(image|photo|video) \d+ of \d+|\d+ ?/ ?\d+",
        r"follow .{1,40} on (twitter|x|facebook|instagram|threads|bluesky|google news).{0,20}",
        r"(get|keep) in touch with .{1,80}|for more stories like this.{0,80}|follow .{1,60} on (google news|twitter|facebook|instagram).{0,160}",
        r"sign up (for|to) .{0,160}(newsletters?|inbox|alerts?|news|emails?)\b.{0,80}",
        r"you must (confirm|be logged in|log ?in|register|sign in) .{0,120}|please (log ?out|log ?in|sign in|register) .{0,120}",
        r"this is a breaking (news )?story.{0,80}|join our commenting forum.{0,80}|.{0,40}url.{0,10}copied.{0,20}",
        r"(have a tip|got a tip|got a story|do you have a story)\??.{0,120}",
        r"support (our|independent|quality) .{0,30}journalism.{0,120}|donate( now)?|become a (member|subscriber).{0,60}|already a subscriber.{0,40}",
    ),
    leads=(
        r"read (?:more|also|next)",
        r"related",
        r"see also",
        r"also read",
        r"watch(?: also| now)?",
        r"more(?: on this)?",
        r"don.t miss",
        r"recommended",
    ),
    by=(r"by", r"written by", r"reported by", r"story by", r"text by", r"words by"),
    joiners=(r"and",),
    after_names=(
        r"\bfor\b",
        r"\bin\b [A-Z]",
        r",?\s*(?:staff|special to|senior|chief|political|national|associated press|reuters|afp|correspondent"
        r"|reporter|editor|writer|columnist|contributor|published|posted|updated|last updated|\d"
        r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
        r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)",
    ),
    months=(
        *(r"jan", r"feb", r"mar", r"apr", r"may", r"jun", r"jul", r"aug"),
        *(r"sep", r"sept", r"oct", r"nov", r"dec"),
    ),
    date_words=(
        *(
            r"(?:mon|tues|wednes|thurs|fri|satur|sun)day",
            r"published",
            r"posted",
            r"updated",
            r"last",
        ),
        *(
            r"modified",
            r"created",
            r"first",
            r"on",
            r"at",
            r"date",
            r"time",
            r"UTC",
            r"GMT",
            r"E[SD]?T",
        ),
        *(r"[ap]\.?m", r"\d+ (?:hours?|minutes?|days?) ago"),
    ),
    clock=(r"UTC", r"GMT", r"BST", r"CES?T", r"[ECMP][SD]?T"),
    source_lines=(
        *(r"source", r"sources", r"credit", r"with information from"),
        *(r"originally published (?:in|on|by|at)", r"first published (?:in|on|by|at)"),
        r"this (?:article|story|report) (?:was )?(?:originally |first )?(?:appeared|published|ran) (?:in|on|by|at)",
    ),
    bare=(r"credit", r"sources?"),
    files=(
        r"with (?:files|reporting|material|information) (?:from|by)",
        r"additional reporting (?:from|by)",
    ),
    signed=(r"(?:with )?(?:reporting|files|material) (?:by|from)",),
    hat_tips=(r"h/t", r"hat[ -]tip"),
    vias=(r"via",),
    captions=(
        *(
            r"photo",
            r"photograph",
            r"photos",
            r"image",
            r"picture",
            r"pic",
            r"illustration",
            r"graphic",
        ),
        *(r"file photo", r"screenshot", r"credit"),
    ),
    frequent=tuple(
        "the of and to that is was for with as his her on at by from which have has had they were this "
        "who would will been their said are not he she it".split()
    ),
)
