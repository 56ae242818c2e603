"""Mistakes in a method, said in Dutch to whoever writes their own.

The checks speak English, as do the files of the project. Here stands, once for each way in which
they speak, how that sounds in Dutch. What is not known here is shown as it is.
"""

import re

from flapover.methods.problems import Mistake

_FOUND = (
    (r"nothing", "niets"),
    (r"an empty (?:text|list)", "niets"),
    (r"an empty file", "een lege tekst"),
    (r"a mapping \(key: value\)", "een blok met namen en waarden"),
    (r"a list", "een lijst"),
    (r"(\d+) characters", r"\1 tekens"),
    (r"(\d+) items", r"\1 stuks"),
    (r"true", "ja"),
    (r"false", "nee"),
    (r"(\S+) again for (\w+)", r"\1 nog een keer voor \2"),
    (r"(\S+) again", r"\1 nog een keer"),
    (r"(\S+) as on line (\d+)", r"\1, net als op regel \2"),
    (r"(\S+), which nobody has written by then", r"\1, wat dan nog niemand heeft geschreven"),
    (r"(\S+), which nobody writes", r"\1, wat niemand schrijft"),
    (r"(\S+), which is not hidden by then", r"\1, wat dan niet verborgen is"),
    (r"(\S+) written hidden and never revealed", r"\1, dat verborgen blijft en nooit uitkomt"),
    (r"(\S+), which cannot be done here", r"\1, wat hier niet kan"),
    (r"(\S+) in the last step", r"\1 in de laatste stap"),
    (r"(\S+) joint here and not elsewhere", r"\1 hier samen geschreven, en ergens anders niet"),
    (r"(\S+) beside joint", r"\1 bij een kaartje dat je samen schrijft"),
    (r"min (\d+) above max (\d+)", r"minstens \1 en hoogstens \2"),
    (r"(\d+), more than max \((\d+)\)", r"\1, meer dan het hoogste aantal (\2)"),
    (r"tell without (.*)", r"geen tekst voor \1"),
    (r"it in the last step", "dit in de laatste stap"),
    # wie wat van wie mag weten
    (r"(\S+), which has parts, beside joint", r"\1, een soort met vragen, samen geschreven"),
    (r"(\S+), which is anonymous", r"\1, waar geen naam bij staat"),
    (r"(\S+), which is private", r"\1, iemands eigen notities"),
    (r"it beside joint", "dit bij een kaartje dat je samen schrijft"),
    (r"true for (\S+), which was otherwise before", r"ja bij \1, en eerder niet"),
    # verdeelde groepen
    (
        r"(\S+), which somebody writes who is away in this step",
        r"\1, van iemand die hier met de rug naar de flap zit",
    ),
    (r"(\S+), who is away in this step", r"\1, die hier met de rug naar de flap zit"),
    (r"(\d+) groups", r"\1 groepen"),
    (r"size None", "geen aantal per groepje"),
    (r"size (\d+)", r"\1 per groepje"),
    # de weg
    (r"(\S+), a variant", r"\1, een van de vormen"),
    (r"(\S+), optional", r"\1, die je mag overslaan"),
    (r"(\S+) again, after another step", r"\1 nog een keer, na een andere stap"),
    (r"(\S+) in the first step", r"\1 in de eerste stap"),
    (r"(\S+) once", r"\1 één keer"),
    (r"(\S+), while nobody is asked to say so", r"\1, terwijl niemand dat hoeft aan te geven"),
    (r"(\S+), which comes before (\S+)", r"\1, wat voor \2 komt"),
    (r"a block per inbrenger", "een blok per inbrenger"),
    (r"true in a variant", "ja bij een van de vormen"),
    # wegen en kiezen
    (r"(\S+) for later, and never shown", r"\1 voor later, wat nooit getoond wordt"),
    (
        r"(\S+), of which no rating or dots wait by then",
        r"\1, waarvan dan geen waardering of stip wacht",
    ),
    (r"(\d+), more than each \((\d+)\)", r"\1, meer dan iemand er heeft (\2)"),
    (r"true with max (\d+)", r"ja bij hoogstens \1"),
    (r"(\S+) with (\d+) zones", r"\1 met \2 kolommen"),
    (
        r"parts beside a starter, placeholder or hint",
        "vragen naast een begin, een voorbeeld of een hint",
    ),
    (r"part (\S+) again", r"vraag \1 nog een keer"),
    (r"a larger file", "een groter bestand"),
    (r"a tab before the text", "een tab voor de tekst"),
    (r"the (?:alias|anchor|tag) (\S+)", r"\1"),
    (r"more than (\d+) levels", r"meer dan \1 niveaus"),
    (r"a key that is no text", "een naam die geen tekst is"),
    (r"the character (\S+)", r"het teken \1"),
    (r"the byte (\S+)", r"de byte \1"),
    (r"a second ': ' in the line", "een tweede ‘: ’ op de regel"),
    (r"a line without ':'", "een regel zonder ‘:’"),
    (r"a '\?' inside \{…\} or \[…\]", "een ‘?’ tussen {…} of […]"),
    (r"a second document \('---'\)", "een tweede methode (‘---’)"),
    (r"the end of the file", "het einde van de tekst"),
    (
        r"a sign that cannot begin a text here",
        "een teken waar geen tekst mee begint",
    ),
    (r"what YAML cannot read \(.*\)", "iets wat geen YAML is"),
)
_EXPECTED = (
    (r"the field '(.*)'", r"hier hoort ‘\1’ te staan"),
    (r"one of the fields: (.*?)(?: \(did you mean '(.*)'\?\))?", "dit veld bestaat niet{near}"),
    (
        r"one of the zones of '(.*?)': (.*?)(?: \(did you mean '(.*)'\?\))?",
        r"kies een kolom van flap ‘\1’: \2",
    ),
    (r"one of: (.*?)(?: \(did you mean '(.*)'\?\))?", r"kies een van: \1{near}"),
    (r"text \(put it in quotes\)", "tekst; zet er aanhalingstekens om"),
    (r"text", "tekst"),
    (r"a short name: .*", "een korte naam van kleine letters, cijfers en streepjes"),
    (r"a whole number(?:, or text in quotes)?", "een heel getal"),
    (r"true or false", "ja of nee (true of false)"),
    (r"a list", "een lijst"),
    (r"a mapping \(key: value\)", "een blok met namen en waarden"),
    # wie wat van wie mag weten
    (r"a kind without parts", "een soort zonder vragen"),
    (
        r"a kind written hidden or private in this step or before it",
        "iets wat in deze stap of eerder verborgen of voor jezelf geschreven is",
    ),
    (r"another kind, as its writer would be named", "een andere soort, want de naam komt zo uit"),
    (
        r"ways: \[all\], as one by one tells who wrote it",
        "alles tegelijk (ways: [all]), want een voor een verraadt wie het schreef",
    ),
    (r"a kind that is not; or share it", "een andere soort, of laat de schrijver het delen"),
    (r"nothing, or true: own notes are hidden", "niets, of ja: eigen notities zijn verborgen"),
    (r"own notes, or cards of a subgroup", "of eigen notities, of kaartjes van een groepje"),
    (r"no count of own notes", "geen telling: eigen notities telt niemand"),
    (r"a kind that one person writes", "een soort die één persoon schrijft"),
    (r"one of (?:both|the two)", "een van de twee"),
    (r"the same wherever the kind is written", "hetzelfde in elke stap met deze soort"),
    # verdeelde groepen
    (r"a kind of the others alone", "een soort die alleen de anderen schrijven"),
    (
        r"only cards of their own with hidden: true",
        "alleen eigen kaartjes die verborgen zijn (hidden: true)",
    ),
    (r"roles that see the board", "rollen die de flap wel zien"),
    (
        r"a split with named groups in this step or before it",
        "een verdeling (split) met deze groepen, hier of eerder",
    ),
    (r"a split in this step or before it", "een verdeling (split), hier of eerder"),
    (r"turns beside it", "dat er ook beurten zijn (turns)"),
    (
        r"two or more with form: named, none with another form",
        "twee of meer bij groepen met een naam (form: named), en anders geen",
    ),
    (
        r"one with form: subgroups alone",
        "zo’n aantal alleen bij genummerde groepjes (form: subgroups)",
    ),
    # de weg
    (r"a step that is always played", "een stap die altijd gespeeld wordt"),
    (r"its variants in a row", "de vormen van een stap achter elkaar"),
    (r"a step before it, to choose in", "een stap ervoor, waarin je kiest"),
    (r"at least two variants in a row", "minstens twee vormen achter elkaar"),
    (r"ready: \[\.\.\.\] beside it", "wie dat aangeven (ready: [...])"),
    (r"the last step of the block", "de laatste stap van het blok"),
    (r"needs_inbrenger: true", "een methode met een inbrenger (needs_inbrenger: true)"),
    (r"a first step that everybody goes through", "een eerste stap die je niet overslaat"),
    # wegen en kiezen
    (r"two zones, that push against each other", "twee kolommen, die tegen elkaar in duwen"),
    (r"reveal_ratings_on_entry in a later step", "een latere stap die het laat zien"),
    (
        r"a kind with visible: later in an earlier step",
        "een soort die eerder voor later gewaardeerd is (visible: later)",
    ),
    (r"max: 1, as one brings the case", "hoogstens 1: één persoon brengt de casus in"),
    (r"at most each", "niet meer dan iemand er heeft"),
    (
        r"the same for a kind in every step with dots",
        "hetzelfde in elke stap met stippen op deze soort",
    ),
    (r"(\S+), as (\S+) is called before", r"\1, zoals \2 eerder heet"),
    (r"those with each part", "die bij elke vraag apart"),
    (r"at most max", "niet meer dan het hoogste aantal"),
    (r"at most (.*)", r"hoogstens \1"),
    (r"at least (.*)", r"minstens \1"),
    (r"min at most max", "het minste niet hoger dan het meeste"),
    (r"each id once", "elke naam één keer"),
    (r"each key once", "elke naam één keer"),
    (r"each kind once per role in a step", "elke soort één keer per rol in een stap"),
    (r"no zone: flap '(.*)' has none", r"geen kolom: flap ‘\1’ heeft er geen"),
    (r"a kind written in this step or before it", "iets wat in deze stap of eerder geschreven is"),
    (r"a written kind", "een soort die iemand schrijft"),
    (
        r"a kind written hidden in this step or before it",
        "iets wat in deze stap of eerder verborgen geschreven is",
    ),
    (
        r"a reveal(?: or share)? from this step on, or reveal_on_entry in a later one",
        "een stap vanaf hier die het laat zien",
    ),
    (r"hidden: true beside it", "dat het ook verborgen is"),
    (r"the flap that the wall begins with", "de flap waarmee het grote scherm begint"),
    (r"a step that (?:it opens|comes after it)", "een stap die erna komt"),
    (r"split: beside it", "dat de groep hier verdeeld wordt (split)"),
    (r"pick: beside it", "dat hier gekozen wordt (pick)"),
    (r"needs_inbrenger: true, or another role", "een methode met een inbrenger, of een andere rol"),
    (r"a text for every role", "een tekst voor elke rol"),
    (
        r"a kind of its own for what is written together",
        "een eigen soort voor wat je samen schrijft",
    ),
    (r"no (?:min|max): it is one card", "geen aantal: het is één kaartje"),
    (
        r"no hidden: what several write together lies in sight",
        "niet verborgen: wat je samen schrijft, ligt open op tafel",
    ),
    (r"the column where the card lands", "de kolom waar het kaartje komt"),
    (r"key: value with equal indentation", "‘naam: waarde’, even ver ingesprongen"),
    (r"key: value", "‘naam: waarde’"),
    (r"quotes around .*", "aanhalingstekens om de tekst"),
    (r"a closing quote", "een aanhalingsteken aan het eind"),
    (r"one method in a file", "één methode"),
    (r"spaces", "spaties"),
    (r"text in UTF-8", "gewone tekst (UTF-8)"),
    (r"plain text", "gewone tekst"),
    (r"a flatter file", "minder niveaus"),
    (r"(?:the text itself|no anchor|no tag), or quotes around .*", "aanhalingstekens om de tekst"),
)


def in_dutch(mistake: Mistake) -> str:
    """Return what was found and what is expected as one Dutch sentence."""
    found, expected = _said(_FOUND, mistake.found), _said(_EXPECTED, mistake.expected)
    return f"Gevonden: {found}. Verwacht: {expected}."


def _said(ways: tuple[tuple[str, str], ...], english: str) -> str:
    for pattern, dutch in ways:
        match = re.fullmatch(pattern, english, re.DOTALL)
        if match is not None:
            near = match.groups()[-1] if "did you mean" in pattern else None
            hint = f" (bedoel je ‘{near}’?)" if near else ""
            return match.expand(dutch.replace("{near}", "")) + (hint if "{near}" in dutch else "")
    return english
