"""English words for people and bodies across articles."""

from __future__ import annotations

from onrecord.languages.actors import ActorWords

__all__ = ["ACTORS"]

#: Given names and their short forms, those that nobody takes for another name.
_GIVEN = """
alexander: alex alec sasha
andrew: andy drew
anthony: tony
benjamin: ben benny benji
bernard: bernie
catherine: cathy katherine kathryn kathy kate katie cate
charles: charlie chuck
christopher: chris kit
daniel: dan danny
david: dave davey
deborah: debbie debra deb
donald: don donnie
douglas: doug
edward: ed eddie ted teddy ned
elizabeth: liz beth betsy lizzie eliza
eugene: gene
frederick: fred freddie freddy
gabriel: gabe
geoffrey: geoff jeffrey jeff
gerald: gerry jerry
gregory: greg gregg
harold: hal
henry: hank harry
jacob: jake
james: jim jimmy jamie
jennifer: jen jenny jenn
jessica: jess jessie
jonathan: jon
john: johnny
joseph: joe joey
joshua: josh
judith: judy
kenneth: ken kenny
kimberly: kim
lawrence: larry laurence
leonard: len lenny
madeleine: maddie
margaret: maggie meg peggy
matthew: matt matty
michael: mike mick mikey mickey
mitchell: mitch
nathaniel: nathan nate
nicholas: nick nicolas nicky
pamela: pam
patricia: pat patty trish
patrick: paddy
peter: pete
philip: phil phillip
raymond: ray
rebecca: becky becca
richard: rick dick rich ricky
robert: bob rob bobby robbie
ronald: ron ronnie
samuel: sam sammy
sandra: sandy
stanley: stan
stephen: steve steven stevie
susan: sue susie suzy
terence: terry terrence
theodore: theo
thomas: tom tommy
timothy: tim timmy
victoria: vicky vicki
vincent: vince vinny
walter: walt
wesley: wes
william: bill billy will willie liam
zachary: zach zack
"""
#: Bodies that everybody knows: the name that stands for all, and the others.
_BODIES = """
united nations: un, uno, united nations organization
us: united states, united states of america, usa, america, us government, american government, washington
uk: united kingdom, great britain, britain, uk government, british government
european union: eu
european commission: eu commission
european central bank: ecb
world health organization: who
world trade organization: wto
world bank: the world bank group
international monetary fund: imf
north atlantic treaty organization: nato
organization for security and cooperation in europe: osce
organization of the petroleum exporting countries: opec
organization for economic cooperation and development: oecd
international atomic energy agency: iaea
international criminal court: icc
international committee of the red cross: icrc
international olympic committee: ioc
international labor organization: ilo
united nations childrens fund: unicef
united nations high commissioner for refugees: unhcr, un refugee agency
united nations security council: un security council, security council
african union: au
association of southeast asian nations: asean
federal bureau of investigation: fbi
central intelligence agency: cia
national security agency: nsa
national security council: nsc
department of homeland security: dhs
department of justice: doj, us justice department
department of defense: pentagon, us defense department
department of the treasury: treasury department, us treasury, us treasury department
supreme court of the united states: us supreme court, scotus
taliban: afghan taliban
department of state: state department, us state department
food and drug administration: fda
environmental protection agency: epa
federal aviation administration: faa
federal communications commission: fcc
federal trade commission: ftc
federal election commission: fec
federal emergency management agency: fema
federal reserve: fed, federal reserve board, us federal reserve
securities and exchange commission: sec
national aeronautics and space administration: nasa
national oceanic and atmospheric administration: noaa
national transportation safety board: ntsb
national highway traffic safety administration: nhtsa
national institutes of health: nih
national rifle association: nra
centers for disease control and prevention: cdc, centers for disease control
internal revenue service: irs
drug enforcement administration: dea
immigration and customs enforcement: ice
customs and border protection: cbp
transportation security administration: tsa
bureau of alcohol tobacco firearms and explosives: atf
american civil liberties union: aclu
national association for the advancement of colored people: naacp
democratic national committee: dnc
republican national committee: rnc
republican party: gop, republicans
democratic party: democrats
national basketball association: nba
national football league: nfl
national hockey league: nhl
major league baseball: mlb
new york police department: nypd
los angeles police department: lapd
national health service: nhs
british broadcasting corporation: bbc
federation of international football: fifa
israel defense forces: idf, israeli army, israeli military, israeli defense forces
islamic state: isis, isil, islamic state of iraq and syria, daesh
kremlin: russian presidency
bank of england: boe
office for national statistics: ons
reserve bank of india: rbi
royal canadian mounted police: rcmp
australian broadcasting corporation: abc australia
"""
_SPELLINGS = """defence:defense organisation:organization centre:center labour:labor programme:program theatre:theater
    harbour:harbor honour:honor council:council organisations:organizations centres:centers"""
_OCCUPATIONS = {
    "politics": """president premier minister senator congressman congresswoman representative governor mayor
        lawmaker mp mep councillor councilman councilwoman candidate chancellor secretary ambassador
        legislator assemblyman assemblywoman commissioner politician leader diplomat envoy king queen prince
        princess speaker whip""",
    "law": """judge justice lawyer attorney prosecutor solicitor barrister magistrate""",
    "police": """constable detective sergeant sheriff superintendent inspector trooper officer firefighter
        fireman warden lieutenant captain""",
    "sport": """player striker midfielder defender goalkeeper coach quarterback pitcher forward winger batsman
        bowler golfer swimmer sprinter boxer cyclist jockey driver cricketer footballer athlete skipper referee
        linebacker receiver guard centre center fullback halfback prop hooker outfielder infielder catcher""",
    "science": """professor scientist researcher biologist physicist chemist economist historian epidemiologist
        virologist geologist astronomer psychologist sociologist ecologist lecturer academic""",
    "medicine": """doctor physician surgeon nurse paramedic pharmacist dentist midwife psychiatrist
        cardiologist oncologist paediatrician pediatrician""",
    "arts": """actor actress singer musician author writer novelist poet painter sculptor composer conductor
        comedian filmmaker dancer rapper guitarist drummer playwright photographer designer""",
    "media": """journalist reporter editor columnist anchor presenter broadcaster correspondent host
        publisher""",
    "business": """executive chairman chairwoman ceo cfo founder co-founder owner analyst banker investor
        entrepreneur manager trader developer farmer shopkeeper""",
    "religion": """bishop archbishop priest pastor vicar imam rabbi pope cardinal reverend monk nun""",
    "military": """general colonel admiral commander major brigadier""",
}

ACTORS = ActorWords(
    given_names={
        short: full
        for full, _, shorts in (line.partition(":") for line in _GIVEN.strip().splitlines())
        for short in (full, *shorts.split())
    },
    titles=frozenset(
        """mr mrs ms miss mx dr prof professor sir dame lord lady president former ex vice senator sen rep
    representative gov governor mayor judge justice general gen col colonel capt captain lt lieutenant sgt sergeant
    maj major cmdr commander adm admiral rev reverend fr father sister brother pope cardinal bishop archbishop rabbi imam
    king queen prince princess chancellor premier minister prime secretary attorney chief congressman congresswoman
    councilman councilwoman councillor cllr detective officer deputy sheriff coach first the""".split()
    ),
    single_offices=frozenset("president premier chancellor pope king queen".split()),
    first_name_titles=frozenset("prince princess king queen pope sir dame emperor saint sultan".split()),
    suffixes=frozenset("iii iv v phd md mp mep qc kc obe mbe cbe esq".split()),
    generations=frozenset("jr sr ii junior senior".split()),
    articles=frozenset({"the"}),
    spellings=dict(pair.split(":") for pair in _SPELLINGS.split()),
    bodies={
        short.strip(): full
        for full, _, shorts in (line.partition(":") for line in _BODIES.strip().splitlines())
        for short in shorts.split(",")
    },
    links=frozenset("of for and the in on to at a an s".split()),
    of_a_person=frozenset({"administration", "campaign"}),
    legal_forms=frozenset(
        "inc incorporated ltd limited llc plc corp corporation co company gmbh ag sa nv llp lp group holdings".split()
    ),
    common=frozenset(
        """police department ministry ministries office court supreme high district county city town state national
    federal council government cabinet parliament senate house congress assembly administration agency authority
    authorities bureau board commission committee bank central university college school schools hospital
    health foreign interior defence defense justice treasury education labor labour transport transportation finance
    environment agriculture energy housing trade commerce public local regional provincial general attorney prosecutor
    prosecutors prosecution election electoral fire rescue service services army navy air force military coast guard
    party democratic republican liberal conservative labour green union association federation society club
    foundation institute centre center group team company firm church statistics weather meteorological
    palace presidency premier prime minister ministers president mayor governor campaign opposition
    intelligence security border customs emergency management affairs internal external social welfare
    family children human rights civil aviation""".split()
    ),
    nations=frozenset("us usa united states american uk british u".split()),
    occupations={name: frozenset(words.split()) for name, words in _OCCUPATIONS.items()},
    mixing=frozenset({"politics", "law", "business", "media", "military", "arts"}),
    empty=frozenset(
        """a an the this that these those and or but if then than so as of at by for with about against between into
        through during before after above below to from up down in out on off over under again once here there when where why
        how what which who whom whose all any both each few more most other some such no nor not only own same too very can
        will just should now i me my we our us you your he him his she her it its they them their theirs is are was were be
        been being have has had having do does did doing would could may might must shall also told tell says said say asked
        get got go going went come came make made take took give gave know think want see put new first last one two year
        years week day time people many much still even well back way because while until since per cent like it's don't""".split()
    ),
    negations=frozenset(
        """not no never nobody nothing neither nor none without cannot refuse refuses refused don't doesn't didn't isn't
        aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't mustn't don’t doesn’t didn’t isn’t
        aren’t wasn’t weren’t won’t wouldn’t can’t couldn’t shouldn’t hasn’t haven’t hadn’t mustn’t""".split()
    ),
    openings=frozenset(
        "the a an but and so if when while as for in on at with then also that this mr mrs ms".split()
    ),
    corrections=(
        "correction", "clarification", "editor's note", "editor’s note", "editors' note", "editors’ note",
        "an earlier version of this", "a previous version of this", "this article has been corrected",
        "this article was amended", "this story has been corrected", "this story has been updated to correct",
        "this story was amended", "this article was updated to correct", "this story was updated to correct", "a correction",
    ),
)  # fmt: skip
