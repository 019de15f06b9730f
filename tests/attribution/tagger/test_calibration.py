"""The confidence of attributions as the card calibrates it."""

import math
from dataclasses import dataclass
from typing import Any

import pytest
from spacy.language import Language

from newsclaims.attribution import Attribution, parsed_article
from newsclaims.attribution.tagger import model
from newsclaims.attribution.tagger.calibration import FEATURES, Calibration, features
from newsclaims.attribution.tagger.engine import TaggerEngine
from newsclaims.offsets import Offsets

TEXT = "“It will,” Ana Lund said on Friday."
CUE, SOURCE = (Offsets(20, 24),), (Offsets(11, 19),)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (((0, 10),), 0.0),
        (((1, 8),), 0.0),
        (((25, 34),), 0.0),
        (((0, 10), (25, 34)), 1.0),
        (((4, 19),), 1.0),
    ],
)
def test_contents_are_whole_partly_or_not_quoted(
    nlp: Language, content: tuple[tuple[int, int], ...], kind: float
) -> None:
    item = Attribution(tuple(Offsets(*span) for span in content), CUE, SOURCE, confidence=0.5)
    assert features(parsed_article(nlp(TEXT)).quotations, item) == (0.0, kind, 0.0, 0.0)


def test_missing_parts_are_seen(nlp: Language) -> None:
    item = Attribution((Offsets(0, 10),), confidence=0.9)
    assert features(parsed_article(nlp(TEXT)).quotations, item)[2:] == (1.0, 1.0)


def test_without_parameters_the_confidence_stays(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    for raw in (0.1, 0.5, 0.9):
        item = Attribution((Offsets(0, 10),), confidence=raw)
        assert Calibration.read({}).probability(article, item) == pytest.approx(raw)
    sure = Attribution((Offsets(0, 10),), confidence=1.0)
    assert 0.99 < Calibration.read({}).probability(article, sure) < 1


def test_the_card_says_how_sure_to_be(nlp: Language) -> None:
    weights = dict(zip(FEATURES, (0.5, 1.0, -1.0, -2.0), strict=True))
    found = Calibration.read({"calibration": {"intercept": 0.25, "weights": weights}})
    item = Attribution((Offsets(0, 10),), CUE, confidence=0.9)
    expected = 0.25 + 0.5 * math.log(9) - 1
    assert found.probability(parsed_article(nlp(TEXT)), item) == pytest.approx(1 / (1 + math.exp(-expected)))


@dataclass
class Recarded:
    """The shipped network with another card."""

    card: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return getattr(model.load(), name)


def test_the_engine_calibrates_what_the_network_found(nlp: Language) -> None:
    article = parsed_article(nlp(TEXT))
    never = {"intercept": -50.0, "weights": dict.fromkeys(FEATURES, 0.0)}
    plain = {key: value for key, value in model.load().card.items() if key != "calibration"}
    [raw] = TaggerEngine(Recarded(plain)).attribute([article])[0]  # type: ignore[arg-type]
    [found] = TaggerEngine(Recarded(plain | {"calibration": never})).attribute([article])[0]  # type: ignore[arg-type]
    assert raw.confidence > 0.5
    assert found.confidence < 1e-6
    assert found.content == raw.content
