"""The share of annotated contents that hold a claim, and a claim of the right speaker.

usage: python benchmarks/claims_in_contents.py CORPUS.jsonl [--missed N]

A claim lies in a content that shares half of its characters or more. Its speaker is right where the source of its
quote, or a mention of its speaker, touches the annotated source. Contents are told apart by whether they hold a
clause (a finite verb with a subject): the corpus annotates noun phrases too. Those that end in "?" are left out.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc, Token

from newsclaims import Extractor
from newsclaims.evaluation.corpora import read_lines
from newsclaims.records import Claim, Document

_HALF = 0.5
Stretch = list[int]


def main() -> None:
    """Print the shares, and with --missed the first clauses without a claim."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--missed", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    lines = read_lines(arguments.corpus)
    extractor = Extractor()
    counts: Counter[str] = Counter()
    missed: list[str] = []
    for line, doc in zip(lines, extractor.nlp.pipe(line["text"] for line in lines), strict=True):
        document = extractor.extract_doc(doc, date=line.get("date"))
        for attribution in line["attributions"]:
            content, source = attribution["content"], attribution["source"]
            if not content or doc.text[slice(*content[-1])].rstrip("”’\"' ").endswith("?"):
                continue
            kind = f"{'clause' if _holds_clause(doc, content) else 'phrase'}, {'source' if source else 'no source'}"
            inside = list(_claims_in(document, content))
            counts[kind] += 1
            counts[f"{kind}: claim"] += bool(inside)
            counts[f"{kind}: right"] += any(_is_by(document, claim, source) for claim in inside)
            if not inside and kind == "clause, source":
                missed.append(" … ".join(doc.text[a:b] for a, b in content))
    print(f"{'content':20}{'all':>6}{'with a claim':>14}{'of the right speaker':>22}")
    for kind in sorted(kind for kind in counts if ":" not in kind):
        total = counts[kind]
        claimed, right = counts[f"{kind}: claim"], counts[f"{kind}: right"]
        print(f"{kind:20}{total:6}{claimed / total:14.3f}{right / total:22.3f}")
    for text in missed[: arguments.missed]:
        print("-", " ".join(text.split()))


def _holds_clause(doc: Doc, content: Sequence[Stretch]) -> bool:
    inside = [token for token in doc if any(a <= token.idx < b for a, b in content)]
    places = {token.i for token in inside}
    return any(
        token.dep_ in {"nsubj", "nsubjpass", "expl"} and token.head.i in places and _finite(token.head)
        for token in inside
    )


def _finite(verb: Token) -> bool:
    return any(
        token.tag_ in {"VBD", "VBZ", "VBP", "MD"} for token in (verb, *verb.children) if token.dep_ != "conj"
    )


def _claims_in(document: Document, content: Sequence[Stretch]) -> Iterator[Claim]:
    for claim in document.claims:
        shared = sum(max(0, min(claim.end, end) - max(claim.start, start)) for start, end in content)
        if claim.quote is not None and shared >= _HALF * (claim.end - claim.start):
            yield claim


def _is_by(document: Document, claim: Claim, source: Sequence[Stretch]) -> bool:
    quote = next(quote for quote in document.quotes if quote.id == claim.quote)
    speaker = next((speaker for speaker in document.speakers if speaker.id == claim.speaker), None)
    places = [quote.source] if quote.source else []
    places += speaker.mentions if speaker else []
    return any(place.start < end and start < place.end for place in places for start, end in source)


if __name__ == "__main__":
    main()
