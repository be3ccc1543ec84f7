"""English full stops that end no sentence."""

from __future__ import annotations

import re

from onrecord.languages.words import Sentences

__all__ = ["SENTENCES"]


SENTENCES = Sentences(
    abbreviated=re.compile(
        r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|St|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Prof|Rev|Hon|No|vs|Jr|Sr"
        r"|Calif|Tex|Inc|Co|Corp|Ltd|Bros))\.$"
    ),
)
