"""The claims that the weights of types are fitted to: soundly marked, of every type, and found."""

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from labelled import LABELS, TYPES, Labelled, Reader, held_out, labelled_articles, marked_reports

from newsclaims.claims.type_reader import Question
from newsclaims.offsets import Offsets
from newsclaims.records import ClaimType

REPORTS = Path(__file__).parents[2] / "training/claims/examples.txt"


def test_marks_become_claims_in_the_text(tmp_path: Path) -> None:
    file = tmp_path / "reports.txt"
    file.write_text(
        "# ignored\nLund said [F it rained], and [O it was grim].\n\n“[D Go],” she said.\n", "utf-8"
    )
    (_, first, claims), (name, second, _) = marked_reports(file)
    assert first == "Lund said it rained, and it was grim."
    assert [(first[claim.span.start : claim.span.end], claim.type) for claim in claims] == [
        ("it rained", "fact"),
        ("it was grim", "opinion"),
    ]
    assert (name, second) == ("reports-1", "“Go,” she said.")


def test_every_report_is_marked_and_every_type_is_there() -> None:
    seen: Counter[str] = Counter()
    for name, text, claims in marked_reports(REPORTS):
        assert claims, name
        assert not set("[]") & set(text), name
        seen.update(claim.type for claim in claims)
    assert set(seen) == set(get_args(ClaimType))
    assert min(seen.values()) > 60


@pytest.mark.parametrize("text", ["Ana Lund denied that [N the pier was unsafe].\n"])
def test_a_reader_pairs_marks_with_what_the_program_finds(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reports.txt"
    file.write_text(text, encoding="utf-8")
    (claim,) = Reader().of_reports(file)
    assert (claim.type, claim.settled, claim.words) == ("denial", "denial", "the pier was unsafe")
    assert "cue: denial" in claim.evidence


def test_labels_are_of_every_type_and_each_stands_once() -> None:
    rows = [line.split("\t") for line in LABELS.read_text("utf-8").splitlines() if line[:1] != "#"]
    assert {types[0] for _, _, _, types, _ in rows} == set(TYPES)
    assert all(set(types) <= set(TYPES) and len(types) < 3 for _, _, _, types, _ in rows)
    assert all(int(start) < int(end) for _, start, end, _, _ in rows)
    assert len({tuple(row[:3]) for row in rows}) == len(rows)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    for name in ("dates/aquaint", "dates/meantime_dev", "quotes/polnear_train", "dates/timebank"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.jsonl").write_text("", encoding="utf-8")
    article = {"id": "lund-1", "text": "Lund said it rained."}
    (tmp_path / "dates/timebank.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    return tmp_path


def test_labels_find_their_articles_in_the_corpora(corpora: Path) -> None:
    labels = corpora / "labels.tsv"
    digest = hashlib.sha256(b"it rained").hexdigest()[:8]
    labels.write_text(f"# ignored\ntimebank:lund-1\t10\t19\tFO\t{digest}\n", encoding="utf-8")
    ((name, text, [claim]),) = labelled_articles(labels, corpora)
    assert (name, text) == ("timebank:lund-1", "Lund said it rained.")
    assert (claim.span, claim.type, claim.second) == ((10, 19), "fact", "opinion")
    labels.write_text(f"timebank:lund-1\t9\t19\tFO\t{digest}\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="not the words"):
        list(labelled_articles(labels, corpora))


def test_one_article_in_ten_is_held_out() -> None:
    claims = [
        Labelled(
            source="corpora",
            group=f"lund-{number // 2}",
            type="fact",
            second=None,
            settled=None,
            evidence=(),
            words="it rained",
            question=Question("", "it rained", Offsets(0, 9)),
        )
        for number in range(60)
    ]
    held = held_out(claims)
    assert 0 < len(held) < 10
    assert held_out(claims[:20]) == held & {claim.group for claim in claims[:20]}
    assert held == held_out(claims[::-1])
