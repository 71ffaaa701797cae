"""What readers type and what must be first, the same for SQLite and PostgreSQL."""

import html
import re
from collections.abc import Callable

EMERGENCY = "/guide/more-than-a-knot/#section-it-may-be-an-emergency"
TODAY = "/guide/more-than-a-knot/#section-it-should-not-wait"
SEE_SOMEONE = "/guide/more-than-a-knot/#section-it-wont-go-away"
ASK_FIRST = "/guide/more-than-a-knot/#section-before-any-massage"

MEANT = {
    # Warning signs, whatever else is said
    EMERGENCY: [
        *("chest pain", "chest pian", "foam roller for my chest", "numb"),
        *("can't breathe", "cant breath", "hard to breathe", "my heart hurts"),
        *("heart attack", "heart attacks", "stroke", "face droop", "passed out"),
        *("dizzy", "cannot pee", "headake", "emergency", "emergencies"),
        *(
            "car accidents",
            "neck back arm leg hip calf feet toes knee jaw ribs headake",
        ),
    ],
    TODAY: [
        *("swollen calf", "swolen ankle", "blood clot", "blood clots in leg"),
        *("DVT", "calf", "calfs"),
    ],
    SEE_SOMEONE: ["sleep", "doctr", "physcal therapist", "physio"],
    ASK_FIRST: ["pregnant", "fractures", "masage"],
    # Places that hurt, in the plural, misspelled, unfinished, by another name
    "/relief/shoulders/": ["shoulder", "sholder", "shouldrs", "SHOULDERS", "shoul"],
    "/relief/calves/": ["calv", "calvs"],
    "/relief/lower-back/": ["lower back pain", "lowerback"],
    "/relief/glutes-and-hips/": ["butt", "glute", "hip"],
    "/relief/upper-back/": ["knot in my shoulder blades"],
    # Stretches
    "/relief/neck/#stretch-upper-trapezius-stretch": ["traps", "trapezis"],
    "/relief/shoulders/#stretch-doorway-pec-stretch": ["doorway"],
    "/relief/upper-back/#stretch-childs-pose": ["childs pose"],
    # The guide
    "/guide/find-the-real-source/#section-the-screen-habit": ["tech neck"],
    "/guide/stretches-that-release/": ["streching"],
    "/guide/ease-a-knot-now/#section-what-pressure-can-and-cant-do": ["presure"],
    "/guide/ease-a-knot-now/#section-warm-it-first": ["heat"],
    "/guide/a-knot-resistant-life/#section-variety": ["yoga"],
    "/guide/a-knot-resistant-life/#section-water-within-reach": ["water bottle"],
    "/guide/more-than-a-knot/#section-knot-or-tear": ["tear"],
    # Questions
    "/questions/#how-long-until-it-goes": ["how long does a knot last"],
}
FIRST_RESULTS = {words: path for path, typed in MEANT.items() for words in typed}

NEAR_THE_TOP = {
    "nek": "/relief/neck/",
    "neck": "/relief/neck/",
    "my neck hurts": "/relief/neck/",
    "calf": "/relief/calves/",
    "foam rollar": "/relief/calves/",
    "when should i see a doctor": "/questions/#when-to-see-someone",
}

HOSTILE = [
    # What a search language would take for its own
    *('"', '"neck', "neck*", "*", "NEAR(neck calf)", "neck NOT calf", "-neck"),
    *("title:neck", "neck:*", "(((((", "neck & | ! <-> calf", "{neck}^2"),
    *("'; DROP TABLE articles_passage; --", "' OR 1=1 --", "%s %d %%", "\\"),
    # What is hardly a letter, or not one
    *("a\x00b", "\x00", "💆 🦵🏽", "👩‍⚕️", "\u202etset\u202c"),
    *("عنق", "шея", "ne\u0301ck"),
    *("½ ² ﬁ ß", "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace")),
    *("\ue000neck\ue001", "<script>alert(1)</script>"),
    "1e5 3.5 0x1f 10.0.0.1 a@b.co http://x.y/z?q=1",
    # Very many words, and very long ones
    *(" ".join("abcdefghijklmnopqrstuvwxyz"), "neck " * 500, "n" * 5000),
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
