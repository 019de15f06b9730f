"""The written reports that the weights of types are fitted to: soundly marked, of every type, and found."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from labelled import Reader, marked_reports

from newsclaims.records import ClaimType

REPORTS = Path(__file__).parents[2] / "training/claims/examples.txt"


def test_marks_become_claims_in_the_text(tmp_path: Path) -> None:
    file = tmp_path / "reports.txt"
    file.write_text(
        "# ignored\nLund said [F it rained], and [O it was grim].\n\n“[D Go],” she said.\n", "utf-8"
    )
    (_, first, claims), (name, second, _) = marked_reports(file)
    assert first == "Lund said it rained, and it was grim."
    assert [(first[span.start : span.end], kind) for span, kind in claims] == [
        ("it rained", "fact"),
        ("it was grim", "opinion"),
    ]
    assert (name, second) == ("reports-1", "“Go,” she said.")


def test_every_report_is_marked_and_every_type_is_there() -> None:
    seen: Counter[str] = Counter()
    for name, text, claims in marked_reports(REPORTS):
        assert claims, name
        assert not set("[]") & set(text), name
        seen.update(kind for _, kind in claims)
    assert set(seen) == set(get_args(ClaimType))
    assert min(seen.values()) > 60


@pytest.mark.parametrize("text", ["Ana Lund denied that [N the pier was unsafe].\n"])
def test_a_reader_pairs_marks_with_what_the_program_finds(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reports.txt"
    file.write_text(text, encoding="utf-8")
    (claim,) = Reader().of_reports(file)
    assert (claim.type, claim.settled, claim.words) == ("denial", "denial", "the pier was unsafe")
    assert "cue: denial" in claim.evidence
