"""The dev set, parsed once, and what a model's attributions score on it at the attribution stage."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import DocBin

from newsclaims.attribution import Attribution, ParsedArticle, parsed_article
from newsclaims.attribution.tagger.ends import LogOdds
from newsclaims.attribution.tagger.engine import TaggerEngine
from newsclaims.attribution.tagger.model import Model
from newsclaims.evaluation.attributions import score_attributions
from newsclaims.nlp import load

Lines = Sequence[Mapping[str, Any]]
_BATCH = 16


def parse(lines: Lines, path: Path) -> None:
    """Write the parses of the articles."""
    DocBin(docs=load().pipe((line["text"] for line in lines), batch_size=_BATCH)).to_disk(path)


def parsed(lines: Lines, path: Path) -> list[ParsedArticle]:
    """The articles as the attribution stage sees them, from parses on disk."""
    docs = list(DocBin().from_disk(path).get_docs(load().vocab))
    if [doc.text for doc in docs] != [line["text"] for line in lines]:
        msg = f"{path} holds the parses of other articles: delete it"
        raise SystemExit(msg)
    return [parsed_article(doc) for doc in docs]


def attributions(folder: Path, articles: Sequence[ParsedArticle]) -> list[tuple[Attribution, ...]]:
    """What the engine finds with the model of a folder."""
    return TaggerEngine(Model(folder)).attribute(articles)


def labelled(
    folder: Path, articles: Sequence[ParsedArticle]
) -> list[tuple[tuple[Attribution, ...], LogOdds]]:
    """What the engine finds before ends are ranked, with the log-odds that a ranking needs."""
    return TaggerEngine(Model(folder)).as_labelled(articles)


def records(found: Sequence[Attribution]) -> list[dict[str, Any]]:
    """Attributions as the corpus writes them."""
    return [{"content": item.content, "cue": item.cue, "source": item.source} for item in found]


def f1(lines: Lines, found: Sequence[Sequence[Attribution]]) -> dict[str, float]:
    """F1 by measure, 0-1."""
    predicted = {line["id"]: records(items) for line, items in zip(lines, found, strict=True)}
    scores = score_attributions((line for line in lines if line.get("primary") is not False), predicted)
    return {measure: round(value, 4) for measure, value in scores.f1().items()}
