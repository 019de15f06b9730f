"""A table of sentences, each with the conditions of its claims."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from newsclaims.attribution.structures import CueClass
from newsclaims.claims.attributed import attributed_claims
from newsclaims.claims.own_claims import own_claims
from newsclaims.claims.structures import Before

TABLE = Path(__file__).with_name("conditions.txt")


def sentences() -> Iterator[object]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sentence, _, conditions = line.partition(" || ")
            missed = sentence.startswith("missed: ")
            marks = [pytest.mark.xfail(strict=True)] if missed else []
            yield pytest.param(sentence.removeprefix("missed: "), conditions.split(" / "), marks=marks)


def conditions_of(before_of: Callable[..., Before], marked: str) -> list[str]:
    """The condition of each claim in `marked`, "-" where there is none."""
    prefix, colon, rest = marked.partition(": ")
    cue_class, marked = (prefix, rest) if colon and prefix in get_args(CueClass) else ("statement", marked)
    before = before_of(marked, cue_class)
    claims = attributed_claims(before) if "[" in marked else own_claims(before)
    text = before.article.text
    return [text[slice(*claim.condition)] if claim.condition else "-" for claim in claims] or ["-"]


@pytest.mark.parametrize(("sentence", "conditions"), list(sentences()))
def test_every_claim_has_its_condition(
    before_of: Callable[..., Before], sentence: str, conditions: list[str]
) -> None:
    assert conditions_of(before_of, sentence) == conditions
