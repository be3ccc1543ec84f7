"""English full names."""

from __future__ import annotations

import re

from onrecord.languages.words import People

__all__ = ["PEOPLE"]

_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|Gen|Lt|Col|Sgt|Prof|Rev|Hon|Adm|Capt|Maj)\.|[A-ZÀ-ÖØ-Þ][\w’'-]{0,30}[a-zß-öø-ÿ][\w’'-]{0,30}|[A-Z]\.(?:\s?[A-Z]\.){0,4}|Mc[A-Z]\w+|O[’'][A-Z]\w+|(?:al|el|ul|bin|ibn|abu)-[A-Z][\w’'-]{1,30}|[A-Z][\w]*)"

_PARTICLE = r"(?:de|del|della|der|den|di|da|dos|van|von|la|le|el|al|bin|ibn|abu|ben)"

#: Words up to a mark, and the marks; a full stop only where a sentence ends.
_CLAUSE, _MARK = r"[^,;:()“”\"—–\n]{3,140}", r"[,;:()“”\"—–\n]|\.(?:\s|$)|$"

#: Of whom a sentence may say that one is it without an article: "is now chief executive of".
_OFFICE = (
    "CEO|CFO|COO|CTO|president|vice|chief|chair(?:man|woman)?|director|head|founder|co-founder|managing|executive|senior"
    "|professor|secretary|editor|leader|mayor|governor"
)

PEOPLE = People(
    name=re.compile(
        rf"(?<![\w’'-]){_WORD}(?:[ \u00a0](?:{_PARTICLE}[ \u00a0]){{0,2}}{_WORD}){{1,8}}(?![\w])"
    ),
    function_words=frozenset(
        """the a an and but or if in on at for of to by with from as it he she they we you i this that these
    those when while after before since because however meanwhile also then now here there what who why
    how where although though still yet so not no yes her his its their our my your both all some many
    up against over under into onto out off down about between among could should would can will may
    must do does did is are was were be been has have had get gets got make makes new old more most less
    against without within through during per via than says said say tells told vs just only even
    rather instead indeed perhaps maybe moreover furthermore additionally nevertheless nonetheless thus
    hence likewise besides despite unlike like such given every each either neither several many few
    another other others much once until upon yes despite today tonight tomorrow yesterday
    asked according earlier later last next monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december""".split()
    ),
    suffixes=frozenset({"jr", "sr", "ii", "iii", "iv"}),
    apposed=re.compile(
        rf"(?: \([^()\n]{{1,40}}\))?(?:, (?:aged )?\d{{1,3}})?(?:,| [—–]) (?P<who>{_CLAUSE}?)"
        rf"(?={_MARK}| who(?:se)? )"
    ),
    is_one=re.compile(
        r"(?:, who [^,;:.()\n]{3,60} and|,?(?: who)?) (?:is|was|works as|worked as|serves as|served as)(?: now| currently)? "
        rf"(?P<who>(?:(?:an?|the|[A-Z][\w.-]*[’']s) |(?=(?:{_OFFICE})\b)){_CLAUSE}?)"
        rf"(?={_MARK}| (?:and|but|who(?:se)?|when|because|in \d{{4}}) )"
    ),
    no_more=re.compile(r"[,.;:)—–\n]|$| who "),
    anyone=frozenset(
        "man woman person guy boy girl individual lady gentleman kid child teen teenager toddler adult".split()
    ),
    spouse=re.compile(r"(?<![\w’'-])([A-Z][a-z]+) and $"),
    campaign_noun="campaign",
    campaign_filler=re.compile(r"(?<=[’']s) \w+ (?=campaign)"),
    spellings=dict.fromkeys(("center", "centre"), "Cent(?:er|re)"),
    article=re.compile(r"^The "),
    of_what=r" (?:of|for|on) (?:the )?[A-Z][\w’'-]*(?: (?:(?:and|of|&) )?[A-Z][\w’'-]*)*",
    families_first=frozenset(
        """wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie tang
    han cao deng xiao feng zeng cheng cai peng pan yuan dong yu su ye lu wei jiang tian du ding shen ren yao
    zhong cui tan lu fan jin shi liao jia xia fu fang zou xiong bai meng qin qiu hou yan xue yin lei hao gong
    shao tao mao kong xi geng hua wen kim lee park choi jung jeong kang cho yoon jang lim oh seo shin kwon hwang ahn
    song yoo ryu moon bae baek nam roh nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly truong
    to lam ong goh lau ng wong chan cheung leung chow yeung kwok tsai lai hsu chiang ban""".split()
    ),
    campaign=re.compile(
        r"(?<![\w’'-])((?:(?:Mr|Mrs|Ms)\. )?[A-Z][\w-]{0,40})(?:[’']s?)? (?:\w+ )?campaign\b"
    ),
)
