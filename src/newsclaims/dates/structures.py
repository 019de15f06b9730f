"""What the dates stage hands on: time expressions with their TIMEX3 values."""

from dataclasses import dataclass

from newsclaims.offsets import Offsets
from newsclaims.records import DateType


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression of the article, as in TimeML's TIMEX3.

    Attributes:
        span: its offsets, without a leading preposition.
        type: DATE, TIME, DURATION or SET.
        value: TIMEX3 value, against the article's date where that is known.
        mod: TIMEX3 modifier (START, MID, END, APPROX, MORE_THAN, ...), or None.
        earliest: first day or moment that the value may mean, ISO 8601, or None.
        latest: last day or moment that the value may mean, ISO 8601, or None.
        rule: name of the grammar rule, for --explain.
    """

    span: Offsets
    type: DateType
    value: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
    rule: str = ""
