"""A method in which cards are rated, dotted and chosen in every way, for laws and rules."""

from tests.core.made import method, step, writes

ALL = ["inbrenger", "deelnemer"]
NUMBERS = {
    "name": "van 1 tot 3",
    "values": [
        {"id": "een", "sign": "1", "word": "weinig"},
        {"id": "twee", "sign": "2", "word": "wat"},
        {"id": "drie", "sign": "3", "word": "veel"},
    ],
}
CRITERIA = [{"id": "belang", "name": "belangrijk"}, {"id": "gemak", "name": "makkelijk"}]

WEIGHED = method(
    step("schrijven", write=[writes("vraag", *ALL), writes("idee", *ALL)]),
    step(
        "wegen",
        rate={
            "kinds": ["vraag"],
            "scale": "getal",
            "who": ALL,
            "visible": "later",
            "criteria": CRITERIA,
        },
        dots={"kinds": ["idee"], "who": ALL, "each": 3, "per_card": 2, "visible": "later"},
        write=[writes("idee", *ALL)],
    ),
    step(
        "bekijken",
        reveal_ratings_on_entry=["vraag", "idee"],
        dots={"kinds": ["vraag"], "who": ALL, "each": 2},
        pick={"kinds": ["idee"], "who": ["inbrenger"], "max": 2},
    ),
    step(
        "voor-jezelf",
        rate={"kinds": ["idee"], "scale": "getal", "who": ALL, "visible": "never"},
        pick={"kinds": ["vraag"], "who": ALL, "makes_inbrenger": True},
    ),
    step(
        "opnieuw",
        rate={
            "kinds": ["vraag"],
            "scale": "getal",
            "who": ALL,
            "visible": "later",
            "criteria": CRITERIA,
        },
        dots={"kinds": ["idee"], "who": ALL, "each": 3, "visible": "later"},
    ),
    step("slot", reveal_ratings_on_entry=["vraag", "idee"]),
    id="wegen",
    scales={"getal": NUMBERS},
)
