"""Boards as groups leave them, played from beginning to end: what a verslag has to do justice to.

    python -m tests.report.boards FOLDER

writes the verslag of each as a PDF and as pictures of its pages, to be looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import typst

from flapover.core.ids import CriterionId, GroupId, KindId, PersonId
from flapover.core.project import snapshot
from flapover.core.requests import (
    AnswerCard,
    LinkCards,
    PickCard,
    PlaceDots,
    PlaceInGroup,
    RateCard,
    RevealAll,
    RewriteCard,
    ShareCard,
    WriteCard,
)
from flapover.report import gathered, paper
from flapover.report.typesetter import HERE
from tests.methods.stage import in_parts, together
from tests.play import ANN, BOB, CEM, INBRENGER, LEADER, Play


def ten_steps() -> Play:
    """Play a case through all ten steps, with more questions than fit in a row."""
    play = Play("tien-stappen").start()
    play.write(INBRENGER, "steekwoord", "Nieuwe collega, 3 maanden").write(
        INBRENGER, "steekwoord", "Overleg op dinsdag"
    )
    play.next()
    asked = {
        ANN: (
            "Wat raakt je hierin het meest?",
            "Hoe zou het zijn als zij het helemaal alleen deed?",
            "Wanneer ging het voor het laatst wél goed tussen jullie, en wat deed jij toen anders?",
        ),
        BOB: ("Wie weet hiervan?", "Wat wil je niet kwijt?", "Waar ben je bang voor?"),
        CEM: (
            "Wat zegt je team over jou als je er niet bij bent?",
            "Wat heb je al geprobeerd?",
            "Hoeveel tijd geef je dit nog?",
        ),
    }
    for who, questions in asked.items():
        for one in questions:
            play.write(who, "vraag", one)
    play.reveal_all().next()
    values = ("warm", "warm", "neutraal", "koud", "warm", "warm", "neutraal", "koud", "koud")
    texts = [one for questions in asked.values() for one in questions]
    for text, value in zip(texts, values, strict=True):
        play.rate(INBRENGER, text, value)
    play.next()
    for text in texts[:-2]:
        play.answer(INBRENGER, text, "" if len(text) < 24 else "Dat ik het zelf ook niet weet.")
    play.next().write(ANN, "vraag", "Wat zou je moeder zeggen?")
    play.answer(INBRENGER, "Wat zou je moeder zeggen?", "‘Laat haar toch.’").next()
    problems = {
        ANN: "dat ik niet durf te zeggen dat het me te veel is",
        BOB: "dat ik haar nodig heb om zelf onmisbaar te blijven, en dat ik dat pas merk als zij "
        "iets goed doet waar ik niet bij was",
        CEM: "dat ik wacht tot iemand anders het zegt",
    }
    for who, text in problems.items():
        play.write(who, "probleemformulering", text)
    play.write(INBRENGER, "eigen-formulering", "dat ik haar niet loslaat")
    play.reveal_all().next()
    for text, value in zip(problems.values(), ("warm", "warm", "neutraal"), strict=True):
        play.rate(INBRENGER, text, value)
    play.next()
    play.rewrite(INBRENGER, "dat ik haar niet loslaat", "dat ik niet durf te zien dat zij het kan")
    play.next()
    for text in ("Ik vind het fijn om nodig te zijn.", "Niemand vraagt hoe het met mij gaat."):
        play.write(INBRENGER, "kracht", text)
    play.write(BOB, "kracht", "Het team kijkt mee.").write(CEM, "uitweg", "Eén dinsdag wegblijven.")
    play.write(ANN, "uitweg", "Haar vragen wat zij van jou nodig heeft, en dan niets toevoegen.")
    play.next()
    play.do(INBRENGER, WriteCard(kind=KindId("actie"), text="Dinsdag laat ik haar voorzitten"))
    play.write(INBRENGER, "actie", "Ik vertel het team dat ik moe ben")
    return play.write(INBRENGER, "inzicht", "Zij kan het; ik moet er alleen nog aan wennen.")


def fishbowl() -> Play:
    """Play a fishbowl, with a problem that all wrote together."""
    play = Play("viskom").start()
    play.do(ANN, together(play, "probleem", "langs elkaar heen, ook als het erop aankomt."))
    play.do(BOB, together(play, "probleem", "We praten "))
    for who, group in ((INBRENGER, "binnen"), (ANN, "binnen"), (BOB, "buiten"), (CEM, "buiten")):
        play.do(LEADER, PlaceInGroup(person=who, group=GroupId(group)))
    play.next().write(BOB, "opmerking", "Niemand vraagt iets.")
    play.write(CEM, "opmerking", "Er is zorg, maar die krijgt geen woorden.").next()
    play.do(BOB, ShareCard(card=play.card_id("Niemand vraagt iets."))).next()
    play.write(BOB, "herformulering", "doorvragen als het spannend wordt.")
    play.write(CEM, "herformulering", "wie van ons begint.").reveal(BOB).next()
    problem = play.card_id("We praten langs elkaar heen, ook als het erop aankomt.")
    play.do(
        ANN, RewriteCard(card=problem, text="Hoe vragen we door, juist als het spannend wordt?")
    )
    play.next().write(CEM, "suggestie", "Waar ben je bang voor als je doorvraagt?").next().next()
    play.write(BOB, "advies", "Begin het overleg met één vraag, en laat die tien minuten staan.")
    play.write(CEM, "advies", "Spreek af wie ‘stop’ mag zeggen.").next()
    play.write(INBRENGER, "toepassing", "Ik begin dinsdag met die ene vraag.").next()
    for who, text in ((ANN, "Stilte is ook een antwoord."), (CEM, "Kijken levert meer op.")):
        play.write(who, "leerpunt", text)
    return play


def force_field() -> Play:
    """Play a force field with forces of every weight, links, and plans in parts."""
    play = Play("krachtenveld").start()
    play.write(INBRENGER, "werkvraag", "Hoe krijg ik mijn werk weer binnen mijn uren?")
    play.write(ANN, "doel", "Vier dagen per week om zes uur thuis").next()
    play.write(INBRENGER, "huidige-situatie", "Meestal om acht uur thuis, laptop mee")
    play.write(CEM, "gewenste-situatie", "Om zes uur thuis, laptop op kantoor").next()
    helping = ("Mijn gezin", "De nieuwe planning werkt", "Twee collega’s willen ruilen")
    hindering = (
        "De deadlines van het kwartaal",
        "Ik zeg geen nee, ook niet als ik het beter zou weten dan degene die het vraagt",
        "De baas mailt ’s avonds",
        "Niemand anders kent het systeem",
    )
    for text in helping:
        play.write(INBRENGER, "kracht", text, zone="helpt")
    for text in hindering:
        play.write(BOB, "kracht", text, zone="hindert")
    play.next().next()
    tie = LinkCards(card=play.card_id(helping[0]), other=play.card_id(hindering[2]), linked=True)
    play.do(ANN, tie).next()
    marks = ("een", "twee", "drie", "vier", "vijf")
    for at, text in enumerate((*helping, *hindering)):
        for name in ("belang", "moeilijkheid", "helderheid"):
            for who, more in ((ANN, 0), (BOB, 1)):
                value = marks[min(4, (at * 2 + more) % 5)]
                card = play.card_id(text)
                play.do(who, RateCard(card=card, value=value, criterion=CriterionId(name)))
    play.next().next()
    point = in_parts(
        "actiepunt",
        "wat: Praten met de baas over mail na zessen",
        "doel: Geen mail meer na zes uur, behalve bij storing",
        "wie: Ine",
        "wanneer: 2026-12-11",
        "middelen: Een half uur van zijn tijd",
    )
    sources = (play.card_id(hindering[2]),)
    play.do(INBRENGER, point.model_copy(update={"sources": sources}))
    play.do(ANN, in_parts("actiepunt", "wat: De planning ophangen", "wie: Ann")).next()
    goal = (play.card_id("Vier dagen per week om zes uur thuis"),)
    measured = in_parts("criterium", "waaraan: Vier dagen per week", "wanneer: 2027-02-01")
    play.do(ANN, measured.model_copy(update={"sources": goal}))
    return play.do(INBRENGER, in_parts("meetmoment", "wanneer: 2027-02-01", "hoe: Agenda tellen"))


def video() -> Play:
    """Play two laps of VIA, and what all look back on."""
    play = Play("via").start()
    _fragment(play, INBRENGER, ANN, BOB)
    play.repeat(ANN)
    _fragment(play, ANN, INBRENGER, CEM)
    play.next().write(BOB, "inzicht", "Kijken zonder uitleg is moeilijker dan het lijkt.")
    play.write(CEM, "terugblik", "Rustig, en toch scherp.")
    return play.write(LEADER, "afspraak", "Op 14 januari weer, met een fragment van Bob en Cem.")


def _fragment(play: Play, inbrenger: PersonId, one: PersonId, other: PersonId) -> None:
    play.next()
    own = ("gezien: dat ik wachtte tot zij keek", "vind: het rustig", "goed: dat ik bleef zitten")
    play.do(inbrenger, in_parts("eigen-indruk", *own)).next()
    said = ("zien: knikt terwijl zij praat", "effect: praat zij door", "tip: het stil te laten")
    play.do(one, in_parts("observatie", *said))
    play.do(other, in_parts("observatie", "zien: zacht praat", "effect: leunde ik naar voren"))
    play.do(LEADER, RevealAll())
    mine = [card for card in play.board.cards.values() if card.lap == play.round.lap]
    first, second = (card for card in mine if card.kind == "observatie")
    play.do(inbrenger, AnswerCard(card=first.id, text="dat mijn knikken ruimte geeft"))
    play.do(inbrenger, AnswerCard(card=second.id, text="")).next()
    play.write(inbrenger, "houden", "Wachten").write(inbrenger, "leerpunt", "Harder praten")
    play.write(inbrenger, "actie", "Donderdag aan het hoofd van de tafel zitten")


def success() -> Play:
    """Play a success with factors in two columns, and finds that say where they come from."""
    play = Play("successen").start()
    play.write(INBRENGER, "succes", "De dienst draait zelf, zonder dat ik er elke dag ben")
    play.write(ANN, "succesfactor", "Je vroeg het gewoon").write(BOB, "succesfactor", "Geduld")
    play.write(CEM, "contextkenmerk", "Een chef die liet begaan").next()
    play.rewrite(INBRENGER, "Je vroeg het gewoon", "Ik vroeg het, met knikkende knieën").next()
    play.write(ANN, "vraag", "Wat als hij nee had gezegd?")
    play.answer(INBRENGER, "Wat als hij nee had gezegd?", "Dan was ik naar zijn baas gegaan")
    factors = ("Ik vroeg het, met knikkende knieën", "Een chef die liet begaan")
    found = WriteCard(
        kind=KindId("vondst"),
        text="Ik vroeg juist degene die ruimte kon geven",
        sources=tuple(play.card_id(text) for text in factors),
    )
    play.do(INBRENGER, found).next().write(ANN, "leerpunt", "Eerder vragen")
    return play.write(INBRENGER, "actie", "Volgende week vraag ik het weer")


def first_meeting() -> Play:
    """Play a first meeting, with six columns of agreements and goals with dots."""
    play = Play("start").start(None).write(ANN, "agendapunt", "Kennismaken")
    play.write(LEADER, "agendapunt", "Afspraken maken").next()
    for who, why in ((ANN, "Nieuw hier"), (BOB, "Op zoek naar rust"), (CEM, "Ik mis collega’s")):
        said = (f"waarom: {why}", "leren: Beter luisteren", "meebrengen: Geduld, en koffie")
        play.do(who, in_parts("kennismaking", *said)).reveal(who)
    play.next().next().write(ANN, "doel", "Beter luisteren").write(BOB, "doel", "Minder piekeren")
    play.next()
    for who in (BOB, CEM):
        play.do(who, PlaceDots(card=play.card_id("Beter luisteren"), count=1))
    play.next().write(CEM, "verwachting", "Eerlijk zijn", zone="elkaar")
    play.write(CEM, "verwachting", "De tijd bewaken", zone="gespreksleider").next()
    agreed = {
        "vertrouwen": "Wat hier gezegd wordt, blijft hier",
        "voorbereiding": "Iedereen heeft een vraag bij zich",
        "inbrengen": "Wie het dringendst is, gaat voor",
        "ritme": "Eens in de zes weken, op donderdag",
        "plek": "Om en om bij elkaar",
        "praktisch": "We zijn op tijd",
    }
    for zone, text in agreed.items():
        play.write(ANN, "afspraak", text, zone=zone)
    play.rewrite(BOB, "We zijn op tijd", "We beginnen om negen uur").next()
    play.write(ANN, "werkwijze", "We beginnen met de tienstappenmethode").next()
    play.write(BOB, "werkwijze", "Na de vijfde keer").next()
    play.write(CEM, "werkvraag", "Hoe zeg ik het hem?")
    return play.do(LEADER, PickCard(card=play.card_id("Hoe zeg ik het hem?"), picked=True))


BOARDS: dict[str, Callable[[], Play]] = {
    "tien-stappen": ten_steps,
    "viskom": fishbowl,
    "krachtenveld": force_field,
    "via": video,
    "successen": success,
    "start": first_meeting,
}


def pages(play: Play, who: PersonId = ANN) -> list[bytes]:
    """Return the pages of the PDF of somebody, as pictures."""
    set_ = typst.Compiler(
        (HERE / "verslag.typ").read_bytes(),
        root=HERE,
        font_paths=typst.Fonts(font_paths=[HERE / "fonts"]),
    ).compile(
        format="png",
        ppi=80,
        sys_inputs={"data": paper(gathered(snapshot(play.scene, who)))},
    )
    return [page for page in (set_ if isinstance(set_, list) else [set_]) if page]


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for name, played in BOARDS.items():
        for number, page in enumerate(pages(played()), start=1):
            (out / f"{name}-{number}.png").write_bytes(page)
