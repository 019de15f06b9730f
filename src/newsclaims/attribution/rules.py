"""Attributions by rules: quotation marks, the parse, and a lexicon of cues by class."""

from collections.abc import Sequence

from newsclaims.attribution.cues import addressee, cue_class
from newsclaims.attribution.quoted import complete, snap
from newsclaims.attribution.reporting import Candidate, candidates
from newsclaims.attribution.scene import Scene
from newsclaims.attribution.sharing import release
from newsclaims.attribution.structures import Attribution, ParsedArticle
from newsclaims.attribution.syntax import offsets
from newsclaims.offsets import Offsets


class RuleEngine:
    """The engine without a model."""

    name = "rules"

    def attribute(self, articles: Sequence[ParsedArticle]) -> list[tuple[Attribution, ...]]:
        """The attributions of each article, in text order of their first content."""
        return [_attributions(article) for article in articles]


def _attributions(article: ParsedArticle) -> tuple[Attribution, ...]:
    scene = Scene(article)
    found = list(candidates(scene))
    release(scene, found)
    for candidate in found:
        snap(scene, candidate)
    kept = complete(scene, outermost_reports([candidate for candidate in found if candidate.content]))
    attributions = [item for candidate in kept if (item := _attribution(scene, candidate)) is not None]
    return tuple(sorted(attributions, key=lambda item: (item.content, item.cue)))


def outermost_reports(found: list[Candidate]) -> list[Candidate]:
    """Drop what is reported inside another report, and of two readings of one passage the less reliable.

    Annotators of attribution corpora hardly mark reports inside reports, and a quote inside a quote is no record.
    """
    kept: list[Candidate] = []
    for candidate in sorted(found, key=lambda item: (-_length(item), -item.reliability, item.head.i)):
        rivals = [other for other in kept if _holds(other, candidate.head.i)]
        if rivals:
            if all(
                _holds(candidate, other.head.i) and other.reliability < candidate.reliability
                for other in rivals
            ):
                kept = [other for other in kept if other not in rivals]
            else:
                continue
        kept.append(candidate)
    return sorted(kept, key=lambda item: item.head.i)


def _length(candidate: Candidate) -> int:
    return sum(last - first + 1 for first, last in candidate.content)


def _holds(candidate: Candidate, index: int) -> bool:
    return any(first <= index <= last for first, last in candidate.content)


def _attribution(scene: Scene, candidate: Candidate) -> Attribution | None:
    content = tuple(
        span for first, last in sorted(candidate.content) if (span := scene.span(first, last)) is not None
    )
    if not content:
        return None
    cue = _joined(candidate)
    source = scene.span(*candidate.source) if candidate.source is not None else None
    return Attribution(
        content=content,
        cue=cue,
        source=(source,) if source is not None else (),
        cue_class=cue_class(candidate.cue),
        addressee=addressee(scene.doc, cue),
        rule=candidate.rule,
        confidence=candidate.reliability,
    )


def _joined(candidate: Candidate) -> tuple[Offsets, ...]:
    """The cue's words; neighbours make one stretch."""
    spans: list[Offsets] = []
    last: int | None = None
    for token in candidate.cue:
        if last is not None and token.i == last + 1:
            spans[-1] = Offsets(spans[-1].start, token.idx + len(token))
        else:
            spans.append(offsets(token, token))
        last = token.i
    return tuple(spans)
