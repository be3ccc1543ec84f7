"""What a noun phrase that names a source is: its head, its names, role, affiliation, number, kind."""

from __future__ import annotations

from onrecord.sources.mentions.beside import names_by_description, plain_description
from onrecord.sources.mentions.bodies import BodyNames, initials, told_to_be
from onrecord.sources.mentions.introduced import introductions
from onrecord.sources.mentions.mention import Mention
from onrecord.sources.mentions.parse import parse
from onrecord.sources.mentions.people import FullName, alike, bodies_named, full_names, is_no_name
from onrecord.sources.mentions.roles import is_role

__all__ = [
    "BodyNames",
    "FullName",
    "Mention",
    "alike",
    "bodies_named",
    "full_names",
    "initials",
    "introductions",
    "is_no_name",
    "is_role",
    "names_by_description",
    "parse",
    "plain_description",
    "told_to_be",
]
