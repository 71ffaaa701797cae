"""What readers type and what must be first, the same for SQLite and PostgreSQL."""

import html
import re
from collections.abc import Callable

EMERGENCY = "/guide/more-than-a-knot/#section-it-may-be-an-emergency"
TODAY = "/guide/more-than-a-knot/#section-it-should-not-wait"
SEE_SOMEONE = "/guide/more-than-a-knot/#section-it-wont-go-away"
ASK_FIRST = "/guide/more-than-a-knot/#section-before-any-massage"

FIRST_RESULTS = {
    # Warning signs, whatever else is said
    "chest pain": EMERGENCY,
    "chest pian": EMERGENCY,
    "foam roller for my chest": EMERGENCY,
    "numb": EMERGENCY,
    "can't breathe": EMERGENCY,
    "cant breath": EMERGENCY,
    "hard to breathe": EMERGENCY,
    "heart attack": EMERGENCY,
    "heart attacks": EMERGENCY,
    "my heart hurts": EMERGENCY,
    "stroke": EMERGENCY,
    "face droop": EMERGENCY,
    "passed out": EMERGENCY,
    "dizzy": EMERGENCY,
    "cannot pee": EMERGENCY,
    "headake": EMERGENCY,
    "neck back arm leg hip calf feet toes knee jaw ribs headake": EMERGENCY,
    "emergency": EMERGENCY,
    "emergencies": EMERGENCY,
    "car accidents": EMERGENCY,
    "swollen calf": TODAY,
    "swolen ankle": TODAY,
    "blood clot": TODAY,
    "blood clots in leg": TODAY,
    "DVT": TODAY,
    "calf": TODAY,
    "calfs": TODAY,
    "sleep": SEE_SOMEONE,
    "doctr": SEE_SOMEONE,
    "physcal therapist": SEE_SOMEONE,
    "physio": SEE_SOMEONE,
    "pregnant": ASK_FIRST,
    "fractures": ASK_FIRST,
    "masage": ASK_FIRST,
    # Places that hurt, in the plural, misspelled, unfinished, by another name
    "shoulder": "/relief/shoulders/",
    "sholder": "/relief/shoulders/",
    "shouldrs": "/relief/shoulders/",
    "SHOULDERS": "/relief/shoulders/",
    "shoul": "/relief/shoulders/",
    "calv": "/relief/calves/",
    "calvs": "/relief/calves/",
    "lower back pain": "/relief/lower-back/",
    "lowerback": "/relief/lower-back/",
    "butt": "/relief/glutes-and-hips/",
    "glute": "/relief/glutes-and-hips/",
    "hip": "/relief/glutes-and-hips/",
    "knot in my shoulder blades": "/relief/upper-back/",
    # Stretches
    "traps": "/relief/neck/#stretch-upper-trapezius-stretch",
    "trapezis": "/relief/neck/#stretch-upper-trapezius-stretch",
    "doorway": "/relief/shoulders/#stretch-doorway-pec-stretch",
    "childs pose": "/relief/upper-back/#stretch-childs-pose",
    # The guide
    "tech neck": "/guide/find-the-real-source/#section-the-screen-habit",
    "streching": "/guide/stretches-that-release/",
    "presure": "/guide/ease-a-knot-now/#section-what-pressure-can-and-cant-do",
    "heat": "/guide/ease-a-knot-now/#section-warm-it-first",
    "yoga": "/guide/a-knot-resistant-life/#section-variety",
    "water bottle": "/guide/a-knot-resistant-life/#section-water-within-reach",
    "tear": "/guide/more-than-a-knot/#section-knot-or-tear",
    # Questions
    "how long does a knot last": "/questions/#how-long-until-it-goes",
}

NEAR_THE_TOP = {
    "nek": "/relief/neck/",
    "neck": "/relief/neck/",
    "my neck hurts": "/relief/neck/",
    "calf": "/relief/calves/",
    "foam rollar": "/relief/calves/",
    "when should i see a doctor": "/questions/#when-to-see-someone",
}

HOSTILE = [
    '"',
    '"neck',
    "neck*",
    "*",
    "NEAR(neck calf)",
    "neck NOT calf",
    "-neck",
    "title:neck",
    "neck:*",
    "(((((",
    "neck & | ! <-> calf",
    "'; DROP TABLE articles_passage; --",
    "' OR 1=1 --",
    "%s %d %%",
    "\\",
    "a\x00b",
    "\x00",
    "{neck}^2",
    "💆 🦵🏽",
    "👩‍⚕️",
    "\u202etset\u202c",
    "عنق",
    "шея",
    "ne\u0301ck",
    "½ ² ﬁ ß",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "\ue000neck\ue001",
    "<script>alert(1)</script>",
    "1e5 3.5 0x1f 10.0.0.1 a@b.co http://x.y/z?q=1",
    " ".join("abcdefghijklmnopqrstuvwxyz"),
    "neck " * 500,
    "n" * 5000,
]


def first_results(read: Callable[[str], str]) -> dict[str, str]:
    """What is first for each of FIRST_RESULTS; `read` gives the page for some words."""
    return {words: [*paths_in(read(words)), ""][0] for words in FIRST_RESULTS}


def not_near_the_top(read: Callable[[str], str]) -> list[str]:
    """The words of NEAR_THE_TOP for which what was meant is not among the first three."""
    return [
        words
        for words, path in NEAR_THE_TOP.items()
        if path not in paths_in(read(words))[:3]
    ]


def paths_in(page: str) -> list[str]:
    """Where the results on a page lead, in their order."""
    return re.findall(r'<h2 class="result__title"><a href="([^"]+)"', page)


def text_in(page: str) -> str:
    """What the page says, on one line."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", body)).split())
