"""The article's own claims: what it asserts outside the quotes, if that can be looked up.

A clause counts by what is left of it without the quotes: nothing of a reporting clause ("Lund said that ..."), the
rest of a clause that reports by the way ("Lund left on Friday, saying that ..."), all of any other. Speech acts
without content ("rejected the deadline") make no quote and so are claims; formulas of silence are not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import compress

from newsclaims.attribution.cues import family
from newsclaims.attribution.datelines import without_dateline
from newsclaims.attribution.marks import outermost
from newsclaims.claims.assess import claim, readings
from newsclaims.claims.clause_edges import trim
from newsclaims.claims.clauses import Clause, Form, find_clauses
from newsclaims.claims.conditions import is_supposed
from newsclaims.claims.reading import Speech, words
from newsclaims.claims.structures import Before, ClaimSpan
from newsclaims.claims.view import View
from newsclaims.claims.weighing import narrated_type
from newsclaims.language import table
from newsclaims.offsets import Offsets

_FORMS: frozenset[Form] = frozenset({"finite"})
# Shorter clauses set a scene or turn a page, unless they give a number or a name.
_LEAST_WORDS = 4
# Words that a headline capitalises, in characters.
_LONG = 5
# A clause of which reported words make up more is a report.
_MOST_REPORTED = 0.4
# Links by which a reporting verb hangs on a clause that asserts something itself.
_BY_THE_WAY = frozenset({"advcl", "conj", "acl", "dep"})
_PHRASES = frozenset({"prep", "agent", "dobj", "attr", "npadvmod"})
_NAMES = frozenset({"NNP", "NNPS", "CD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# Links for which the parser takes a predicate that it did not see: "an earlier truce, signed in May, held".
_TAKEN_FOR = frozenset({"acl", "amod"})
_OBJECTS = frozenset({"dobj", "prep", "agent", "attr", "oprd", "xcomp"})
_COMPLEMENTS = frozenset({"acomp", "attr"})
# Links of a report in the middle or at the end of a clause.
_PARENTHESES = frozenset({"parataxis", "ccomp", "advcl", "dep"})
_SENTENCE_ENDS = (".", "!", ".”", '."', ".'", ".’", ".)")


@cache
def _silences() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in table("own_claims")["silence"])


@cache
def _boilerplate() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rule["pattern"]) for rule in table("own_claims")["boilerplate"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("own_claims")[name])


def own_claims(findings: Before) -> Iterator[ClaimSpan]:
    """The claims of the article's own words, in text order."""
    view = findings.view
    reported, substance = _Reported(findings), _Substance(findings)
    for sentence in findings.article.doc.sents:
        span = without_dateline(findings.article, Offsets(sentence.start_char, sentence.end_char))
        if span is None or not sentence.text.rstrip().endswith(_SENTENCE_ENDS):
            continue
        clauses = list(find_clauses(view, [span], findings.article.quotations, _FORMS))
        if not clauses and reported.words.isdisjoint(view.between(span)):
            clauses = list(_unparsed(view, span))
        rests = (reported.rest(clause) for clause in clauses)
        asserted = [clause for clause in rests if clause is not None]
        for reading in readings(findings, asserted, Speech(narrated=True)):
            if substance(reading.clause):
                yield claim(findings, reading, narrated_type(reading), None)


class _Reported:
    """What of the article belongs to its quotes, by token."""

    def __init__(self, findings: Before) -> None:
        self.view = findings.view
        cues = [_tokens(self.view, [quote.cue] if quote.cue else []) for quote in findings.quotes]
        said = [not is_supposed(self.view, quote) for quote in findings.quotes]
        self.cues = list(compress(cues, said))
        self.told = frozenset[int]().union(
            *(_tokens(self.view, quote.parts) for quote in compress(findings.quotes, said))
        )
        self.words = self.told.union(
            _tokens(self.view, [mark.inner for mark in outermost(findings.article.quotations)]),
        )

    def rest(self, clause: Clause) -> Clause | None:
        """`clause` without what it reports by the way, or None where it is a report."""
        tokens = list(clause.tokens)
        for cue in self.cues:
            if not cue.isdisjoint(tokens):
                end = self._asserted(clause, cue)
                if end is None:
                    return None
                tokens = [index for index in tokens if index < end]
        tokens = trim(self.view, tokens)
        if clause.head not in tokens or clause.head in self.told or self._reports(tokens):
            return None
        if len(tokens) == len(clause.tokens):
            return clause
        return replace(clause, span=self.view.span(tokens), tokens=tuple(tokens))

    def _reports(self, tokens: Sequence[int]) -> bool:
        return sum(index in self.words for index in tokens) > _MOST_REPORTED * len(tokens)

    def _asserted(self, clause: Clause, cue: frozenset[int]) -> int | None:
        """Up to which token `clause` asserts something itself; None where its main predicate reports."""
        view = self.view
        chain = {clause.head, *view.auxiliaries(clause.head)}
        top = min(cue, key=lambda index: sum(1 for _ in view.ancestors(index)))
        if chain & cue:
            return None
        path = [top, *view.ancestors(top)]
        if clause.head not in path:
            return None
        branch = path[path.index(clause.head) - 1]
        start = min(view.subtree(branch))
        if branch < clause.head or view.deps[branch] in _PHRASES:
            # "…, weeks before confirmation from Oslo that it will close": a claim of its own, set off by a comma.
            apart = view.finite(clause.head) and start > clause.head and view.words[start - 1] == ","
            return start if apart else len(view.words)
        return start if view.deps[branch] in _BY_THE_WAY else None


def _tokens(view: View, spans: Sequence[Offsets]) -> frozenset[int]:
    return frozenset(index for span in spans for index in view.between(span))


class _Substance:
    """Whether a clause asserts what can be looked up: an event, a number or a state, not a mood or a silence."""

    def __init__(self, findings: Before) -> None:
        self.findings = findings
        self.view = findings.view
        self.names = frozenset(
            token.i for token in findings.article.doc if token.tag_ in _NAMES or token.like_num
        )
        self.times = _tokens(findings.view, [time.span for time in findings.times])

    def __call__(self, clause: Clause) -> bool:
        view = self.view
        verb, subject = view.lemmas[clause.head], clause.subject
        if len(clause.tokens) < _LEAST_WORDS or self._silent(clause) or _is_heading(view, clause):
            return False
        if subject is not None and self._of_newsroom(subject):
            return False
        if verb in _words("labels") or self._reports(clause):
            return False
        after = [index for index in clause.tokens if index > clause.head]
        if verb == "be":
            told = not (self.names | self.times).isdisjoint(after) or self._placed(clause)
            return told or any(view.tags[index] == "CD" for index in clause.tokens)
        if verb in _words("feelings"):
            return not self.times.isdisjoint(after) or any(view.tags[index] == "CD" for index in after)
        return not (verb in _words("colour_verbs") and any(self._colours(index) for index in after))

    def _of_newsroom(self, subject: int) -> bool:
        """Whether readers or the newsroom are spoken of: "you", "we", "our reporter"."""
        view = self.view
        return view.words[subject] in words("subjects", "personal") | _words("newsroom") or any(
            view.words[child] == "our" for child in view.children[subject]
        )

    def _placed(self, clause: Clause) -> bool:
        """Whether it says where or in what something is: "is in hospital", but not "is in no mood"."""
        view = self.view
        subject = clause.subject
        if subject is None or view.deps[subject] == "expl" or view.words[subject] == "there":
            return False
        found = [child for child in view.children[clause.head] if view.deps[child] == "prep"]
        linked = any(view.deps[child] in _COMPLEMENTS for child in view.children[clause.head])
        return (
            bool(found) and not linked and not any(self._colours(i) for p in found for i in view.subtree(p))
        )

    def _colours(self, index: int) -> bool:
        """Whether a noun with its adjective only sets a tone: "a gentler note", "no mood"."""
        view = self.view
        return view.lemmas[index] in _words("colour") and any(
            view.deps[child] == "amod" or view.words[child] in {"no", "another"}
            for child in view.children[index]
        )

    def _silent(self, clause: Clause) -> bool:
        text = self.view.text[slice(*clause.span)].lower()
        if any(pattern.search(text) for pattern in _boilerplate()):
            return True
        lemmas = " ".join(self.view.lemmas[index] for index in clause.tokens)
        return any(pattern.search(lemmas) for pattern in _silences())

    def _reports(self, clause: Clause) -> bool:
        """Whether somebody is said to say so, though no quote was made of it: "the board, she added, will"."""
        doc, view = self.findings.article.doc, self.view
        for index in clause.tokens:
            if family(doc[index], "clause") is None or view.tags[index] not in _FINITE:
                continue
            subject = view.subject(index)
            if subject is None:
                continue
            if index == clause.head:
                links = {view.deps[child] for child in view.children[index]}
                if "ccomp" in links or not links & _OBJECTS:
                    return True
            elif view.deps[index] in _PARENTHESES and view.words[min(view.subtree(subject)) - 1] == ",":
                return True
        return False


def _is_heading(view: View, clause: Clause) -> bool:
    """Whether all longer words are capitalised: a headline or a title."""
    longer = [view.starts[i] for i in clause.tokens if view.ends[i] - view.starts[i] >= _LONG]
    return len(longer) > 1 and all(view.text[start].isupper() for start in longer)


def _unparsed(view: View, sentence: Offsets) -> Iterator[Clause]:
    """The whole of a sentence in which the parser saw no predicate: "An earlier truce, signed in May, held"."""
    tokens = trim(view, [index for index in view.between(sentence) if not view.words[index].isspace()])
    if len(tokens) <= _LEAST_WORDS or view.words[max(view.between(sentence))] == "?":
        return
    head = next((index for index in tokens if view.heads[index] == index), tokens[0])
    participle = any(
        view.tags[c] in {"VBD", "VBN"} and view.deps[c] in _TAKEN_FOR for c in view.children[head]
    )
    verbless = not any(view.tags[index].startswith("V") for index in tokens) and any(
        view.tags[index] == "CD" for index in tokens
    )
    plural = view.tags[head] == "NNS" and any(
        view.deps[child] == "xcomp" and any(view.tags[i] == "TO" for i in view.auxiliaries(child))
        for child in view.children[head]
    )  # "The airline *plans* to cut flights"
    if not (participle or verbless or plural) or view.tags[head].startswith("V"):
        return
    yield Clause(span=view.span(tokens), head=head, subject=None, tokens=tuple(tokens), form="finite")
