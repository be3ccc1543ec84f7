"""English noun phrases that name a source."""

from __future__ import annotations

import re

from onrecord.languages.words import Mentions

__all__ = ["MENTIONS"]


_WHEN = (
    r"(?:(?:this|last|earlier\sthis)\s(?:week|month|year|summer|spring|fall|winter)"
    r"|(?<!on\s)(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today)"
)

_NAME = r"[A-Z][\w’'-]*(?:\s[A-Z][\w’'.-]*)+"

MENTIONS = Mentions(
    particles=frozenset(
        "de del della der den di da dos du van von la le el al bin ibn abu ben y e".split()
    ),
    links=frozenset({"of", "for", "and", "&", "the", "on", "in", "to", "at"}),
    determiners=frozenset(
        "the a an this that these those his her its their our my your some any another other one such".split()
    ),
    pronouns=frozenset(
        """i we you he she it they me us him her them who whom which whose that one ones this these those my our its their
    himself herself themselves itself someone somebody anyone everyone nobody everybody none
    mine ours his hers theirs""".split()
    ),
    initials=frozenset({"WHO", "US", "IT", "ONE"}),
    relative=re.compile(
        r"(?:,\s*|\s+)(?:who(?:se|m)?|which|speaking|talking(?!\spoints?\b)|citing|quoted|asking|requesting|not\s+authori[sz]ed)\b"
        r"|(?:,\s*|(?<!\bof)(?<!\bin)(?<!\bon)(?<!\bby)(?<!\bto)(?<!\bat)(?<!\bfor)(?<!\bfrom)(?<!\bwith)\s+)that\b"
    ),
    quantities=frozenset(
        "some several many most few neither dozens hundreds thousands scores numerous various".split()
    ),
    every=frozenset({"all", "both", "each", "every"}),
    party_mark=re.compile(
        r"\(\s*((?:R|D|I|Republican|Democrat)[-–.,\s]*[\w. ]*)\)|,\s*((?:R|D|I)[-–][A-Z][\w.]+),?"
    ),
    quoted_title=re.compile(r"^([A-Z][\w.-]*(?:\s+[A-Z][\w.-]*)*[’']s?)\s+[“\"][^“”\"]+[”\"]$"),
    possessive=re.compile(r"[’']s?$"),
    reflexive=re.compile(r"(?<=\w)\s+(?:themselves|himself|herself|itself)$"),
    stray_end=re.compile(r"(?<=\w)\s+(?:He|She|They|It|We|and|or|but|who|that|which)$"),
    family_names=frozenset(
        """baker cook carter driver judge king prince pope bishop page porter potter miller mason fisher
    hunter chandler farmer singer butler marshal coach priest monk knight parson cousin child friend
    love guy lord abbot dean provost chancellor major general justice constable sheriff cardinal
    chief leader head read reader speaker partner banker brown young long""".split()
    ),
    family_names_of_bodies=frozenset("power powers banks parks".split()),
    partitives=frozenset(
        "one two three four five some many most several both trio pair number dozens".split()
    ),
    clause=re.compile(
        r"(?:\s+themselves|\s+himself|\s+herself|\s+itself)?"
        r"(\s+(?:who|that)(?!\s+(?:spoke|speak|asked|requested|declined|refused|insisted|wished|wanted|was\s+not|were\s+not"
        r"|is\s+not|are\s+not|also|said|agreed|did\s+not))\s[^,;:.()“”\"]{3,80}?)"
        r"(?=[,;:.(]|$|\s+(?:who|and\s+who)\s)"
    ),
    told_more=re.compile(
        r",\s(?:who|which|where|a|an|based|briefing|speaking|writing|citing|quoting|referring|responding)\s"
        r"(?!.*\b(?:and|or|nor|&)\s).*$"
    ),
    courtesy=frozenset("mr mrs ms miss mx dr sir dame former st".split()),
    agent=re.compile(r"^[a-z]{3,}(?:er|or|ist|ian|eer|ee)(s?)$"),
    stops=frozenset(
        """of for at from with in on by to about inside outside near against among around over under within
    who which that whose familiar close involved briefed working speaking based called named titled
    entitled published conducted released commissioned interviewed worried caught supporting""".split()
    ),
    participle=re.compile(r"^[a-z]{3,}ing$"),
    alias=re.compile(
        r"\s(?:known|identified)\s(?:only\s)?as\s([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)$"
    ),
    gives_name=re.compile(
        r"(?:(?:gave|gives|giving)\s(?:his|her|their)\s(?:(?:first|full|last)\s)?name\s(?:only\s)?as"
        r"|(?:gave|gives|giving|provided)\s(?:only\s)?(?:his|her|their)\s(?:first|given|last)\sname(?:\sonly)?\s?,"
        r"|(?:identified|identifies|identifying)\s(?:himself|herself|themselves)\s(?:only\s)?(?:as|by\s(?:his|her)\sfirst\sname,?))"
        r"\s([A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)"
    ),
    aged=re.compile(r"\d{1,3}-year-old"),
    no_noun=re.compile(r"(?:ed|ing|ly)$"),
    articles=frozenset({"the", "a", "an"}),
    definite=frozenset("the this that these those his her its their".split()),
    no_counts=frozenset({"one", "zero", "couple", "pair", "dozen"}),
    amount=re.compile(r"%|,\d| ?per ?cent|\.\d| in \d| out of \d"),
    heads=re.compile(r"(?:heads|leads|chairs|runs|directs) "),
    own_endings=frozenset({"his", "its"}),
    owners={"my": "i", "our": "we", "its": "it", "their": "they"},
    pronouns_of_person=frozenset("he she him her his hers himself herself i me".split()),
    pronouns_of_people=frozenset("they them we us these those everyone nobody".split()),
    plural_pronouns=frozenset("they them we us".split()),
    of="of",
    one="one",
    and_="and",
    origin=frozenset({"of", "from"}),
    made_by=re.compile(r"(?:\w+ed|led|run|held|made|written|known|shown|seen|sent) (?:by|as|to)"),
    based=re.compile(r"-(?:based|born|owned|led|backed|run|controlled)$"),
    links_of_bodies=frozenset({"of", "for", "and"}),
    at=frozenset({"at", "from", "with", "for"}),
    before_body=frozenset({"of", "for", "at", "from", "with"}),
    offices=frozenset(
        """secretary undersecretary minister director chief head chairman chairwoman chair commissioner dean principal
    speaker leader president governor mayor superintendent curator editor bishop archbishop priest vicar rector
    professor ambassador envoy justice secretary-general director-general""".split()
    ),
    offices_for=frozenset(
        {"minister", "assistant secretary", "deputy secretary", "under secretary"}
    ),
    on_behalf=frozenset({"for", "to"}),
    sides=frozenset({"minority", "majority", "opposition"}),
    short_titles=frozenset(
        """sen sens rep reps gov govs lt gen col maj capt sgt cpl pvt adm cmdr brig det insp supt cllr msgr fr rev mr mrs ms
    dr prof""".split()
    ),
    once=frozenset(
        "former then late current fellow acting longtime jailed ousted disgraced embattled".split()
    ),
    modifiers=frozenset(
        """acting administrative advisory aerospace associate assistant athletic award-winning campaign career chief civil
    clinical commercial communications computer congressional conservative constitutional consumer corporate criminal
    culture current defence defense deputy diplomatic district economic editorial education election electoral emergency
    energy enforcement environmental executive exiled federal fellow film finance financial first foreign forensic former
    founding general government health home hospital house human incoming independent industry intelligence interim
    interior international investigative investment joint junior lead leading legal legislative liberal local longtime
    majority managing marketing medical military minority municipal music national new news official onetime operating
    opposition outgoing parliamentary party planetary police policy political pop postdoctoral presidential press
    presumptive prime principal prominent prosecuting provincial public ranking real-estate regional religious research
    retired rights rival ruling sales school science security senior separatist shadow social special spiritual sports
    staff star state then top trade transport transportation union veteran vice world""".split()
    ),
    of_peoples=frozenset(
        """israeli iraqi pakistani saudi bangladeshi emirati kuwaiti omani qatari yemeni bahraini azerbaijani kazakh uzbek
    afghan greek czech dutch french swiss thai slovak welsh argentine filipino basque kurdish arab""".split()
    ),
    unaffiliated=frozenset(
        """author co-author writer creator narrator star fan victim survivor resident native veteran neighbor neighbour friend
    supporter critic opponent rival ally admirer lover partner fiance fiancee boyfriend girlfriend mother father""".split()
    ),
    of_no_body=frozenset(
        "state house government city county staff force security team school".split()
    ),
    giants=frozenset(
        """giant titan powerhouse behemoth startup start-up outfit maker manufacturer developer operator automaker chipmaker
    newcomer consultancy conglomerate duo trio band""".split()
    ),
    fraternal=frozenset("friends brothers sisters sons daughters veterans knights".split()),
    before_a_people=frozenset("puerto costa sri el exiled displaced".split()),
    somewhere=frozenset("in at from near across around inside outside within".split()),
    calling=frozenset(
        "called named titled entitled dubbed known as now formerly calling itself styled styling".split()
    ),
    no_issuer=frozenset(
        "about on against since after before until during over into between than like".split()
    ),
    filed=frozenset({"filed", "submitted"}),
    issued=re.compile(
        r"(?:(?:An?|The|Another|New|\d{4}|(?:[\d,]+-)?[a-z-]+)\s)*"
        r"(?P<noun>report|poll|survey|study|analysis|article|story|guidance|estimate|forecast|research|paper)"
        r"(?:,?\s(?:released|published|issued|conducted|commissioned|carried\sout|taken|out))?"
        rf"(?:\s{_WHEN})?\s(?:by|from|in)\s(?:the\s(?:(?!the\b)[a-z-]+\s){{0,2}}|journal\s)?"
        r"(?P<issuer>[A-Z][\w&.’'-]*(?:\s(?:of|for|and|the|&)(?=\s)(?:\sthe)?|\s[A-Z][\w&.’'-]*)*)"
        r"(?:\s(?:about|on|that|which|into|published|released|issued)\s.*|,.*)?",
    ),
    aside=re.compile(
        rf"\s(?:(?:released|published|seen|obtained|issued|out|conducted|taken)\b.*|{_WHEN}"
        r"|into\s.*|from\s(?:this|last|earlier|early|late|the\s(?:week|month|year)|January|February|March|April|May|June|July"
        r"|August|September|October|November|December)\b.*)$"
    ),
    example=re.compile(
        rf"^[^,]+?(?:,)?\s(?:like|including|such\sas)\s{_NAME}(?:(?:,\s{_NAME})*,?\sand\s{_NAME})?"
    ),
    examples=frozenset({"including", "like", "notably"}),
    outlet_noun=re.compile(
        r"(?P<name>[A-Z].*)\s(?:newspaper|tabloid|(?:news|radio|television|TV)\s(?:station|channel|network|website|site))"
    ),
    account=re.compile(
        r"(?:[Tt]he\s)?(?P<owner>[A-Z@].*?)(?:[’']s?)?(?:\s(?:official|verified|own))*"
        r"\s(?:Twitter|X|Facebook|Instagram|Telegram|TikTok|Truth\sSocial|YouTube|WhatsApp|Weibo|social\smedia)"
        r"\s(?P<noun>account|page|feed|channel)"
    ),
    post_nominals=frozenset("MP MSP MEP MLA MPP TD QC KC SC OBE MBE CBE".split()),
    memberships=frozenset("MP MSP MEP MLA MPP TD".split()),
)
