"""Articles with their speakers in the short format."""

import json
from pathlib import Path

import pytest

from newsclaims.evaluation.speaker_articles import read_article

FOLDER = Path(__file__).parents[2] / "data/speakers"


def test_the_format(tmp_path: Path) -> None:
    path = tmp_path / "pier.txt"
    path.write_text("Ana Lund said no.\n----\nperson | Ana Lund | - | Lund; she | no\n", encoding="utf-8")
    text, (speaker,) = read_article(path)
    assert text == "Ana Lund said no."
    assert speaker == ("person", "Ana Lund", None, ("Lund", "she"), ("no",))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_names_forms_and_words_are_in_the_text_to_the_letter(path: Path) -> None:
    text, speakers = read_article(path)
    for speaker in speakers:
        assert speaker.kind in {"person", "organization", "group", "document"}
        missing = [words for words in (*speaker.aliases, *speaker.words) if words not in text]
        assert not missing, f"{speaker.name}: {missing}"


def test_the_floors_are_of_measures_that_there_are() -> None:
    floors = json.loads((FOLDER / "floors.json").read_text(encoding="utf-8"))
    assert floors.keys() <= {
        "speakers",
        "kind",
        "role",
        "quotes found",
        "found, speaker",
        "name to the letter",
    }
    assert all(0 < floor < 1 for floor in floors.values())
