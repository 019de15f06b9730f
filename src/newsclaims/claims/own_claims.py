"""The article's own claims: clauses of sentences that report nobody, if they state what can be looked up."""

from collections.abc import Iterator

from newsclaims.claims.assess import assess
from newsclaims.claims.attributed import Before
from newsclaims.claims.clauses import Clause, Form, find_clauses
from newsclaims.claims.reading import Speech
from newsclaims.claims.structures import ClaimSpan
from newsclaims.offsets import Offsets

_FORMS: frozenset[Form] = frozenset({"finite"})
# Shorter sentences set a scene or turn a page.
_LEAST_WORDS = 5


def own_claims(findings: Before) -> Iterator[ClaimSpan]:
    """The claims of the article's sentences that hold no quote, cue or source, in text order."""
    taken = sorted(
        span
        for attribution in findings.attributions
        for span in (*attribution.content, *attribution.cue, *attribution.source)
    )
    position = 0
    for sentence in findings.article.doc.sents:
        span = Offsets(sentence.start_char, sentence.end_char)
        while position < len(taken) and taken[position].end <= span.start:
            position += 1
        if position < len(taken) and taken[position].overlaps(span):
            continue
        clauses = find_clauses(findings.view, [span], findings.article.quotations, _FORMS)
        kept = [clause for clause in clauses if _can_be_looked_up(findings, clause)]
        yield from assess(findings.view, kept, Speech(), findings.times, None)


def _can_be_looked_up(findings: Before, clause: Clause) -> bool:
    """Whether a clause names somebody, a number or a time: without one there is nothing to look for."""
    if len(clause.tokens) < _LEAST_WORDS:
        return False
    doc = findings.article.doc
    named = any(doc[index].ent_type_ or doc[index].like_num for index in clause.tokens)
    return named or any(clause.span.contains(time.span) for time in findings.times)
