"""How quotation marks shape attributions: contents snapped to whole quotations, and quotations that go on."""

from spacy.tokens import Token

from newsclaims.attribution.cues import families_of, family
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
    for index in range(len(scene.quotations)):
        if index in owned:
            continue
        candidate = _continued(scene, index, owned)
        if candidate is not None:
            candidate.content.append(scene.bounds[index])
            owned[index] = candidate
            continue
        candidate = _announced(scene, index) or _followed(scene, index)
        if candidate is not None:
            added.append(candidate)
            owned[index] = candidate
    return candidates + added


def _continued(scene: Scene, index: int, owned: dict[int, Candidate]) -> Candidate | None:
    """The candidate whose speech goes on in the quotation, or None."""
    candidate = owned.get(index - 1)
    if candidate is None or scene.quotations[index].continues:
        return candidate
    first, start = scene.bounds[index][0], scene.bounds[index - 1][1] + 1
    if scene.paragraph(first) != scene.paragraph(start - 1):
        return None
    between = [scene.doc[i] for i in range(start, first) if not scene.doc[i].is_space]
    if all(token.is_punct for token in between):
        return candidate if free_standing(scene, index) else None
    if not start <= candidate.head.i < first or _reports_anew(between, candidate.head):
        return None
    return candidate if between[-1].text in _LEADS or free_standing(scene, index) else None


# Behind these a quotation goes on: “A,” she said, “B.”
_LEADS = frozenset({",", ":", "—", "–", "-"})


def _reports_anew(between: list[Token], cue: Token) -> bool:
    """Whether another verb that reports stands behind the cue."""
    return any(token.pos_ == "VERB" and token.i > cue.i and families_of(token) for token in between)


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
        if found is None and not (colon and token.dep_ == "ROOT"):
            continue
        who = subject(token)
        source = source_run(scene, who, token) if who is not None else None
        if source is None:
            return None
        return Candidate(token, cue_tokens(token), source, [(first, last)], found, "announced", 0.7)
    return None


def _followed(scene: Scene, index: int) -> Candidate | None:
    """A quotation before "she said" that the parse did not attach."""
    first, last = scene.bounds[index]
    if scene.doc[last].i + 1 >= len(scene.doc) or not ends_as_speech(scene, index):
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


def ends_as_speech(scene: Scene, index: int) -> bool:
    """Whether punctuation at the quotation's end shows that a reporting clause may follow: “…,” or “…”,."""
    text = scene.doc.text
    quotation = scene.quotations[index]
    inner = text[quotation.inner.start : quotation.inner.end].rstrip()
    return (
        inner[-1:] in {",", "?", "!", "…", "—"} or text[quotation.outer.end : quotation.outer.end + 1] == ","
    )
