"""Time expressions with TIMEX3 values against the article's date."""

import datetime as dt

from newsclaims.attribution.structures import ParsedArticle
from newsclaims.dates.clock_days import settle
from newsclaims.dates.context import Context
from newsclaims.dates.direction import Governors
from newsclaims.dates.intervals import interval
from newsclaims.dates.lexer import lex
from newsclaims.dates.reader import Reader
from newsclaims.dates.structures import TimeExpression
from newsclaims.offsets import Offsets

__all__ = ["TimeExpression", "find_times"]


def find_times(article: ParsedArticle, reference: dt.date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of the article in text order; unanchored values where `reference` is None."""
    text = article.text
    lexemes = lex(text, article.paragraphs)
    tokens = lexemes.tokens
    context = Context(text, lexemes, Governors(article.doc), reference)
    found = [
        (Offsets(tokens[index].start, tokens[reading.stop - 1].end), reading)
        for index, reading in Reader(lexemes, context).run()
    ]
    times = []
    for span, reading in settle(found, context):
        earliest, latest = interval(reading.value) if reading.type in {"DATE", "TIME"} else (None, None)
        times.append(
            TimeExpression(
                span=span,
                type=reading.type,
                value=reading.value,
                mod=reading.mod,
                earliest=earliest,
                latest=latest,
                rule=reading.rule,
            )
        )
    return tuple(times)
