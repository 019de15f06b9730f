"""Frames, as Spark hands them to its workers, give the records of the article."""

import datetime as dt
import json

import pytest

from newsclaims.batch.frames import SCHEMA, process_frames

pd = pytest.importorskip("pandas", reason="pandas is not installed: Spark and Ray bring it")


def test_frames_give_frames_of_records() -> None:
    frames = [
        pd.DataFrame(
            {"id": ["a", "b"], "body": ["“It rains,” Ana Lund said.", None], "on": dt.date(2025, 4, 19)}
        ),
        pd.DataFrame({"id": ["c"], "body": ["It rains."], "on": pd.Timestamp("2025-04-20")}),
    ]
    results = list(process_frames(iter(frames), text_key="body", date_key="on", attribution="rules"))
    assert [list(result.columns) for result in results] == [["id", "failed", "record"]] * 2
    assert [column.split()[0] for column in SCHEMA.split(", ")] == ["id", "failed", "record"]
    rows = pd.concat(results)
    assert list(rows["id"]) == ["a", "b", "c"]
    assert list(rows["failed"]) == [False, True, False]
    records = [json.loads(record) for record in rows["record"]]
    assert records[0]["quotes"][0]["text"] == "It rains"
    assert [record.get("date") for record in records] == ["2025-04-19", None, "2025-04-20"]
    assert records[1]["error"]["message"] == "row 2: no 'body' in it"
