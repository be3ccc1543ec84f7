"""The words round an English article."""

from __future__ import annotations

from onrecord.languages.page import PageWords

__all__ = ["PAGE"]

PAGE = PageWords(
    talk_headers=(
        r"(?:all |reader |readers?[’\']s? |your |\d+ )*comments?(?: ?\(?\d+\)?)?|join the (?:conversation|discussion)|have your say",
    ),
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
        r".{0,160}\bjoin [\d][\d,.]* (supporters|neighbou?rs|readers|subscribers|members)\b.{0,20}",
        r"sign up (for|to) .{0,160}(newsletters?|inbox|alerts?|news|emails?)\b.{0,80}",
        r"you must (confirm|be logged in|log ?in|register|sign in) .{0,120}|please (log ?out|log ?in|sign in|register) .{0,120}",
        r"this is a breaking (news )?story.{0,80}|join our commenting forum.{0,80}|.{0,40}url.{0,10}copied.{0,20}",
        r"(have a tip|got a tip|got a story|do you have a story)\??.{0,120}",
        r"(spotted|seen|found|noticed) (a|an|any) (mistake|error|typo|something wrong).{0,120}",
        r"(buy|order|purchase) (this|our|a|the) (photo|print|picture|image)s?.{0,40}|enlarge( this)? (image|photo)|toggle caption",
        r"(image|photo|picture|slide|page)? ?\d+ (of|/) \d+",
        r"(click|tap|press) to (tweet|share|enlarge|expand|zoom|play|listen|view|copy).{0,40}",
        r"(go )?back( to)?( the)? (a|previous|last|top|news|home|list|index|all|main).{0,30}|printer?[- ](friendly )?version.{0,20}|print this( page| article| story)?",
        r"(follow|join|find|like|connect with) (us|.{1,40}) on (telegram|whatsapp|youtube|linkedin|threads|mastodon|tiktok|x|bluesky)\b.{0,80}",
        r"(support|fund|back) .{0,40}(journalism|reporting|newsroom|coverage).{0,120}|chip in .{0,80}",
        r"(was|is|did you find) this (article|story|page|interesting|helpful|useful|interview).{0,30}\?",
        r".{0,140}we reserve the right to .{0,100}|letters may be edited.{0,80}",
        r"(the )?(opinions|views)( and opinions)? expressed .{0,200}",
        r".{0,40}was this (email|newsletter) forwarded to you.{0,140}|unsubscribe.{0,60}|(view|read) (this|it|online) in (your|a) browser.{0,20}",
        r"(got|have|know|do you have) (a|any|something|more|an) .{0,60}\? ?(e-?mail|contact|call|write|text|get in touch|let us|tell us|send|tips).{0,120}",
        r"tips\? ?(e-?mail|send|contact).{0,80}|(e-?mail|write to|contact) us (at|on) .{0,80}",
        r"tickets (for|to) our .{1,80}|(our|the) .{1,40} (podcast|newsletter|app) is .{0,80}",
        r"(you )?(need|have) to enable javascript.{0,80}|(please )?(enable|turn on) javascript.{0,120}|javascript (is|must be) .{0,80}",
        r"powered by .{1,40}|best viewed (in|with|at) .{1,60}|auto-?refresh.{0,30}|site by .{1,40}",
        r"transcripts? (are|is|may|of) .{0,40}(rush|deadline|final form|edited|accuracy).{0,120}",
        r"article content|(most|best) (read|viewed|shared|popular) (in|on|from) .{1,40}|recommended (videos?|stories|reading)",
        r".{0,60}(story|article) continues below.{0,40}|.{0,40}swipe (left|right|up|down).{0,60}",
        r"(we (independently|may|only) |if you (buy|purchase|click) |when you (buy|purchase) |(this|our) (article|post|story|stories|site|page)s? (may )?contains? )"
        r".{0,160}(commission|affiliate|select|earn|recommend).{0,120}",
        r"our website is the place for .{0,220}",
        r"(posted|filed|published) (in|under) .{1,60}|gift this.{0,40}|up next|what.s next",
        r"(article|story) continues after .{0,60}|(sponsored|presented) by .{1,40}",
        r"support (our|independent|quality) .{0,30}journalism.{0,120}|donate( now)?|become a (member|subscriber).{0,60}|already a subscriber.{0,40}",
    ),
    boilerplate=(
        r"(?:cautionary (?:note|statement).{0,40})?forward[- ]looking (?:statements?|information)(?: .{0,40})?",
        r"(?:safe harbou?r|cautionary) .{0,50}",
        r"notes? (?:to|for) editors?|media (?:contacts?|enquiries|inquiries|relations)(?: .{0,40})?",
        r"(?:investor|press) (?:contacts?|relations|enquiries|inquiries)(?: .{0,40})?",
    ),
    about_body=(r"about (?:the )?[A-Z].{1,60}", r"contacts?", r"disclaimers?"),
    letters=(r"letters?(?: to the editor)?", r"your views?", r"readers?[’'] letters?"),
    letter_openings=(
        r"dear (?:editor|sir|madam|sirs|readers?|mr|ms|mrs|dr)",
        r"to the editor",
        r"sir\s*[–—,:-]",
        r"madam\s*[–—,:-]",
        r"editor\s*[–—,:-]",
    ),
    about_writer=(r"is (?:an?|the)", r"(?:teaches|writes|works|lives|serves)"),
    first_person=(
        r"I(?:[’'](?:m|ve|d|ll))?",
        r"[Mm]y",
        r"me",
        r"[Ww]e",
        r"[Oo]ur",
        r"us",
    ),
    offers=(
        r"\bsubscri(?:be|ber|bers|ption|ptions)\b",
        r"\bcancel (?:at )?any ?time|\bfree trial|\bstart (?:your |a )?(?:free )?trial|\bunlimited (?:digital )?access",
        r"[$£€]\s?\d[\d.,]* (?:a|per|each|every|for)\b|\bfor (?:just|only) |\b(?:a|per) (?:month|week|year)\b.{0,40}$",
        r"\b(?:continue|keep) reading\b|\bto read (?:on|the (?:full|rest))|\bread the (?:full|rest of)",
        r"\b(?:log|sign) ?(?:in|up)\b|\bcreate (?:a|an|your) (?:free )?account|\bregister(?: now| for free)?\b",
        r"\balready a (?:member|subscriber)|\bbecome a (?:member|subscriber|supporter)",
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
    by=(
        r"by",
        r"(?:written|reported|reporting|report|research|analysis|story|text|words|interview|review|compiled) by",
    ),
    joiners=(r"and",),
    author_labels=(
        r"words",
        r"text",
        r"story",
        r"report(?:ing|ers?)?",
        r"interview",
        r"authors?",
        r"written",
    ),
    no_authors=(
        r"(?:pictures?|pics?|photos?|photograph(?:s|y|ed|er)?|images?|cover image|video(?:s|grapher)?)",
        r"(?:graphics?|illustrat(?:ions?|ed|or)|art(?:work)?|camera|audio|sound|design(?:ed)?)",
        r"(?:edit(?:ed|ing|ors?)|produc(?:ed|tion|ers?)|translat(?:ed|ion|or)|subbed|fact[- ]check(?:ed|ing)?)",
        r"(?:reviewed|approved|contributors?|additional reporting|with additional reporting)",
    ),
    behind_names=(
        r"(?:in|for|at|of|from|on|with|special|via|is|was|reports?|writes)",
        r"(?:published|posted|updated|last|first|modified|created|\d.*)",
        r"(?:mon|tue|tues|wed|wednes|thu|thurs|fri|sat|satur|sun)(?:day)?,?",
        r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d",
    ),
    bodies=tuple(
        """
        bureau network agency agencies wire wires service services press media news group publishing company
        corporation ltd inc plc limited foundation association institute university college council board
        newspaper newspapers society trust ministry department office
        """.split()
    ),
    roles=tuple(
        """
        correspondent correspondents reporter reporters editor editors edition writer writers staff journalist
        journalists columnist contributor contributors producer photographer critic freelance freelancer intern
        fellow admin administrator webmaster moderator desk desks newsdesk newsroom team
        webdesk presenter author authors guest director executive analyst
        online newsletter email podcast advertisement sponsored
        published posted updated modified share interview contributed report reports exclusive breaking live
        the a an and or with who how why what when where this that our your my we you i is are was were
        watch listen read more subscribe follow twitter facebook instagram
        monday tuesday wednesday thursday friday saturday sunday
        """.split()
    ),
    topics=tuple(
        """
        politics business economics economy finance markets technology tech science health education crime court
        courts sport sports football cricket racing culture arts entertainment lifestyle travel environment
        climate energy transport religion affairs property investigations features opinion comment letters
        editorial world national local regional foreign international political diplomatic digital web video
        audio data social environmental financial economic legal consumer investigative
        """.split()
    ),
    modifiers=tuple(
        """
        chief senior junior deputy assistant associate managing head contributing special royal defence defense
        security harbour harbor maritime naval rural city state county house home general food money police
        north south east west northern southern eastern western middle europe european asia asian africa african
        america american us uk eu un early late night weekend young science data music film theatre art book
        books education health space water housing community parliamentary white westminster congressional
        """.split()
    ),
    places=(
        *(
            "new york",
            "new delhi",
            "hong kong",
            "los angeles",
            "san francisco",
            "san diego",
            "tel aviv",
        ),
        *(
            "cape town",
            "buenos aires",
            "mexico city",
            "new orleans",
            "las vegas",
            "new zealand",
            "south africa",
        ),
        *(
            "united states",
            "united kingdom",
            "sri lanka",
            "saudi arabia",
            "south korea",
            "north korea",
        ),
        *(
            "washington dc",
            "washington d.c.",
            "kuala lumpur",
            "abu dhabi",
            "rio de janeiro",
            "são paulo",
        ),
        *(
            "st petersburg",
            "st louis",
            "st paul",
            "santa fe",
            "salt lake city",
            "new jersey",
            "new mexico",
        ),
        *(
            "north carolina",
            "south carolina",
            "west virginia",
            "north dakota",
            "south dakota",
            "costa rica",
        ),
        *(
            "el salvador",
            "port moresby",
            "addis ababa",
            "dar es salaam",
            "phnom penh",
            "ho chi minh city",
        ),
        *(
            "new south wales",
            "western australia",
            "south australia",
            "british columbia",
            "nova scotia",
        ),
    ),
    updated=(r"(?:last )?(?:updated|modified|edited|revised|amended)(?: on| at)?", r"update"),
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
        r"(?:originally|first) (?:published|appeared) (?:in|on|by|at)",
    ),
    republished=(
        r"(?:this|the) (?:article|story|report|piece|essay|interview|column|post) (?:was |is |has been |first |originally |also )*"
        r"(?:appeared|published|ran|republished|reprinted|reproduced) (?:here )?(?:in|on|by|at|from|(?:with|by) "
        r"(?:the )?permission (?:from|of)|courtesy of|with thanks to)",
        r"(?:republished|reprinted|reproduced) (?:with permission )?(?:from|by|courtesy of)",
        r"(?:first|originally) (?:published|appeared) (?:in|on|by|at)",
    ),
    bare=(r"credit", r"sources?"),
    goes_on=(r"(?:read|continue|see)\s+(?:more|reading|the rest)",),
    comments=(r"comment",),
    files=(
        r"\(?(?:with|additional) (?:(?:agency )?inputs?|files|reporting|reports|material|information) (?:from|by)",
        r"\(?(?:reporting|additional reporting|writing) by [^;\n]{2,120}; ?(?:\w+ and )?editing by",
    ),
    signed=(r"(?:with )?(?:reporting|files|material|inputs?) (?:by|from)",),
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
