"""What an article asserts itself: outside quotes, if it can be looked up, as fact or prediction."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.claims import ClaimSpan, find_claims
from newsclaims.dates import find_times
from newsclaims.language import table
from newsclaims.offsets import Offsets
from newsclaims.quotes import find_quotes
from newsclaims.speakers import Cast

Own = Callable[..., list[ClaimSpan]]
DAY = dt.date(2019, 8, 8)


@pytest.fixture(scope="module")
def own(nlp: Language) -> Own:
    """The own claims of a text; of one attribution the content and the cue are given as strings."""

    def claims(text: str, content: str = "", cue: str = "") -> list[ClaimSpan]:
        article = parsed_article(nlp(text))
        start, word = text.find(content), text.find(cue)
        attributions = []
        if content:
            spans = (Offsets(start, start + len(content)),), (Offsets(word, word + len(cue)),)
            attributions.append(Attribution(content=spans[0], cue=spans[1], cue_class="statement"))
        times = find_times(article, DAY)
        quotes = find_quotes(article, attributions, times)
        cast = Cast(parties=(), of_attribution=tuple(None for _ in attributions))
        found = find_claims(article, attributions, quotes, times, cast, date=DAY)
        return [claim for claim in found if claim.quote is None]

    return claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pier opened in 1957.", ["The pier opened in 1957"]),
        ("The council rejected the findings.", ["The council rejected the findings"]),
        # a dateline is no part of what the article says
        ("NAIROBI, 12 May 2025 (Reuters) - The pier opened in 1957.", ["The pier opened in 1957"]),
        (
            "The pier is shut, and the owner has gone abroad.",
            ["The pier is shut", "the owner has gone abroad"],
        ),
        ("The captain is in hospital with a broken leg.", ["The captain is in hospital with a broken leg"]),
        ("Residents were not so sure.", []),
        ("The owner was in no mood to celebrate.", []),
        ("Her deputy struck a gentler note.", []),
        ("The ministry declined to comment on the figures.", []),
        ("The firm did not respond to a request for comment.", []),
        ("Supporters remember the quiet.", []),
        ("I opened the pier in 1957.", []),
        ("Who opened the pier in 1957?", []),
        ("Pier opens to the public", []),
        # The parse takes the verb for a noun
        (
            "Norway's largest ferry line plans to cut 30 trips a day from May 2.",
            ["Norway's largest ferry line plans to cut 30 trips a day from May 2"],
        ),
        # Captions, and the newsroom on itself
        ("We asked the council for its figures in May.", []),
        ("Our reporter visited the pier in May.", []),
        ("Roe, right, opened the pier in 1957.", []),
    ],
)
def test_events_numbers_and_states_are_claims_but_not_moods_or_silence(
    own: Own, text: str, expected: list[str]
) -> None:
    assert [text[claim.span.start : claim.span.end] for claim in own(text)] == expected


@pytest.mark.parametrize(
    ("text", "content", "cue", "expected"),
    [
        ("Lund said the pier was safe.", "the pier was safe", "said", []),
        (
            "Lund left the council on Friday, saying the pier was safe.",
            "the pier was safe",
            "saying",
            ["Lund left the council on Friday"],
        ),
        (
            "The council closed the pier and said it was rotten.",
            "it was rotten",
            "said",
            ["The council closed the pier"],
        ),
        (
            "The line lost 4 ships in May, weeks before confirmation from the council that the pier will be shut.",
            "that the pier will be shut",
            "confirmation",
            ["The line lost 4 ships in May"],
        ),
        (
            "The pier may close, the council said in response to a letter from the county of Moss.",
            "The pier may close",
            "said",
            [],
        ),
        (
            "Lund said the pier was safe; the council closed it in May.",
            "the pier was safe",
            "said",
            ["the council closed it in May"],
        ),
    ],
)
def test_what_stands_beside_a_report_is_a_claim(
    own: Own, text: str, content: str, cue: str, expected: list[str]
) -> None:
    assert [text[claim.span.start : claim.span.end] for claim in own(text, content, cue)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The storm was the worst in 50 years.", "fact"),
        ("The council must decide by Friday.", "fact"),
        ("The council will vote on the pier.", "prediction"),
        ("The council is to vote on the pier on Friday.", "prediction"),
        ("The bridge is expected in May.", "prediction"),
        ("The council plans to close the pier.", "prediction"),
        ("The contract expires next month.", "prediction"),
        ("The contract expired last month.", "fact"),
    ],
)
def test_an_article_states_or_foretells(own: Own, text: str, expected: str) -> None:
    assert [claim.type for claim in own(text)] == [expected]


@pytest.mark.parametrize("rule", table("own_claims")["boilerplate"])
def test_captions_and_notices_are_told_from_news(rule: dict[str, str]) -> None:
    assert all(re.search(rule["pattern"], sentence.lower()) for sentence in rule["yes"])
    assert not any(re.search(rule["pattern"], sentence.lower()) for sentence in rule["no"])


@pytest.mark.parametrize("rule", table("own_claims")["silence"])
def test_silence_is_told_from_news(nlp: Language, rule: dict[str, str]) -> None:
    def silent(sentence: str) -> bool:
        return bool(re.search(rule["pattern"], " ".join(token.lemma_.lower() for token in nlp(sentence))))

    assert all(silent(sentence) for sentence in rule["yes"])
    assert not any(silent(sentence) for sentence in rule["no"])
