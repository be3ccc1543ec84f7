"""Forms of English outlets' names."""

from __future__ import annotations

import re

from onrecord.languages.words import Outlets

__all__ = ["OUTLETS"]


OUTLETS = Outlets(
    form=re.compile(
        r"^(?:[A-Z][\w.’'-]+\s+){1,4}(?:News|Times|Post|Herald|Tribune|Gazette|Chronicle|Courier|Journal|"
        r"Dispatch|Examiner|Observer|Register|Telegraph|Guardian|Inquirer|Sentinel|Star|Globe|Mail|"
        r"Press|Daily|Weekly|Magazine|magazine|Radio|TV|Television|Today|Review|Standard|Sun|Mirror|"
        r"Express|Wire|Newswire|Bulletin|Advertiser|News\s+Agency|News\s+Service|Broadcasting(?:\s+\w+)?|Echo|Argus|Reporter|Record)(?:\s\d{1,2})?$"
    ),
    form_first=re.compile(
        r"^(?:Radio|TV|Canal|Channel|Television) [A-Z0-9][\w-]+(?: [A-Z][\w-]+)?$"
    ),
    media=frozenset({"TV", "Radio", "News", "Press", "Media", "Internet"}),
    heard_at=frozenset(
        """court tribunal inquiry inquest council committee commission parliament senate congress assembly commons lords police
        hearing""".split()
    ),
    no_outlet=re.compile(
        r"\b(?:University|Institute|Department|Wall Street|Square|Court)\b(?!\s+Journal)"
    ),
    bare=frozenset(
        "Post Times Journal Herald Tribune Globe Guardian Telegraph Examiner Inquirer Chronicle Gazette "
        "Courier Observer Economist Independent Mail Mirror Standard".split()
    ),
    capitals=re.compile(
        r"(?<![\w’'.-])(?:[Tt]he )?((?:(?:[A-Z][\w’-]+|(?:[A-Z]\.)+|St\.) ){1,4}[A-Z][\w-]+(?: \d{1,2}(?!\w|[.,:]\d|%))?)"
    ),
    generic=re.compile(
        r"(?<![\w’'.-])[Tt]he\s+(newspaper|paper|magazine|network|outlet|broadcaster|news\s+site|website|news\s+agency|news\s+organi[sz]ation)\b"
    ),
    short=re.compile(r"(?<![\w’'.-])[Tt]he\s+([A-Z][\w-]+)(?!\s+[A-Z])(?![\w-])"),
)
