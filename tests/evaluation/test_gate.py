"""Floors hold, and fall only with a reason."""

import json
from pathlib import Path

import pytest

from newsclaims.cli import run
from newsclaims.errors import InputError, UsageError
from newsclaims.evaluation.gate import (
    SLACK,
    Baseline,
    failures,
    gold_hash,
    parse_floors,
    raised,
    read_baseline,
)
from newsclaims.evaluation.gold import read_gold

EXAMPLE = Path(__file__).parent / "example"
GOLD, PREDICTED = str(EXAMPLE / "gold"), str(EXAMPLE / "predicted")


def test_floors_are_parsed() -> None:
    assert parse_floors("quotes=0.9, dates.value=0.8") == {"quotes": 0.9, "dates.value": 0.8}
    with pytest.raises(UsageError, match="no floor: 'quotes'"):
        parse_floors("quotes")


def test_a_measure_below_its_floor_or_missing_fails() -> None:
    assert failures({"quotes": 0.9}, {"quotes": 0.9}) == []
    assert failures({"quotes": 0.89}, {"quotes": 0.9, "dates": 0.1}) == [
        "quotes: F1 0.890 is below the floor 0.900",
        "dates: F1 0.000 is below the floor 0.100",
    ]


def test_a_floor_rises_by_itself_and_falls_with_a_reason_only() -> None:
    first = raised(None, "hash", {"quotes": 0.9, "quotes.direct": 0.5}, None)
    assert first.floors == {"quotes": pytest.approx(0.9 - SLACK)}
    better = raised(first, "hash", {"quotes": 0.95}, None)
    assert better.floors["quotes"] > first.floors["quotes"]
    with pytest.raises(UsageError, match="lowers quotes"):
        raised(better, "hash", {"quotes": 0.9}, None)
    with pytest.raises(UsageError, match="other gold data"):
        raised(better, "another", {"quotes": 0.99}, None)
    lowered = raised(better, "hash", {"quotes": 0.9}, "the guidelines changed")
    assert lowered == Baseline(gold="hash", floors=first.floors, reasons=("the guidelines changed",))


def test_the_hash_changes_with_any_gold_file(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("1", encoding="utf-8")
    before = gold_hash(tmp_path)
    (tmp_path / "b.json").write_text("2", encoding="utf-8")
    assert gold_hash(tmp_path) != before
    (tmp_path / "b.json").unlink()
    assert gold_hash(tmp_path) == before


def test_the_gate_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    baseline = tmp_path / "baseline.json"
    command = ["evaluate", GOLD, PREDICTED, "--format", "json"]
    assert run([*command, "--baseline", str(baseline), "--update-baseline"]) == 0
    assert run([*command, "--baseline", str(baseline)]) == 0
    floors = read_baseline(baseline)
    assert floors.floors["quotes.exact"] > 0
    baseline.write_text(
        floors.model_copy(update={"floors": {"quotes.exact": 0.99}}).model_dump_json(), encoding="utf-8"
    )
    capsys.readouterr()
    assert run([*command, "--baseline", str(baseline)]) == 1
    output = capsys.readouterr()
    assert "quotes.exact: F1" in output.err
    assert json.loads(output.out)["quotes.exact"]["gold"] == 6
    assert run([*command, "--baseline", str(baseline), "--update-baseline"]) == 2
    assert "say why with --reason" in capsys.readouterr().err
    baseline.write_text(floors.model_copy(update={"gold": "other"}).model_dump_json(), encoding="utf-8")
    assert run([*command, "--baseline", str(baseline)]) == 1
    assert "pins other gold data" in capsys.readouterr().err


def test_min_f1_and_the_list_of_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", GOLD, PREDICTED, "--min-f1", "quotes=0.5"]) == 0
    assert run(["evaluate", GOLD, PREDICTED, "--errors", "--min-f1", "quotes=0.99", "-f", "md"]) == 1
    output = capsys.readouterr()
    assert "spurious speakers: The ice" in output.out
    assert "| quotes.exact | " in output.out
    assert output.err.startswith("claims: error: quotes: F1 0.")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"date": "soon"}, "date: Input should be a valid date"),
        ({"mood": "grim"}, "mood: Extra inputs are not permitted"),
        ({"dates": [{"text": "Tuesday", "type": "DATE", "value": "2025"}]}, "no occurrence 1 of 'Tuesday'"),
        (
            {"dates": [{"text": "Friday", "n": 2, "type": "DATE", "value": "2025"}]},
            "no occurrence 2 of 'Friday'",
        ),
        ({"quotes": []}, "claim 'The port authority will close two docks by Friday unless the crews return'"),
        ({"quotes": [], "claims": []}, "speaker s1 says nothing"),
    ],
)
def test_broken_gold_is_refused(tmp_path: Path, change: dict[str, object], message: str) -> None:
    data = json.loads((EXAMPLE / "gold" / "example.json").read_text(encoding="utf-8"))
    (tmp_path / "a.json").write_text(json.dumps(data | change), encoding="utf-8")
    with pytest.raises(InputError, match=r"annotated|a[.]json") as caught:
        read_gold(tmp_path)
    assert message in str(caught.value)


def test_missing_gold_and_predictions_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(tmp_path)]) == 1
    assert "no annotated articles" in capsys.readouterr().err
    assert run(["evaluate", GOLD, str(tmp_path)]) == 1
    assert "no document" in capsys.readouterr().err
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text('{"id": "a", "text": "b"}\n', encoding="utf-8")
    assert run(["evaluate", str(corpus)]) == 1
    assert "annotates neither attributions nor timexes" in capsys.readouterr().err
