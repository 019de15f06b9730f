"""What the deadlines stage hands on: time limits with their task."""

from dataclasses import dataclass

from newsclaims.offsets import Offsets
from newsclaims.records import DeadlineKind, Firmness


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit on something to be done or to happen.

    Attributes:
        span: the limit expression with its preposition ("by April 26").
        due: TIMEX3 value of the latest moment, or "event:" and the event's words.
        earliest, latest: the days or moments that `due` may mean, ISO 8601, or None.
        kind: date, duration or event.
        task: the words of what is due, or None where the article does not say.
        obligor: who has to act, or None.
        quote: index of the quote that sets it, or None for the article itself.
        claim: index of the claim that holds it, or None.
        time: index of the time expression inside the limit, or None.
        condition, consequence: the words, or None.
        firmness: firm or aspirational.
        confidence: probability 0-1.
    """

    span: Offsets
    due: str
    earliest: str | None
    latest: str | None
    kind: DeadlineKind
    task: Offsets | None
    obligor: Offsets | None
    quote: int | None
    claim: int | None
    time: int | None
    condition: Offsets | None
    consequence: Offsets | None
    firmness: Firmness
    confidence: float
