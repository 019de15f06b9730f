"""``claims evaluate``: precision, recall and F1 against annotated articles and public corpora."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsclaims.cli import options
from newsclaims.cli.console import closed_pipe_ends_quietly, complain
from newsclaims.errors import ExitStatus, InputError, UsageError
from newsclaims.startup import quick_start

if TYPE_CHECKING:
    from newsclaims.evaluation.scores import Scores
    from newsclaims.pipeline import Extractor
    from newsclaims.records import Document


def evaluate(  # noqa: PLR0913 - one parameter an option
    gold: Annotated[Path, typer.Argument(help="Folder of annotated articles, or a corpus in JSON Lines.")],
    predictions: Annotated[
        Path | None,
        typer.Argument(
            metavar="[PRED]", help="Ready output: a folder named like GOLD, or JSON Lines. Default: run."
        ),
    ] = None,
    *,
    output_format: Annotated[str, typer.Option("--format", "-f", help="table, json or md.")] = "table",
    errors: Annotated[bool, typer.Option("--errors", help="Print each mistake with its sentence.")] = False,
    min_f1: Annotated[
        str | None, typer.Option("--min-f1", help="Fail below these: quotes=0.9,dates.value=0.8.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help="Fail below the floors in this file.")
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write the figures of now into --baseline.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why a floor is lowered.")] = None,
    model: options.Model = options.DEFAULT_MODEL,
    attribution: options.Attribution = options.DEFAULT_ATTRIBUTION,
) -> None:
    r"""Score the program, or ready output, against annotated articles.

    GOLD is a folder of articles as in data/gold, or one JSON Lines file of a corpus: lines with "attributions"
    (source, cue, content as \[start, end] lists) or with "timexes" (start, end, type, value, and "dct").

    [dim]$ claims evaluate data/gold/dev
    $ claims evaluate data/gold/dev --errors
    $ claims evaluate data/gold/dev --baseline data/gold/baseline.json[/dim]

    Exit status 1 where a floor is missed.
    """
    from newsclaims.evaluation.gate import failures, parse_floors  # noqa: PLC0415
    from newsclaims.evaluation.report import REPORTS, write_mistakes  # noqa: PLC0415

    if output_format not in REPORTS:
        msg = f"no format {output_format!r}"
        raise UsageError(msg, f"choose one of: {', '.join(REPORTS)}")
    if update_baseline and baseline is None:
        msg = "--update-baseline needs --baseline"
        raise UsageError(msg)
    floors = parse_floors(min_f1) if min_f1 else {}
    scores = _score(gold, predictions, model, attribution)
    with closed_pipe_ends_quietly():
        if errors:
            write_mistakes(scores, sys.stdout)
        REPORTS[output_format](scores, sys.stdout)
    if baseline is not None:
        floors |= _baseline_floors(gold, baseline, scores, update=update_baseline, reason=reason)
    missed = failures(scores.f1(), floors)
    for line in missed:
        complain(line)
    if missed:
        raise typer.Exit(ExitStatus.FAILED)


def _score(gold: Path, predictions: Path | None, model: str, attribution: str) -> "Scores":
    from newsclaims.evaluation.corpora import score_corpus  # noqa: PLC0415 - loads spaCy
    from newsclaims.evaluation.gold import read_gold  # noqa: PLC0415
    from newsclaims.evaluation.records import score_records  # noqa: PLC0415

    if gold.suffix == ".jsonl":
        return score_corpus(gold, predictions, None if predictions else _extractor(model, attribution))
    articles = read_gold(gold)
    if predictions is not None:
        return score_records((article, _document(predictions, stem)) for stem, article in articles)

    from newsclaims.records import Article  # noqa: PLC0415

    extractor = _extractor(model, attribution)
    documents = extractor.stream(
        Article(id=article.id, text=article.text, date=article.date, date_source="metadata")
        for _, article in articles
    )
    return score_records(zip((article for _, article in articles), documents, strict=True))


def _extractor(model: str, attribution: str) -> "Extractor":
    with quick_start():
        from newsclaims.batch.process import Models  # noqa: PLC0415 - loads spaCy

        return Models(model, attribution).load()


def _document(folder: Path, stem: str) -> "Document":
    from newsclaims.records import Document  # noqa: PLC0415

    file = folder / f"{stem}.json"
    try:
        return Document.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        msg = f"{file}: no document: {str(error).splitlines()[0]}"
        raise InputError(msg, "write it with: claims extract … -o") from None


def _baseline_floors(
    gold: Path, path: Path, scores: "Scores", *, update: bool, reason: str | None
) -> dict[str, float]:
    from newsclaims.evaluation import gate  # noqa: PLC0415

    measured = gate.gold_hash(gold)
    if update:
        old = gate.read_baseline(path) if path.exists() else None
        new = gate.raised(old, measured, scores.f1(), reason)
        gate.write_baseline(path, new)
        return new.floors
    floors = gate.read_baseline(path)
    if floors.gold != measured:
        msg = f"{path}: pins other gold data than {gold}"
        raise InputError(msg, "renew it with --update-baseline --reason …")
    return floors.floors
