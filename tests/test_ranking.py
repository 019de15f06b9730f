"""Ranking changes the order of claims and, if asked, which of them are shown; nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from newsclaims.ranking import rank_claims
from newsclaims.records import Claim, Deadline, Document, Due, Meta, Span

TEXT = "abcdefghij"
SCORES = st.lists(st.floats(min_value=0, max_value=1), max_size=8)


def document(scores: list[float]) -> Document:
    claims = tuple(
        Claim(
            id=f"c{number + 1}",
            start=number,
            end=number + 1,
            text=TEXT[number],
            type="fact",
            checkworthiness=score,
            confidence=0.9,
        )
        for number, score in enumerate(scores)
    )
    limit = Span(start=0, end=1, text="a")
    deadlines = tuple(
        Deadline(
            id=f"d{number + 1}",
            limit=limit,
            due=Due(value="2025"),
            kind="date",
            claim=claim.id,
            firmness="firm",
            confidence=0.9,
        )
        for number, claim in enumerate(claims)
    )
    meta = Meta(newsclaims="0", nlp="x", attribution="rules")
    return Document(id="a", text=TEXT, claims=claims, deadlines=deadlines, meta=meta)


def ids(ranked: Document) -> list[str]:
    return [claim.id for claim in ranked.claims]


def test_the_most_worth_checking_come_first_and_ties_stay_in_text_order() -> None:
    assert ids(rank_claims(document([0.2, 0.9, 0.2, 1.0]))) == ["c4", "c2", "c1", "c3"]


def test_in_text_order_nothing_changes() -> None:
    whole = document([0.2, 0.9, 0.5])
    assert rank_claims(whole, "text") == whole


def test_what_is_less_worth_is_left_out_only_when_asked() -> None:
    ranked = rank_claims(document([0.2, 0.9, 0.5]), "text", min_checkworthiness=0.5)
    assert ids(ranked) == ["c2", "c3"]
    assert [deadline.claim for deadline in ranked.deadlines] == [None, "c2", "c3"]


@given(SCORES, st.floats(min_value=0, max_value=1))
def test_a_ranked_document_is_a_valid_one(scores: list[float], least: float) -> None:
    ranked = rank_claims(document(scores), min_checkworthiness=least)
    assert Document.model_validate_json(ranked.model_dump_json()) == ranked
    assert [c.checkworthiness for c in ranked.claims] == sorted(
        (s for s in scores if s >= least), reverse=True
    )
    assert sorted(ids(rank_claims(document(scores)))) == sorted(ids(document(scores)))
