"""Words that mean something to a search beyond what they say. All in small letters,
without accents."""


def words_in(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Said in every question, telling nothing.
EMPTY_WORDS = words_in(
    """
    a an the this that these those
    i me my mine myself you your yours yourself yourselves he him his himself
    she her hers herself it its itself we us our ours ourselves
    they them their theirs themselves one
    am is are was were be been being have has had having do does did doing done
    can cannot could will would shall should may might must
    cant couldnt dont doesnt didnt isnt arent wasnt wont im ive id youre
    s t d m ll re ve don isn aren wasn doesn didn couldn wouldn won
    and or but nor if because as until while so than then though
    of at by for with about against between into through during before after
    above below to from up down in out on off over under
    what which who whom whose when where why how
    all any both each few more most other some such no nor not only own same
    too very just now here there again further once also
    get gets got go goes going make makes please
    """
)

# Said of every knot: they make a result better, but none lacks them.
EVERYDAY_WORDS = words_in(
    """
    ache aches achy aching hurt hurts hurting pain pains painful sore soreness
    stiff stiffness tense tension tight tightness knot knots muscle muscles muscular
    ease help relief relieve rid fix treat treatment cure best really bad
    last lasts take takes
    """
)

# Whoever writes a word that begins like one of these sees the warning signs with it,
# whatever else they write.
ALARMS = tuple(
    words_in(
        """
        911 balance bladder bleed blood bowel breath broke bruis burn cancer chest clot faint
        fever groin headach infect numb osteopor paraly pregnan sever sight speech
        spread sudden surger swell swollen thinner tingl unwell weak wound
        """
    )
)

# The guide's words, and readers' for the same: each of one word or two, and its plural.
READERS_WORDS = {
    "calves": "calf",
    "calf": "calves",
    "glutes": "bottom, bum, butt, buttock, hip, piriformis",
    "lower back": "lumbar",
    "upper back": "thoracic, blade, shoulder blade",
    "trapezius": "trap",
    "tech neck": "text neck",
    "massage gun": "theragun, percussion gun",
    "water": "hydration, dehydrated",
    "physical therapist": "physio, physiotherapist, physical therapy, pt",
    "doctor": "physician",
    "911": "ambulance, emergency, er",
    "crash": "accident",
    "swollen calf": "blood clot, clot, dvt, thrombosis",
    "swollen": "swelling",
    "chest": "heart",
    "chest pain": "heart attack",
    "breathing": "short breath, shortness breath",
    "faint": "collapse, collapsed, passed, seizure, unconscious",
    "speech": "stroke, droop, drooping, slurred",
    "balance": "dizzy, dizziness",
    "sight": "vision, blurred, blurry",
    "broken bone": "fracture",
    "bladder": "incontinence, pee, peeing, urinate, urine",
    "bowel": "poop",
    "weakness": "paralyzed",
    "tingling": "pins needles",
    "tingling leg": "sciatica",
}
GUIDES_WORDS = {
    said: guides
    for guides, words in READERS_WORDS.items()
    for said in words.split(", ")
}
