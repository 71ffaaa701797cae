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

# Readers' words, and the guide's for the same. A key has one word or two; it stands for
# its plural too.
GUIDES_WORDS = {
    # A plural whose stem is another
    "calf": "calves",
    "calves": "calf",
    # Places
    "bottom": "glutes",
    "bum": "glutes",
    "butt": "glutes",
    "buttock": "glutes",
    "hip": "glutes",
    "piriformis": "glutes",
    "lumbar": "lower back",
    "thoracic": "upper back",
    "blade": "upper back",
    "shoulder blade": "upper back",
    "trap": "trapezius",
    # Things and people
    "text neck": "tech neck",
    "theragun": "massage gun",
    "percussion gun": "massage gun",
    "hydration": "water",
    "dehydrated": "water",
    "physio": "physical therapist",
    "physiotherapist": "physical therapist",
    "physical therapy": "physical therapist",
    "pt": "physical therapist",
    "physician": "doctor",
    # Warning signs
    "ambulance": "911",
    "emergency": "911",
    "er": "911",
    "accident": "crash",
    "blood clot": "swollen calf",
    "clot": "swollen calf",
    "dvt": "swollen calf",
    "thrombosis": "swollen calf",
    "swelling": "swollen",
    "heart": "chest",
    "heart attack": "chest pain",
    "short breath": "breathing",
    "shortness breath": "breathing",
    "collapse": "faint",
    "collapsed": "faint",
    "passed": "faint",
    "seizure": "faint",
    "unconscious": "faint",
    "stroke": "speech",
    "droop": "speech",
    "drooping": "speech",
    "slurred": "speech",
    "dizzy": "balance",
    "dizziness": "balance",
    "vision": "sight",
    "blurred": "sight",
    "blurry": "sight",
    "fracture": "broken bone",
    "incontinence": "bladder",
    "pee": "bladder",
    "peeing": "bladder",
    "urinate": "bladder",
    "urine": "bladder",
    "poop": "bowel",
    "paralyzed": "weakness",
    "pins needles": "tingling",
    "sciatica": "tingling leg",
}
