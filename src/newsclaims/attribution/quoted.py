"""How quotation marks shape attributions: contents snapped to whole quotations, and quotations that go on."""

from newsclaims.attribution.cues import family
from newsclaims.attribution.reporting import Candidate, Run, cue_tokens, source_run
from newsclaims.attribution.scene import Scene
from newsclaims.attribution.syntax import child, subject


def snap(scene: Scene, candidate: Candidate) -> None:
    """Widen the contents of `candidate` to whole quotations, away from the cue; in place."""
    trimmed = [scene.trimmed(*run) for run in candidate.content]
    candidate.content = [_snapped(scene, run, candidate.head.i) for run in trimmed if run[0] <= run[1]]


def _snapped(scene: Scene, run: Run, cue: int) -> Run:
    first, last = run
    opening, closing = scene.quotation(first), scene.quotation(last)
    if opening >= 0 and not first > cue > scene.bounds[opening][0]:
        first = scene.bounds[opening][0]
    if closing < 0 and last + 1 < len(scene.doc) and scene.doc[last + 1].is_punct:
        # The run ends just before the closing mark.
        closing = scene.quotation(last + 1)
        closing = closing if closing >= 0 and scene.bounds[closing][0] <= last else -1
    if closing >= 0 and not last < cue < scene.bounds[closing][1]:
        last = scene.bounds[closing][1]
    return first, last


def owners(candidates: list[Candidate], scene: Scene) -> dict[int, Candidate]:
    """Which candidate each quotation belongs to, by index of the quotation."""
    found: dict[int, Candidate] = {}
    for candidate in candidates:
        for first, last in candidate.content:
            index = max(0, scene.preceding(first))
            while index < len(scene.bounds) and scene.bounds[index][0] <= last:
                if scene.bounds[index][1] >= first:
                    found.setdefault(index, candidate)
                index += 1
    return found


def complete(scene: Scene, candidates: list[Candidate]) -> list[Candidate]:
    """`candidates` with the quotations that they left alone: attached to the one before, or on their own."""
    owned = owners(candidates, scene)
    added: list[Candidate] = []
    heads = {candidate.head.i: candidate for candidate in candidates}
    # Whoever spoke last before each quotation, with the token where that report ends.
    ended = sorted(((end_of(candidate), number) for number, candidate in enumerate(candidates)), reverse=True)
    latest: tuple[int, Candidate] | None = None
    for index, (first, last) in enumerate(scene.bounds):
        while ended and ended[-1][0] < first:
            end, number = ended.pop()
            if latest is None or end > latest[0]:
                latest = end, candidates[number]
        candidate = owned.get(index)
        if candidate is None:
            before = owned.get(index - 1) if scene.quotations[index].continues else None
            candidate = before or _continued(scene, index, latest)
            if candidate is not None:
                candidate.content.append((first, last))
            else:
                candidate = _announced(scene, index) or _followed(scene, index)
                if candidate is None:
                    continue
                known = heads.get(candidate.head.i)
                if known is None:
                    added.append(candidate)
                    heads[candidate.head.i] = candidate
                else:
                    known.content += candidate.content
                    candidate = known
            owned[index] = candidate
        if latest is None or end_of(candidate) > latest[0]:
            latest = end_of(candidate), candidate
    return candidates + added


def end_of(candidate: Candidate) -> int:
    """Index of the last token of the report: its cue, its source or its content."""
    last = max(run[1] for run in candidate.content)
    return max(last, candidate.cue[-1].i, candidate.source[1] if candidate.source else 0)


def _continued(scene: Scene, index: int, latest: tuple[int, Candidate] | None) -> Candidate | None:
    """The candidate whose speech goes on in the quotation, or None.

    Nothing but the rest of the reporting sentence may stand between: “A,” she said on Friday. “B.” A quotation
    that fills a paragraph goes on with the report that ends the paragraph before.
    """
    if latest is None:
        return None
    end, candidate = latest
    first = scene.bounds[index][0]
    gap = [scene.doc[i] for i in range(end + 1, first) if not scene.doc[i].is_space]
    if len(gap) > _GAP or any(token.text in _STOPS for token in gap[:-1]):
        return None
    if scene.paragraph(first) == scene.paragraph(end):
        leads = bool(gap) and gap[-1].text in _LEADS
        return candidate if leads or free_standing(scene, index) else None
    alone = scene.paragraph(first) == scene.paragraph(end) + 1 and fills_paragraph(scene, index)
    return candidate if alone and free_standing(scene, index) else None


# A reporting clause may go on for so many tokens behind its cue and source: place, time and occasion.
_GAP = 40
_STOPS = frozenset({".", "?", "!", ";"})


def fills_paragraph(scene: Scene, index: int) -> bool:
    """Whether the paragraph of the quotation holds no words outside quotation marks."""
    first, last = scene.bounds[index]
    home = scene.paragraph(first)
    for step, start in ((-1, first - 1), (1, last + 1)):
        i = start
        while 0 <= i < len(scene.doc) and scene.paragraph(i) == home:
            if scene.inside[i] < 0 and scene.doc[i].is_alpha:
                return False
            i += step
    return True


# Behind these a quotation goes on: “A,” she said, “B.”
_LEADS = frozenset({",", ":", "—", "–", "-"})


def free_standing(scene: Scene, index: int) -> bool:
    """Whether the quotation is a sentence of its own: after a full stop or at the paragraph's start."""
    first, last = scene.bounds[index]
    inner = [scene.doc[i] for i in range(first, last + 1) if scene.inside[i] == index]
    words = [token for token in inner if token.is_alpha]
    if not words or words[0].is_lower:
        return False
    before = first - 1
    while before >= 0 and scene.doc[before].is_space:
        before -= 1
    return (
        before < 0
        or scene.paragraph(before) != scene.paragraph(first)
        or scene.doc[before].text in {".", "?", "!", ":", "”", '"', "''", "’"}
    )


def _announced(scene: Scene, index: int) -> Candidate | None:
    """A quotation behind "she said:" or "she said," that the parse did not attach."""
    first, last = scene.bounds[index]
    before = first - 1
    while before >= 0 and scene.doc[before].is_space:
        before -= 1
    if before < 0 or scene.doc[before].text not in {":", ","}:
        return None
    colon = scene.doc[before].text == ":"
    if not colon and scene.paragraph(before) != scene.paragraph(first):
        return None
    sentence = scene.doc[before].sent
    for i in range(before - 1, sentence.start - 1, -1):
        token = scene.doc[i]
        if scene.inside[i] >= 0:
            return None
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        found = family(token, "clause") or family(token, "quoted")
        who = subject(token)
        named = who is not None and who.pos_ in {"PROPN", "PRON"}
        if found is None and not (colon and token.dep_ == "ROOT" and named):
            continue
        source = source_run(scene, who, token) if who is not None else None
        if source is None:
            return None
        return Candidate(token, cue_tokens(token), source, [(first, last)], found, "announced", 0.7)
    return None


def _followed(scene: Scene, index: int) -> Candidate | None:
    """A quotation before "she said" that the parse did not attach."""
    first, last = scene.bounds[index]
    if not ends_as_speech(scene, index) or not (free_standing(scene, index) or has_clause(scene, index)):
        return None
    start = last + 1
    end = min(len(scene.doc), start + _REACH)
    for i in range(start, end):
        token = scene.doc[i]
        if scene.inside[i] >= 0 or scene.paragraph(i) != scene.paragraph(last) or token.text in {".", ";"}:
            return None
        if token.pos_ in {"VERB", "AUX"}:
            found = family(token, "clause") or family(token, "quoted")
            if found is None:
                return None
            who = subject(token)
            if who is None or who.i <= last:
                who = child(token, "dobj", "attr", "npadvmod")
            source = source_run(scene, who, token) if who is not None and who.i > last else None
            if source is None:
                return None
            return Candidate(token, cue_tokens(token), source, [(first, last)], found, "followed", 0.7)
    return None


# How far behind a quotation its reporting verb may stand, in tokens: a long name with its title.
_REACH = 25


def has_clause(scene: Scene, index: int) -> bool:
    """Whether a verb and small letters show that the quotation is no title."""
    inner = [scene.doc[i] for i in range(*scene.bounds[index]) if scene.inside[i] == index]
    return any(token.pos_ in {"VERB", "AUX"} and token.is_lower for token in inner)


def ends_as_speech(scene: Scene, index: int) -> bool:
    """Whether punctuation at the quotation's end shows that a reporting clause may follow: “…,” or “…”,."""
    text = scene.article.text
    quotation = scene.quotations[index]
    inner = text[quotation.inner.start : quotation.inner.end].rstrip()
    return (
        inner[-1:] in {",", "?", "!", "…", "—"} or text[quotation.outer.end : quotation.outer.end + 1] == ","
    )
