"""What was said of a card in ratings: each as it was given, or the mean of many numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flapover.core.ids import PersonId
from flapover.core.method import Scale, ScaleValue, Tone
from flapover.core.views import MethodView, RatingView
from flapover.report.words import Words


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said of a card, or the mean of what several said in numbers."""

    sign: str
    word: str
    tone: Tone
    by: str
    """Empty of a mean."""
    criterion: str
    """On what it was rated; empty of the whole card."""
    mean: str = ""
    """The number alone, of a mean."""


def said_of(
    ratings: Sequence[RatingView], names: Mapping[PersonId, str], method: MethodView, words: Words
) -> Iterable[Said]:
    """Yield what was said, on one criterion after the other; two numbers or more become a mean."""
    criteria = {one.id: one.name for one in method.criteria}
    given = {rating.criterion for rating in ratings}
    known = [one for one in (None, *criteria) if one in given]
    for criterion in (*known, *sorted(given.difference(known), key=str)):
        name = "" if criterion is None else criteria.get(criterion, "")
        on_it = [rating for rating in ratings if rating.criterion == criterion]
        numbers = [one for rating in on_it if (one := _number(rating.value, method)) is not None]
        if len(numbers) == len(on_it) > 1:
            mean = words.decimal.join(f"{sum(numbers) / len(numbers):.1f}".split("."))
            yield Said("", words.mean.format(mean, len(numbers)), "plain", "", name, mean)
            continue
        for rating in on_it:
            value = _values(method).get(rating.value) or _unknown(rating.value)
            yield Said(value.sign.strip(), value.word, value.tone, names[rating.by], name)


def weight(ratings: Sequence[RatingView], method: MethodView) -> float | None:
    """Return how heavy a card is, from 0 to 1, by the mean of its ratings in numbers, if any."""
    shares = [one for rating in ratings if (one := _share(rating.value, method)) is not None]
    return sum(shares) / len(shares) if shares else None


def _share(said: str, method: MethodView) -> float | None:
    scale, number = _scale_of_numbers(said, method), _number(said, method)
    if scale is None or number is None:
        return None
    numbers = [int(value.sign) for value in scale.values]
    low, high = min(numbers), max(numbers)
    return (number - low) / (high - low) if high > low else None


def _number(said: str, method: MethodView) -> int | None:
    scale = _scale_of_numbers(said, method)
    return None if scale is None else next(int(v.sign) for v in scale.values if v.id == said)


def _scale_of_numbers(said: str, method: MethodView) -> Scale | None:
    """Return the scale that has this answer, if every answer on it is a number."""
    for scale in method.scales.values():
        if any(value.id == said for value in scale.values):
            numbers = all(value.sign.isdecimal() for value in scale.values)
            return scale if numbers else None
    return None


def _values(method: MethodView) -> Mapping[str, ScaleValue]:
    return {value.id: value for scale in method.scales.values() for value in scale.values}


def _unknown(said: str) -> ScaleValue:
    return ScaleValue(id="x", sign=" ", word=said)
