"""Conditions in whole reports: what the program gives of those marked there, and where it gives one too many."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import newsclaims
from newsclaims.offsets import Offsets
from newsclaims.records import Claim

REPORTS = Path(__file__).with_name("condition_reports.txt")
# As much of two claims has to be shared, of what they span together, that they are the same.
SAME = 0.4
# The least share of the conditions of matched claims that is right, and the least that is right to the word.
RIGHT, EXACT = 0.92, 0.88


def reports() -> Iterator[tuple[str, list[tuple[Offsets, str]]]]:
    """The text of each report, and its marked claims with their condition, "" where they have none."""
    for block in REPORTS.read_text(encoding="utf-8").split("\n\n")[1:]:
        lines = block.strip().split("\n")
        text = "\n".join(line for line in lines if not line.startswith("= "))
        marked = [line.removeprefix("= ").split(" || ") for line in lines if line.startswith("= ")]
        starts = [text.index(claim) for claim, _ in marked]
        yield (
            text,
            [
                (Offsets(start, start + len(claim)), condition.removeprefix("-"))
                for start, (claim, condition) in zip(starts, marked, strict=True)
            ],
        )


def matching(claims: list[Claim], marked: Offsets) -> Claim | None:
    """The claim that shares most with `marked`, if that is enough."""

    def shared(claim: Claim) -> float:
        overlap = min(claim.end, marked.end) - max(claim.start, marked.start)
        return overlap / (max(claim.end, marked.end) - min(claim.start, marked.start))

    best = max(claims, key=shared, default=None)
    return best if best is not None and shared(best) >= SAME else None


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    """Of each marked claim that the program finds: its condition there, and the one that the program gives."""
    found = []
    for text, marked in reports():
        claims = list(newsclaims.extract(text, date="2024-05-14").claims)
        for span, condition in marked:
            claim = matching(claims, span)
            if claim is not None:
                found.append((condition, claim.condition.text if claim.condition else ""))
    return found


def plain(condition: str) -> str:
    return condition.strip(" ,.;“”\"'")


def test_most_conditions_are_right(pairs: list[tuple[str, str]]) -> None:
    conditional = [(marked, given) for marked, given in pairs if marked or given]
    assert len(conditional) > 100
    right = [
        (marked, given) for marked, given in conditional if plain(marked) in given or plain(given) in marked
    ]
    right = [(marked, given) for marked, given in right if marked and given]
    exact = [(marked, given) for marked, given in right if plain(marked) == plain(given)]
    assert len(right) >= RIGHT * len(conditional)
    assert len(exact) >= EXACT * len(conditional)


def test_what_only_looks_like_a_condition_is_none(pairs: list[tuple[str, str]]) -> None:
    alike = [given for marked, given in pairs if not marked]
    assert len(alike) > 50
    assert sum(1 for given in alike if given) <= 1
