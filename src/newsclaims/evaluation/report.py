"""Scores for people and programs: a table, JSON, Markdown; and the list of mistakes."""

import json
from collections.abc import Callable
from typing import TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from newsclaims.evaluation.scores import Counts, Scores
from newsclaims.export.plain import visible

_HEADER = ("measure", "P", "R", "F1", "right", "given", "gold")
_WIDTH = 120


def write_table(scores: Scores, stream: TextIO) -> None:
    """A table for the terminal."""
    console = Console(file=stream, highlight=False, width=None if stream.isatty() else _WIDTH)
    table = Table(box=box.SIMPLE_HEAD)
    for column in _HEADER:
        table.add_column(column, justify="left" if column == "measure" else "right")
    for measure, counts in scores.rows():
        label = f"  {measure}" if "." in measure else measure
        table.add_row(*_cells(label, counts), style=None if "." in measure else "bold")
    console.print(table)


def write_json(scores: Scores, stream: TextIO) -> None:
    """One object: measure -> P, R, F1 and the counts."""
    data = {
        measure: {
            "P": round(counts.precision, 4),
            "R": round(counts.recall, 4),
            "F1": round(counts.f1, 4),
            "right": counts.right_gold,
            "given": counts.predicted,
            "gold": counts.gold,
        }
        for measure, counts in scores.rows()
    }
    stream.write(json.dumps(data, indent=1) + "\n")


def write_markdown(scores: Scores, stream: TextIO) -> None:
    """A table for a README."""
    stream.write("| " + " | ".join(_HEADER) + " |\n|---|" + "---:|" * (len(_HEADER) - 1) + "\n")
    stream.writelines(
        "| " + " | ".join(_cells(measure, counts)) + " |\n" for measure, counts in scores.rows()
    )


def write_mistakes(scores: Scores, stream: TextIO) -> None:
    """Each miss, false alarm and wrong attribute, by article and measure, with its sentence."""
    console = Console(file=stream, highlight=False, width=None if stream.isatty() else _WIDTH, soft_wrap=True)
    article = None
    for mistake in scores.mistakes:
        if mistake.article != article:
            article = mistake.article
            console.print(Text(f"\n{article}", style="bold"))
        colour = {"missed": "yellow", "spurious": "red"}.get(mistake.kind, "magenta")
        line = Text(f"  {mistake.kind:<8} ", style=colour)
        line.append(f"{mistake.measure}: {visible(mistake.detail)}", style="default")
        console.print(line)
        if mistake.context:
            console.print(Text(f"           {visible(mistake.context)}", style="dim"))


def _cells(measure: str, counts: Counts) -> tuple[str, ...]:
    figures = (f"{value:.3f}" for value in (counts.precision, counts.recall, counts.f1))
    return (measure, *figures, *map(str, (counts.right_gold, counts.predicted, counts.gold)))


REPORTS: dict[str, Callable[[Scores, TextIO], None]] = {
    "table": write_table,
    "json": write_json,
    "md": write_markdown,
}
