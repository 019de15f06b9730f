"""The claims inside quotes: the clauses of each content, typed by how they are reported."""

from collections.abc import Iterator, Sequence

from newsclaims.claims.assess import claim, readings
from newsclaims.claims.clauses import Form, find_clauses
from newsclaims.claims.conditions import is_supposed
from newsclaims.claims.reading import Reading, Speech, words
from newsclaims.claims.structures import Before, ClaimSpan
from newsclaims.claims.view import View
from newsclaims.claims.weighing import weighed_types
from newsclaims.quotes import QuoteSpans

# Shorter words of a name are particles and prepositions.
_CONTENT_WORD = 4
_ALL: frozenset[Form] = frozenset({"finite", "infinitive", "gerund", "imperative"})
_BARE: frozenset[Form] = frozenset({"finite", "imperative"})
# A participle is a claim where the cue denies, demands, commits or admits it: "denied taking bribes".
_ADMISSIONS = frozenset({"admit", "acknowledge", "confess", "suggest"})
_WITHOUT_GERUND = _ALL - {"gerund"}


def attributed_claims(findings: Before) -> Iterator[ClaimSpan]:
    """The claims of each quote, in the order of the quotes."""
    found = list(attributed_readings(findings))
    types = weighed_types(reading for _, reading in found)
    return (
        claim(findings, reading, kind, number) for (number, reading), kind in zip(found, types, strict=True)
    )


def attributed_readings(findings: Before) -> Iterator[tuple[int, Reading]]:
    """The clauses of each quote with its index, in the order of the quotes."""
    view = findings.view
    for number, quote in enumerate(findings.quotes):
        speech = _speech(findings, quote)
        if speech.cue_class == "question" or is_supposed(view, quote):
            continue
        clauses = find_clauses(view, quote.parts, findings.article.quotations, _forms(speech, quote))
        yield from ((number, reading) for reading in readings(findings, clauses, speech))


def _speech(findings: Before, quote: QuoteSpans) -> Speech:
    view = findings.view
    attribution = findings.attributions[quote.attribution]
    party = findings.cast.of_attribution[quote.attribution]
    cue = [index for span in attribution.cue for index in view.between(span)]
    names = {view.words[i] for span in attribution.source for i in view.between(span)}
    mentions: set[int] = set()
    if party is not None:
        member = findings.cast.parties[party]
        names.update(f"{member.name} {member.role or ''} {member.affiliation or ''}".lower().split())
        mentions.update(tokens[-1] for mention in member.mentions if (tokens := view.between(mention)))
    return Speech(
        cue_class="denial" if _denies(view, cue) else attribution.cue_class,
        cue=frozenset(view.lemmas[index] for index in cue),
        direct=quote.type == "direct",
        kind=None if party is None else findings.cast.parties[party].kind,
        names=frozenset(name for name in names if len(name) >= _CONTENT_WORD),
        mentions=frozenset(mentions),
    )


def _denies(view: View, cue: Sequence[int]) -> bool:
    """Whether a cue denies what others report: "has rubbished reports that", "denied the claim that"."""
    denying = words("denial", "denying")
    return any(
        view.lemmas[index] in words("denial", "reports") and view.lemmas[view.heads[index]] in denying
        for index in cue
    )


def _forms(speech: Speech, quote: QuoteSpans) -> frozenset[Form]:
    cue_class, cue = speech.cue_class, speech.cue
    if quote.type == "direct":
        return _BARE if cue_class not in {"commissive", "directive"} else _WITHOUT_GERUND
    if not cue:
        return _BARE
    if cue_class in {"denial", "directive", "commissive"} or cue & _ADMISSIONS:
        return _ALL
    return _WITHOUT_GERUND
