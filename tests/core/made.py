"""Small methods made for a test, for what no method that comes with Flapover asks yet."""

from typing import Any

from flapover.core.method import Method

TELL = {"gespreksleider": "Leid.", "inbrenger": "Breng in.", "deelnemer": "Doe mee."}


def step(name: str = "een", **opens: Any) -> dict[str, Any]:
    """Return a step that opens just this."""
    return {"id": name, "title": name, "minutes": 5, "wall": "Kijk.", "tell": TELL, **opens}


def method(*steps: dict[str, Any], **more: Any) -> Method:
    """Return a method with these steps, two kinds of card, a scale and two flaps."""
    said: dict[str, Any] = {
        "id": "klein",
        "language": "nl",
        "name": "Klein",
        "summary": "Klein.",
        "purpose": "Proberen.",
        "use_when": ["Nooit."],
        "group": {"min": 2, "max": 9},
        "source": "Voor deze test",
        "kinds": {
            "vraag": {"name": "vraag", "plural": "vragen"},
            "idee": {"name": "idee", "plural": "ideeën"},
        },
        "scales": {
            "schaal": {
                "name": "schaal",
                "values": [
                    {"id": "ja", "sign": "+", "word": "ja"},
                    {"id": "nee", "sign": "-", "word": "nee"},
                ],
            }
        },
        "sheets": [
            {"id": "flap", "title": "Flap"},
            {
                "id": "zuilen",
                "title": "Zuilen",
                "zones": [{"id": "links", "title": "Links"}, {"id": "rechts", "title": "Rechts"}],
            },
        ],
        "steps": [{"sheet": "flap", **steps[0]}, *steps[1:]],
        **more,
    }
    return Method.model_validate(said)


def writes(kind: str = "vraag", *who: str, sheet: str = "flap", **more: Any) -> dict[str, Any]:
    """Return the rule that these roles (deelnemers when none is named) write this kind."""
    return {"kind": kind, "who": list(who or ("deelnemer",)), "sheet": sheet, **more}


SAMEN = method(
    step("alleen", write=[writes("vraag", hidden=True, count=True)]),
    step("samen", write=[writes("idee", "inbrenger", "deelnemer", joint=True)]),
    step(
        "herschrijven",
        rewrite={"kinds": ["vraag", "idee"], "who": ["inbrenger", "deelnemer"], "anyone": True},
        rate={"kinds": ["idee"], "scale": "schaal", "who": ["inbrenger"]},
        reveal_on_entry=["vraag"],
    ),
    step("verder", write=[writes("idee", joint=True), writes("vraag")]),
)
"""Something written together, and cards that anybody may reword."""


GANG = method(
    step("agenda", write=[writes("idee", "inbrenger", "deelnemer")]),
    step(
        "kijken",
        write=[writes("vraag", "deelnemer", "inbrenger", hidden=True, count=True, max=2)],
        ready=["deelnemer"],
        reveal={"kinds": ["vraag"], "who": ["gespreksleider"], "ways": ["ready", "author"]},
    ),
    step("zien", variant_of="hoe", sheet="zuilen", reveal_on_entry=["vraag"]),
    step("horen", variant_of="hoe", reveal_on_entry=["vraag"], turns=["deelnemer"]),
    step("leren", focus={"kinds": ["vraag", "idee"], "who": ["gespreksleider"]}),
    step("extra", optional=True, rewrite={"kinds": ["idee"], "who": ["deelnemer"]}),
    step("terug", move={"kinds": ["vraag", "idee"], "who": ["deelnemer"]}),
    repeat={"from": "kijken", "to": "leren"},
)
"""Every turn that a course can take: a choice, a block per inbrenger, a step to pass over."""

FILM = method(
    step("tonen", clip={}, write=[writes("idee", "inbrenger")]),
    step(
        "weg",
        away=["deelnemer"],
        clip={"who": "gespreksleider"},
        write=[writes("vraag", hidden=True)],
    ),
    step("samen", clip={"warn_seconds": 5}, reveal_on_entry=["vraag"]),
    step("zonder", write=[writes("idee")]),
    repeat={"from": "tonen", "to": "samen"},
)
"""A clip that is shown, hidden from who turns their back, shown again, and out of sight."""

GROEPEN = method(
    step(
        "verdelen",
        split={
            "form": "named",
            "groups": [{"id": "binnen", "title": "Binnen"}, {"id": "buiten", "title": "Buiten"}],
        },
        write=[writes("vraag", "inbrenger", "deelnemer")],
    ),
    step(
        "kring",
        write=[
            writes("vraag", group="binnen"),
            writes("idee", "inbrenger", "deelnemer", hidden=True, per_group=True, max=2),
            writes("notitie", "inbrenger", hidden=True),
        ],
        turns=["inbrenger", "deelnemer"],
        turn_order="inbrenger-last",
        turn_group="binnen",
        tell_group={"binnen": "Praat.", "buiten": "Luister."},
    ),
    step(
        "roddel",
        away=["inbrenger"],
        write=[writes("vraag"), writes("notitie", "inbrenger", hidden=True)],
        rate={"kinds": ["vraag"], "scale": "schaal", "who": ["deelnemer"]},
        focus={"kinds": ["vraag"], "who": ["gespreksleider", "deelnemer"]},
        move={"kinds": ["vraag"], "who": ["deelnemer"]},
        answer={"kinds": ["vraag"], "who": ["deelnemer"]},
        reveal={"kinds": ["idee"], "who": ["gespreksleider"], "ways": ["all", "author"]},
        turns=["deelnemer"],
        ready=["inbrenger", "deelnemer"],
    ),
    step(
        "duos",
        split={"form": "duos"},
        write=[writes("idee", "inbrenger", "deelnemer", hidden=True, per_group=True)],
        turns=["inbrenger", "deelnemer"],
    ),
    step("terug", reveal_on_entry=["idee", "notitie"]),
    kinds={
        "vraag": {"name": "vraag", "plural": "vragen"},
        "idee": {"name": "idee", "plural": "ideeën"},
        "notitie": {"name": "notitie", "plural": "notities"},
    },
)
"""A group that is divided, twice, and an inbrenger who turns their back in between."""


EIGEN = method(
    step(
        "voor-jezelf",
        write=[
            writes("notitie", "inbrenger", "deelnemer", private=True),
            writes("zorg", "inbrenger", "deelnemer", hidden=True, anonymous=True, max=2),
            writes("plan", "deelnemer"),
        ],
        share={"kinds": ["zorg"], "who": ["inbrenger"]},
        reveal={"kinds": ["zorg"], "who": ["gespreksleider"], "ways": ["all"]},
    ),
    step(
        "delen",
        write=[
            {**writes("vondst", "inbrenger", "deelnemer"), "from": ["plan", "zorg", "notitie"]},
            writes("plan", "inbrenger", "deelnemer"),
        ],
        share={"kinds": ["notitie"], "who": ["inbrenger", "deelnemer"]},
        reveal_on_entry=["zorg"],
    ),
    step(
        "verbinden",
        write=[writes("zorg", "deelnemer", anonymous=True)],
        link={"kinds": ["plan", "zorg", "vondst", "notitie"], "who": ["inbrenger", "deelnemer"]},
        rewrite={"kinds": ["zorg", "plan"], "who": ["deelnemer"], "anyone": True},
        rate={"kinds": ["zorg"], "scale": "schaal", "who": ["inbrenger"]},
        share={"kinds": ["notitie"], "who": ["deelnemer"]},
    ),
    step("om", away=["inbrenger"], link={"kinds": ["plan", "zorg"], "who": ["deelnemer"]}),
    id="eigen",
    kinds={
        "notitie": {"name": "notitie", "plural": "notities"},
        "zorg": {"name": "zorg", "plural": "zorgen"},
        "plan": {
            "name": "plan",
            "plural": "plannen",
            "parts": [
                {"id": "wat", "name": "Wat?"},
                {"id": "hulp", "name": "Wie helpt?", "type": "person", "optional": True},
            ],
        },
        "vondst": {"name": "vondst", "plural": "vondsten"},
    },
)
"""Own notes, cards without a name, cards of parts, where a card comes from, and ties."""
