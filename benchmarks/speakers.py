"""Who says what in short articles of many countries: `python benchmarks/speakers.py [FOLDER] [--errors]`.

Each file of the folder (default: data/speakers) is an article, a line of four hyphens, and one line a speaker:
kind, name, role, other forms, words of the quotes that are its, with bars between and "-" for nothing.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsclaims import Extractor
from newsclaims.evaluation.matching import pair, same_name
from newsclaims.evaluation.speaker_articles import ExpectedSpeaker, read_article
from newsclaims.records import Article, Document, Speaker

FOLDER = Path(__file__).parents[1] / "data/speakers"
# Label of each row but the first, what is right and of how many.
ROWS = {
    "name to the letter": ("name", "right"),
    "kind": ("kind", "right"),
    "role": ("role", "roles"),
    "other forms": ("alias", "aliases"),
    "quotes found": ("matched", "quotes"),
    "found, speaker": ("attributed", "matched"),
}


def score(document: Document, expected: Sequence[ExpectedSpeaker], counts: Counter[str]) -> Iterator[str]:
    """Add an article's figures to `counts`; what is wrong, one line each."""
    pairs = pair(
        expected, document.speakers, lambda a, b: float(same_name(a.name, b.name)) + (a.name == b.name)
    )
    found = {i: document.speakers[j] for i, j in pairs}
    counts["gold"] += len(expected)
    counts["given"] += len(document.speakers)
    counts["right"] += len(pairs)
    for i, speaker in enumerate(expected):
        yield from _record(speaker, found.get(i), counts)
        for words in speaker.words:
            quote = next((q for q in document.quotes if any(words in part.text for part in q.parts)), None)
            counts["quotes"] += 1
            if quote is None:
                yield f"quote missed: {words!r} of {speaker.name}"
                continue
            counts["matched"] += 1
            if i in found and quote.speaker == found[i].id:
                counts["attributed"] += 1
            else:
                name = next((s.name for s in document.speakers if s.id == quote.speaker), None)
                yield f"WRONG SPEAKER {name!r} for {speaker.name!r}: {words!r}"
    for j in {*range(len(document.speakers))} - {j for _, j in pairs}:
        yield f"SPURIOUS {document.speakers[j].name!r} ({document.speakers[j].kind})"


def _bare(name: str) -> str:
    """Without an article, which an unnamed body may have."""
    return re.sub(r"^(the|a|an)\s+", "", name, flags=re.IGNORECASE)


def _record(speaker: ExpectedSpeaker, found: Speaker | None, counts: Counter[str]) -> Iterator[str]:
    if found is None:
        yield f"MISSED {speaker.name!r}"
        return
    alike = _bare(speaker.name) == _bare(found.name)
    counts["name"] += alike
    counts["kind"] += speaker.kind == found.kind
    counts["roles"] += speaker.role is not None
    counts["role"] += speaker.role is not None and same_name(speaker.role, found.role)
    forms = {found.name, *found.aliases}
    counts["aliases"] += len(speaker.aliases)
    counts["alias"] += len(forms.intersection(speaker.aliases))
    if not alike:
        yield f"name {found.name!r} for {speaker.name!r}"
    if speaker.kind != found.kind:
        yield f"kind {found.kind} for {speaker.kind}: {speaker.name}"
    if not (found.role is None if speaker.role is None else same_name(speaker.role, found.role)):
        yield f"role {found.role!r} for {speaker.role!r}: {speaker.name}"
    if missing := set(speaker.aliases) - forms:
        yield f"aliases without {sorted(missing)}: {speaker.name}"


def figures(counts: Counter[str]) -> dict[str, float]:
    """Each measure of the table as a share."""
    precision, recall = counts["right"] / counts["given"], counts["right"] / counts["gold"]
    shares = {label: counts[right] / counts[all_of] for label, (right, all_of) in ROWS.items()}
    return {"speakers": 2 * precision * recall / (precision + recall)} | shares


def main() -> None:
    """Score the folder and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--errors", action="store_true", help="print what is wrong")
    parser.add_argument("--floors", type=Path, help="JSON of measures: exit with 1 if one is below its floor")
    arguments = parser.parse_args()
    articles = {path.stem: read_article(path) for path in sorted(arguments.folder.glob("*.txt"))}
    documents = Extractor().stream(Article(id=stem, text=text) for stem, (text, _) in articles.items())
    counts: Counter[str] = Counter()
    for document in documents:
        for line in score(document, articles[document.id or ""][1], counts):
            if arguments.errors:
                print(f"{document.id}: {line}")
    found = figures(counts)
    precision, recall = counts["right"] / counts["given"], counts["right"] / counts["gold"]
    print(f"speakers       P {precision:.3f}  R {recall:.3f}  F1 {found['speakers']:.3f}")
    for label, (right, all_of) in ROWS.items():
        print(f"{label:20} {counts[right]:4} of {counts[all_of]:4}  {found[label]:.3f}")
    floors = json.loads(arguments.floors.read_text(encoding="utf-8")) if arguments.floors else {}
    below = [
        f"{label}: {found[label]:.3f} < {floor}" for label, floor in floors.items() if found[label] < floor
    ]
    if below:
        sys.exit("below the floor: " + "; ".join(below))


if __name__ == "__main__":
    main()
