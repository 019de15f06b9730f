"""The scorers against figures that an independent scorer gave for the same small example."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsclaims.evaluation.attributions import right_attributions, score_attributions
from newsclaims.evaluation.corpora import read_lines, score_corpus
from newsclaims.evaluation.gold import read_gold
from newsclaims.evaluation.records import score_records
from newsclaims.evaluation.scores import Scores
from newsclaims.records import Document

EXAMPLE = Path(__file__).parent / "example"

# Our measure -> the referee's row.
RECORDS = {
    "speakers": "speakers",
    "speakers.kind": "speakers: kind",
    "speakers.role": "speakers: role",
    "quotes": "quotes: content overlap",
    "quotes.exact": "quotes: content exact",
    "quotes.speaker": "quotes: content + speaker",
    "quotes.type": "quotes: content + type",
    "quotes.cue": "quotes: cue (of matched)",
    "claims": "attributed claims: span",
    "claims.speaker": "attributed claims: span + speaker",
    "claims.type": "attributed claims: type (of matched)",
    "claims.negated": "attributed claims: negated (of matched)",
    "claims.certainty": "attributed claims: certainty (of matched)",
    "claims.condition": "attributed claims: condition (of matched)",
    "article_claims": "article's claims: span",
    "dates": "dates: relaxed",
    "dates.strict": "dates: strict",
    "dates.value": "dates: value",
    "deadlines": "deadlines: limit",
    "deadlines.due": "deadlines: limit + due",
    "deadlines.task": "deadlines: task (of matched)",
    "deadlines.speaker": "deadlines: speaker (of matched)",
    "deadlines.firmness": "deadlines: firmness (of matched)",
}
ATTRIBUTIONS = {
    "attribution": "attribution",
    "attribution.full": "full_dice50",
    "content": "content_dice50",
    "content.exact": "content_exact_norm",
    "tokens.content": "tok_content",
    "tokens.source": "tok_source",
    "tokens.cue": "tok_cue",
    "attribution.direct": "direct_attr",
    "attribution.indirect": "indirect_attr",
    "attribution.mixed": "mixed_attr",
}


def referee(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((EXAMPLE / name).read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def records() -> Scores:
    document = (EXAMPLE / "predicted" / "example.json").read_text(encoding="utf-8")
    [(_, article)] = read_gold(EXAMPLE / "gold")
    return score_records([(article, Document.model_validate_json(document))])


@pytest.mark.parametrize(("measure", "row"), RECORDS.items())
def test_records(records: Scores, measure: str, row: str) -> None:
    expected, counts = referee("referee.json")[row], records.counts[measure]
    assert counts.precision == pytest.approx(expected["P"])
    assert counts.recall == pytest.approx(expected["R"])
    assert counts.f1 == pytest.approx(expected["F1"])
    assert (counts.predicted, counts.gold) == (expected["pred"], expected["gold"])


@pytest.mark.parametrize("kind", ["direct", "indirect", "mixed"])
def test_quote_types(records: Scores, kind: str) -> None:
    expected = referee("referee.json")
    counts = records.counts[f"quotes.{kind}"]
    assert counts.recall == pytest.approx(expected[f"quotes: {kind}, right speaker (recall)"]["R"])
    assert counts.precision == pytest.approx(expected[f"quotes: {kind}, spurious (precision)"]["P"])


def test_mistakes_are_listed_with_their_sentence(records: Scores) -> None:
    listed = {
        (mistake.measure, mistake.kind, mistake.detail): mistake.context for mistake in records.mistakes
    }
    missed = ("quotes", "missed", "[indirect] Per Holm: to appeal within ten days")
    assert listed[missed] == "He called the order “theatre” and promised to appeal within ten days."
    assert ("dates.value", "wrong", "2025-02-28 for 2025-03-07: Friday") in listed
    threat = "The port authority will close two docks by Friday unless the crews return"
    assert ("claims.type", "wrong", f"prediction for threat: {threat}") in listed
    assert ("speakers", "spurious", "The ice") in listed


@pytest.mark.parametrize(("measure", "row"), ATTRIBUTIONS.items())
def test_attribution_corpus(measure: str, row: str) -> None:
    scores = score_corpus(EXAMPLE / "attributions.gold.jsonl", EXAMPLE / "attributions.predicted.jsonl", None)
    counts = scores.counts[measure]
    assert (counts.precision, counts.recall, counts.f1) == pytest.approx(
        referee("attributions.referee.json")[row]
    )


@pytest.mark.parametrize("measure", ["strict", "relaxed", "type", "value"])
def test_timex_corpus(measure: str) -> None:
    scores = score_corpus(EXAMPLE / "timexes.gold.jsonl", EXAMPLE / "timexes.predicted.jsonl", None)
    counts, expected = scores.counts[f"timex.{measure}"], referee("timexes.referee.json")[measure]
    assert (100 * counts.precision, 100 * counts.recall, 100 * counts.f1) == pytest.approx(
        (expected["P"], expected["R"], expected["F"])
    )


def test_each_attribution_is_right_or_not() -> None:
    gold = read_lines(EXAMPLE / "attributions.gold.jsonl")
    predicted = {
        line["id"]: line["attributions"] for line in read_lines(EXAMPLE / "attributions.predicted.jsonl")
    }
    counts = score_attributions(gold, predicted).counts["attribution"]
    right = [right_attributions(line, predicted.get(line["id"], ())) for line in gold]
    assert sum(map(sum, right)) == counts.right_predicted
    wordless = {"content": [[0, 0]], "source": [], "cue": []}
    line = gold[0]
    assert right_attributions(line, [wordless, *line["attributions"]]) == [
        False,
        *[True] * len(line["attributions"]),
    ]
