"""The rule engine on invented sentences: who, cue and content of each construction, and any text whatever."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from newsclaims.attribution import parsed_article
from newsclaims.attribution.rules import RuleEngine

Found = tuple[str, str, str]


def found(nlp: Language, text: str) -> list[Found]:
    """Source, cue and content of each attribution; stretches joined by " | "."""
    return [
        (
            " | ".join(text[start:end] for start, end in item.source),
            " | ".join(text[start:end] for start, end in item.cue),
            " | ".join(text[start:end] for start, end in item.content),
        )
        for item in RuleEngine().attribute([parsed_article(nlp(text))])[0]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Direct speech: before, behind, around its cue
        (
            "The pier sank a foot last year, data from the port office show.",
            [("data from the port office", "show", "The pier sank a foot last year")],
        ),
        (
            "“The pier is safe,” Mayor Ana Lund said.",
            [("Mayor Ana Lund", "said", "“The pier is safe,”")],
        ),
        (
            "“The pier is safe. It is old,” said Ana Lund.",
            [("Ana Lund", "said", "“The pier is safe. It is old,”")],
        ),
        (
            "Ana Lund said: “The pier is safe. It is old.”",
            [("Ana Lund", "said", "“The pier is safe. It is old.”")],
        ),
        (
            "“The pier,” she said, “is safe.”",
            [("she", "said", "“The pier,” | “is safe.”")],
        ),
        (
            "“The pier is safe,” she said. “It was built by our fathers.”",
            [("she", "said", "“The pier is safe,” | “It was built by our fathers.”")],
        ),
        (
            "“The pier is safe,” she said. She added, “It was built by our fathers.”",
            [
                ("she", "said", "“The pier is safe,”"),
                ("She", "added", "“It was built by our fathers.”"),
            ],
        ),
        (
            "“The pier is safe,” she said.\n\n“It is old.\n\n“It holds.”",
            [("she", "said", "“The pier is safe,” | “It is old. | “It holds.”")],
        ),
        (
            "“The pier is safe,” she said. “It is old.\n\n“It holds.”",
            [("she", "said", "“The pier is safe,” | “It is old. | “It holds.”")],
        ),
        (
            "“The pier is safe,” she said on the radio show “Morning”. “It was built by our fathers.”",
            [("she", "said", "“The pier is safe,” | “It was built by our fathers.”")],
        ),
        (
            "“The pier is safe,” she said. The keeper left. “It was built by our fathers.”",
            [("she", "said", "“The pier is safe,”")],
        ),
        # Indirect and mixed speech
        (
            "The pier is safe, the ministry said.",
            [("the ministry", "said", "The pier is safe")],
        ),
        (
            "The ministry said the pier was “safe as houses” and would open in May.",
            [("The ministry", "said", "the pier was “safe as houses” and would open in May")],
        ),
        (
            "The work, the ministry said, would take two years.",
            [("the ministry", "said", "The work | would take two years")],
        ),
        (
            "The pier is safe, according to the ministry.",
            [("the ministry", "according to", "The pier is safe")],
        ),
        (
            "According to the ministry, the pier is safe.",
            [("the ministry", "According to", "the pier is safe")],
        ),
        (
            "Lund, who said that the pier was safe, left.",
            [("who", "said", "that the pier was safe")],
        ),
        (
            "OSLO, May 2 (Reuters) - The pier is safe, the ministry said.",
            [("the ministry", "said", "The pier is safe")],
        ),
        # Two cues of one source
        (
            "Lund told the paper that the pier was safe, adding that it was old.",
            [("Lund", "told", "that the pier was safe"), ("Lund", "adding", "that it was old")],
        ),
        (
            "Lund demanded that the pier be closed and urged Oslo to pay.",
            [("Lund", "demanded", "that the pier be closed"), ("Lund", "urged", "Oslo to pay")],
        ),
        # Cues that are no plain verb of speaking
        (
            "The firm’s warning that the pier is weak was ignored.",
            [("The firm’s", "warning", "that the pier is weak")],
        ),
        (
            "Svensson expressed hope that the pier would open.",
            [("Svensson", "expressed hope", "that the pier would open")],
        ),
        ("Lund urged Oslo to pay.", [("Lund", "urged", "Oslo to pay")]),
        ("Lund vowed to fight.", [("Lund", "vowed", "to fight")]),
        (
            "It was reported that the pier was weak.",
            [("", "was reported", "that the pier was weak")],
        ),
        # What is inside a report is no report of its own
        (
            "Lund said that the keeper believes that the pier is safe.",
            [("Lund", "said", "that the keeper believes that the pier is safe")],
        ),
        ("“I said that the pier was safe. He knows that it is.”", []),
        # Scare quotes and silence
        ("The so-called “iron pier” was painted.", []),
        ("The pier is old. It was built in 1910.", []),
        ("", []),
    ],
)
def test_constructions(nlp: Language, text: str, expected: list[Found]) -> None:
    assert found(nlp, text) == expected


PIECES = [
    *"“”‘’\"'.,:;—…()",
    *(
        "\n",
        "\n\n",
        " ",
        "said",
        "told",
        "according",
        "to",
        "that",
        "he",
        "Ana Lund",
        "the pier is safe",
        "hope",
    ),
    *("claim", "is", "sure", "called", "whether", "who", "by", "as", "of", "not", "promised"),
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_ordered_spans_inside_it(nlp: Language, text: str) -> None:
    article = parsed_article(nlp(text))
    attributions = RuleEngine().attribute([article])[0]
    assert attributions == RuleEngine().attribute([article])[0]
    for item in attributions:
        assert item.content
        assert list(item.content) == sorted(item.content)
        assert 0 <= item.confidence <= 1
        for span in (*item.content, *item.cue, *item.source):
            assert 0 <= span.start < span.end <= len(text)
