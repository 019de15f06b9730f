"""What all tests share: the parse, loaded once, one utterance at a time for the claims stage, two documents."""

import os
from collections.abc import Callable

import pytest
from hypothesis import settings
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.structures import CueClass
from newsclaims.claims import ClaimSpan
from newsclaims.claims.attributed import attributed_claims, attributed_readings
from newsclaims.claims.reading import Reading
from newsclaims.claims.structures import Before
from newsclaims.claims.view import View
from newsclaims.nlp import load
from newsclaims.offsets import Offsets
from newsclaims.quotes import QuoteSpans
from newsclaims.records import Document, QuoteType, SpeakerKind
from newsclaims.speakers import Cast, Party

_PAIRS = ("[]", "{}", "<>")

# A change is judged by the same examples each time; elsewhere every run looks at new ones.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def before_of(nlp: Language) -> Callable[..., Before]:
    """What the claims stage gets for a text in which [ ] mark a quote's content, { } its cue and < > its source."""

    def before(
        marked: str,
        cue_class: CueClass | None = "statement",
        *,
        kind: SpeakerKind = "person",
        role: str | None = None,
    ) -> Before:
        text, spans = _unmarked(marked)
        content, cue, source = (tuple(spans[pair]) for pair in _PAIRS)
        article = parsed_article(nlp(text))
        marks = [quotation.outer for quotation in article.quotations]
        direct = all(any(mark.contains(part) for mark in marks) for part in content)
        mixed = any(part.contains(mark) for part in content for mark in marks)
        quote_type: QuoteType = "direct" if direct else "mixed" if mixed else "indirect"
        quote = QuoteSpans(
            attribution=0,
            type=quote_type,
            parts=content,
            cue=cue[0] if cue else None,
            source=source[0] if source else None,
            addressee=None,
            said_on=None,
            confidence=1.0,
        )
        attribution = Attribution(content=content, cue=cue, source=source, cue_class=cue_class)
        name = text[slice(*source[0])] if source else "somebody"
        party = Party(name=name, kind=kind, role=role, affiliation=None, aliases=(), mentions=source)
        cast = Cast(parties=(party,), of_attribution=(0,))
        return Before(article, View.of(article.doc), [attribution], [quote], (), cast)

    return before


@pytest.fixture(scope="session")
def claims_of(before_of: Callable[..., Before]) -> Callable[..., list[ClaimSpan]]:
    """The attributed claims of a text marked as for `before_of`."""

    def claims(*marked: object, **speaker: object) -> list[ClaimSpan]:
        return list(attributed_claims(before_of(*marked, **speaker)))

    return claims


@pytest.fixture(scope="session")
def readings_of(before_of: Callable[..., Before]) -> Callable[..., list[Reading]]:
    """The clauses of a text marked as for `before_of`, read but not yet typed."""

    def readings(*marked: object, **speaker: object) -> list[Reading]:
        return [reading for _, reading in attributed_readings(before_of(*marked, **speaker))]

    return readings


def _unmarked(marked: str) -> tuple[str, dict[str, list[Offsets]]]:
    spans: dict[str, list[Offsets]] = {pair: [] for pair in _PAIRS}
    opened: dict[str, int] = {}
    characters: list[str] = []
    for character in marked:
        pair = next((pair for pair in _PAIRS if character in pair), None)
        if pair is None:
            characters.append(character)
        elif character == pair[0]:
            opened[pair] = len(characters)
        else:
            spans[pair].append(Offsets(opened[pair], len(characters)))
    return "".join(characters), spans


SMALL_ARTICLE = "=“We will pay £5m by Friday,” Ana Lund said.\n"


def _span(text: str) -> dict[str, object]:
    start = SMALL_ARTICLE.index(text)
    return {"start": start, "end": start + len(text), "text": text}


@pytest.fixture
def document() -> Document:
    """A small article for all formats."""
    return Document.model_validate(
        {
            "id": "a.txt",
            "text": SMALL_ARTICLE,
            "date": "2025-04-19",
            "date_source": "option",
            "speakers": [
                {
                    "id": "s1",
                    "name": "Ana Lund",
                    "kind": "person",
                    "aliases": ["Lund", "she"],
                    "mentions": [_span("Ana Lund")],
                }
            ],
            "quotes": [
                {
                    "id": "q1",
                    "type": "direct",
                    "text": "We will pay £5m by Friday",
                    "parts": [_span("We will pay £5m by Friday")],
                    "cue": _span("said"),
                    "source": _span("Ana Lund"),
                    "speaker": "s1",
                    "confidence": 0.9,
                }
            ],
            "claims": [
                {
                    "id": "c1",
                    **_span("We will pay £5m by Friday"),
                    "speaker": "s1",
                    "quote": "q1",
                    "type": "promise",
                    "negated": True,
                    "quantities": [{**_span("£5m"), "value": 5e6, "unit": "GBP"}],
                    "dates": ["t1"],
                    "checkworthiness": 0.5,
                    "confidence": 0.5,
                }
            ],
            "dates": [{"id": "t1", **_span("Friday"), "type": "DATE", "value": "2025-04-25"}],
            "deadlines": [
                {
                    "id": "d1",
                    "limit": _span("by Friday"),
                    "due": {"value": "2025-04-25", "latest": "2025-04-25"},
                    "kind": "date",
                    "task": _span("pay £5m"),
                    "obligor": {**_span("We"), "speaker": "s1"},
                    "speaker": "s1",
                    "firmness": "firm",
                    "confidence": 0.5,
                }
            ],
            "meta": {"newsclaims": "0", "nlp": "x", "attribution": "rules"},
        }
    )


# What a page, a terminal, a spreadsheet, a database, Markdown and JSON-LD in a page would each stumble over.
HOSTILE = (
    '=HYPERLINK("javascript:alert(1)")</script><img src=x onerror=alert(1)>\'); DROP TABLE articles;-- '
    "\x1b]0;owned\x07\x1b[2J[click](javascript:alert(1)) | <style>body{display:none}</style> {{7*7}} \u202e${x}"
)


@pytest.fixture
def hostile() -> Document:
    """An article that is hostile in every field."""
    text = f"“{HOSTILE}” said {HOSTILE} by Friday."
    start = 1
    end = start + len(HOSTILE)
    name = text.index(HOSTILE, end)
    day = text.index("Friday")
    words = {"start": start, "end": end, "text": HOSTILE}
    date = {"start": day, "end": day + 6, "text": "Friday"}
    speaker = {
        "id": "s1",
        "name": HOSTILE,
        "kind": "person",
        "role": HOSTILE,
        "affiliation": HOSTILE,
        "aliases": [HOSTILE],
        "mentions": [{"start": name, "end": name + len(HOSTILE), "text": HOSTILE}],
    }
    assessed = {"speaker": "s1", "confidence": 0.5}
    return Document.model_validate(
        {
            "id": f"../../{HOSTILE}",
            "source": "javascript:alert(1)",
            "title": HOSTILE,
            "author": HOSTILE,
            "text": text,
            "speakers": [speaker],
            "quotes": [
                {"id": "q1", "type": "direct", "text": HOSTILE, "parts": [words], **assessed},
            ],
            "claims": [
                {"id": "c1", **words, "quote": "q1", "type": "threat", "checkworthiness": 0.9, **assessed},
            ],
            "dates": [{"id": "t1", **date, "type": "DATE", "value": HOSTILE, "latest": HOSTILE}],
            "deadlines": [
                {
                    "id": "d1",
                    "limit": date,
                    "due": {"value": HOSTILE, "latest": HOSTILE},
                    "kind": "date",
                    "task": words,
                    "firmness": "firm",
                    **assessed,
                }
            ],
            "meta": {"newsclaims": "0", "nlp": HOSTILE, "attribution": "rules"},
        }
    )
