"""The condition under which a claim stands: its if, unless, once or as-long-as clause, or an inverted one.

What "even" or "only" sharpens keeps that word. No condition: "if" for "whether", "as if", "what if"; "once" that
tells of the past ("left once the rain stopped"); what stands in a relative clause or another subordinate one inside
the claim; phrases without a clause ("without a deal", "in the event of rain"), "until" and "when".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from newsclaims.claims.clauses import Clause
from newsclaims.claims.view import SUBJECTS, View
from newsclaims.language import table
from newsclaims.offsets import Offsets

_BREAK = frozenset({",", ";", ":", "—", "–", "--", "-", "…", "..."})
_QUOTES = frozenset({"”", "“", "‘", "’", '"', "'", "``", "''"})
_PUNCTUATION = _BREAK | _QUOTES | {".", "?", "!"}
# "If and when re-elected" is as long as a condition without a verb gets.
_ELLIPTIC = 5
# As many tokens stand at the most between the end of a clause and the condition behind its reporting clause.
_REPORTING = 8
# What may stand between a conjunction and its subject: "that", an adverb.
_BEFORE_SUBJECT = 2
_BEFORE_INVERSION = frozenset({"and", "but", "that"})
_CONJUNCTIONS = frozenset({"if", "unless", "once"})
_PARTICIPLES = frozenset({"provided", "providing", "assuming", "supposing"})
_COMPOUND = frozenset({"compound"})
_NOUN_PHRASE = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD"})
_LINKS = frozenset({"and", "or", "but"})
_JOINED = re.compile(r"[^.!?]*\b(?:and|or)\s(?:that\s)?[“‘\"']?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """A condition by its first token, its last one, and its predicate (or the word that stands for it)."""

    first: int
    last: int
    verb: int


@cache
def _openers() -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for rule in table("conditions")["openers"]:
        found.setdefault(rule["words"][0], []).append(tuple(rule["words"]))
    return {first: tuple(sorted(rules, key=len, reverse=True)) for first, rules in found.items()}


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table("conditions")[name])


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase) for phrase in table("conditions")["elliptic_phrases"])


def find_conditions(view: View, clauses: Sequence[Clause], *, narrated: bool) -> list[Offsets | None]:
    """The condition of each clause, with its conjunction and without its edge punctuation.

    It stands inside the clause; or leads the clause before, to which this one is joined ("if it rains, we stay and
    they leave"); or stands beside it in the same sentence, outside of what is reported ("if elected, he said he would
    go", "to sue, should they fail").

    Args:
        view: the parsed article.
        clauses: the clauses of one quote, or of a sentence of the article's own, in text order.
        narrated: whether the article itself says them.
    """
    found: list[Offsets | None] = []
    leading: Offsets | None = None
    before: Clause | None = None
    for clause, following in zip_longest(clauses, clauses[1:]):
        condition = _inside(view, clause)
        if before is None or view.sentences[before.head] != view.sentences[clause.head]:
            leading = condition = condition or _leading(view, clause, narrated=narrated)
        elif condition is not None:
            leading = condition
        elif leading is not None and _JOINED.match(view.text[before.span.end : clause.span.start]):
            condition = leading
        if leading is not None and leading is condition and not _leads(view, leading, clause):
            leading = None
        if condition is None and not narrated:
            condition = _trailing(view, clause, following)
        found.append(condition)
        before = clause
    return found


def _leads(view: View, condition: Offsets, clause: Clause) -> bool:
    """Whether `condition` comes before the subject of `clause`, so that it can lead the clauses joined to it too."""
    start = clause.head if clause.subject is None else min(view.subtree(clause.subject))
    return condition.end <= view.starts[start]


def _inside(view: View, clause: Clause) -> Offsets | None:
    found = next(_conditions(view, clause.tokens, clause.head), None)
    return None if found is None else _span(view, found, clause.span.end)


def _leading(view: View, clause: Clause, *, narrated: bool) -> Offsets | None:
    """A condition at the head of the sentence, before what is reported: "if elected, he said, “I will go”"."""
    start = clause.tokens[0]
    tokens = [i for i in _sentence(view, clause.head) if i < start]
    place = 0
    while place < len(tokens) and (
        view.words[tokens[place]] in _PUNCTUATION or view.tags[tokens[place]] in {"CC", "RB"}
    ):
        place += 1
    found = _at(view, tokens, place, clause.head) if place < len(tokens) else None
    if found is None or found.last >= start or view.lemmas[found.verb] in _words("prompting"):
        return None
    between = [i for i in tokens if i > found.last and view.words[i] not in _PUNCTUATION]
    if between and (narrated or any(view.tags[i] == "MD" for i in between)):
        return None
    # It is one of the clause or of the verb that reports it, and does not hold the clause itself.
    governor, over = view.heads[found.verb], list(view.ancestors(clause.head))
    if found.verb in over or (view.words[found.first] == "once" and _tells(view, found.verb, governor)):
        return None
    near = not between or governor in over or governor in clause.tokens
    return _span(view, found, view.ends[found.last]) if near else None


def _trailing(view: View, clause: Clause, following: Clause | None) -> Offsets | None:
    """A condition behind what is reported, or behind its report: "“we will sue,” she said, if they fail"."""
    tokens = [i for i in _sentence(view, clause.head) if i > clause.tokens[-1]]
    if following is not None:
        tokens = [i for i in tokens if i < following.tokens[0]]
    over = frozenset(view.ancestors(clause.head))
    reported = False
    for place, index in enumerate(tokens):
        if view.words[index] in _PUNCTUATION or view.words[index] in _words("sharpening"):
            continue
        found = _at(view, tokens, place, clause.head)
        if found is not None:
            broken = place > 0 and view.words[tokens[place - 1]] in _BREAK | _QUOTES
            return _span(view, found, view.ends[found.last]) if broken or not reported else None
        if place > _REPORTING or view.tags[index] == "MD":
            return None
        reported = True
        if not (index in over or view.heads[index] in over or view.heads[view.heads[index]] in over):
            return None
    return None


def _sentence(view: View, index: int) -> range:
    number = view.sentences[index]
    return range(bisect_left(view.sentences, number), bisect_right(view.sentences, number))


def is_pressing(view: View, condition: Offsets) -> bool:
    """Whether a condition says what must be done, or must stop, to avert its consequence."""
    words = {view.words[index] for index in view.between(condition)}
    return bool(words & _words("pressing"))


def _conditions(view: View, tokens: Sequence[int], head: int) -> Iterator[_Found]:
    """The conditions among `tokens` under which the clause of `head` stands."""
    for place, index in enumerate(tokens):
        found = _at(view, tokens, place, head)
        if found is not None and not _detached(view, found, head):
            last = _coordinated(view, tokens, found, head)
            sharpened = place > 0 and view.words[tokens[place - 1]] in _words("sharpening")
            yield _Found(tokens[place - 1] if sharpened else index, last, found.verb)


def _at(view: View, tokens: Sequence[int], place: int, head: int) -> _Found | None:
    """The condition that the token at `place` of `tokens` opens, or None."""
    word = view.words[tokens[place]]
    for words in _openers().get(word, ()):
        if tuple(view.words[i] for i in tokens[place : place + len(words)]) == words:
            found = _opened(view, tokens, place, len(words), head)
            if found is not None:
                return found
    if word in _words("inverted"):
        verb = _inverted(view, tokens, place, head)
        return None if verb is None else _clausal(view, tokens, (place, place + 1), verb, head)
    return None


def _opened(view: View, tokens: Sequence[int], place: int, length: int, head: int) -> _Found | None:
    """The condition behind the conjunction of `length` tokens at `place`, with a verb or without."""
    index = tokens[place]
    if index > 0 and view.words[index - 1] in _words("not_after"):
        return None
    verb = _predicate(view, tokens, place, length)
    if verb is None or verb == head or not _predicates(view, verb, index + length):
        return _elliptic(view, tokens, place) if view.words[index] in _CONJUNCTIONS else None
    if _asks(view, index, verb) or (view.words[index] == "once" and _tells(view, verb, head)):
        return None
    if view.words[index] == "in" and length == 2 and not _begins(view, tokens, place):  # noqa: PLR2004 - "in case"
        return None
    found = _clausal(view, tokens, (place, place + length), verb, head)
    empty = found.last < index + length
    return None if empty or _softens(view, index + length, found.last) else found


def _begins(view: View, tokens: Sequence[int], place: int) -> bool:
    return place == 0 or view.words[tokens[place - 1]] in _BREAK | _QUOTES | _LINKS


def _softens(view: View, start: int, last: int) -> bool:
    """Whether a condition is a figure of speech: "if you will"."""
    words = [view.words[index] for index in range(start, last + 1)]
    return " ".join(words).replace(" n't", "n't") in _words("softening")


def _predicate(view: View, tokens: Sequence[int], place: int, length: int) -> int | None:
    """The predicate of the clause that a conjunction opens, if one does."""
    index = tokens[place]
    word, dep, governor = view.words[index], view.deps[index], view.heads[index]
    if length > 1:
        return _next_predicate(view, tokens, place + length)
    if word in _PARTICIPLES:
        if view.words[index + 1 : index + 2] == ["that"] and view.deps[index + 1] == "mark":
            return view.heads[index + 1] if view.heads[index + 1] in tokens else None
        found = view.child(index, frozenset({"ccomp", "pcomp", "advcl"}))
        if found is not None:
            return (
                found
                if view.words[min(view.subtree(found))] in {"that", *_determiners(view, found)}
                else None
            )
    if (dep == "mark" or dep in {"advmod", "prep"}) and governor > index and governor in tokens:
        return governor
    return None


def _determiners(view: View, verb: int) -> frozenset[str]:
    """The first word of the subject of `verb`."""
    subject = view.subject(verb)
    return frozenset() if subject is None else frozenset({view.words[min(view.subtree(subject))]})


def _next_predicate(view: View, tokens: Sequence[int], start: int) -> int | None:
    for index in tokens[start:]:
        subject = view.subject(index)
        if view.tags[index].startswith(("V", "MD")) and subject is not None:
            first = min(view.subtree(subject))
            return index if first <= tokens[start] + _BEFORE_SUBJECT and first >= tokens[start] else None
    return None


def _predicates(view: View, verb: int, start: int) -> bool:
    """Whether `verb` has a subject behind `start` and a mood: indicative, or the subjunctive of "that he go"."""
    subject = view.subject(verb)
    if subject is None and view.tags[verb] == "NNS" and view.deps[verb] in {"advcl", "appos"}:
        # "Once the snow melts": so does one that was taken for a noun with its subject before it.
        return view.child(verb, _COMPOUND) is not None
    if subject is None or subject < start:
        return False
    bare = view.tags[verb] == "VB" or any(view.words[a] == "be" for a in view.auxiliaries(verb))
    # "Unless somebody panics": a verb taken for a noun still has its subject and its conjunction.
    return view.finite(verb) or bare or view.tags[verb] in {"NNS", "NN", "VBN"}


def _asks(view: View, index: int, verb: int) -> bool:
    """Whether "if" stands for "whether": "asked if", "not sure if"."""
    if view.words[index] != "if":
        return False
    governor = view.heads[verb]
    if view.deps[verb] == "ccomp" and governor < index and view.lemmas[governor] in _words("whether_verbs"):
        return True
    before = index - 1
    return before >= 0 and (
        view.words[before] in _words("whether_adjectives")
        or (view.lemmas[before] in _words("whether_verbs") and view.heads[verb] == before)
    )


def _tells(view: View, verb: int, head: int) -> bool:
    """Whether the clause of `head` tells what happened after that of `verb`: "left once the rain had stopped"."""
    return _past(view, verb) and _past(view, head)


def _past(view: View, verb: int) -> bool:
    auxiliaries = view.auxiliaries(verb)
    if any(view.tags[a] in {"MD", "TO"} for a in auxiliaries):
        return False
    return view.tags[verb] == "VBD" or view.has(auxiliaries, frozenset({"was", "were", "had", "did"}))


def _elliptic(view: View, tokens: Sequence[int], place: int) -> _Found | None:
    """A condition without subject and verb: "if re-elected", "if necessary", "if so", "if not for her"."""
    first = tokens[place]
    last = place
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        if view.words[tokens[last + 1]] in _PUNCTUATION - {"-"}:
            break
        last += 1
    words = tuple(view.words[i] for i in tokens[place + 1 : last + 1])
    if not words:
        return None
    final = tokens[last]
    if words[:2] == ("not", "for"):
        noun = view.child(tokens[place + 2], frozenset({"pobj"}))
        end = tokens[place + 2] if noun is None else max(view.subtree(noun))
        return _Found(first, end, end)
    begun = words[0] in _words("elliptic_prepositions") and place == 0 and last + 1 < len(tokens)
    if words in _phrases() or begun or _stands_for_clause(view, tokens, place, words):
        return _Found(first, final, final)
    if view.tags[tokens[place + 1]] == "VBN" and view.subject(tokens[place + 1]) is None:
        return _participle(view, tokens, place)
    return None


def _stands_for_clause(view: View, tokens: Sequence[int], place: int, words: tuple[str, ...]) -> bool:
    """Whether `words` behind a conjunction end in what was to be: "when re-elected", "possible", "so"."""
    if words[-1] in {"so", "not"}:
        return len(words) == 1 and _begins(view, tokens, place)
    final = tokens[place + len(words)]
    return len(words) <= _ELLIPTIC and (view.tags[final] == "VBN" or words[-1] in _words("elliptic"))


def _participle(view: View, tokens: Sequence[int], place: int) -> _Found:
    """As in "if elected to the board": the participle with what it governs nearby."""
    verb = tokens[place + 1]
    last = verb
    for index in tokens[place + 2 :]:
        governor = view.heads[index]
        if (
            view.words[index] in _PUNCTUATION
            or view.tags[index] == "TO"
            or not verb <= governor < index + _ELLIPTIC
        ):
            break
        last = index
    return _Found(tokens[place], _trimmed(view, tokens, tokens[place], last), verb)


def _inverted(view: View, tokens: Sequence[int], place: int, head: int) -> int | None:
    """Predicate of "had he known", "should they fail", "were it to rain", or None."""
    index = tokens[place]
    before = view.words[index - 1] if index > 0 else ""
    leads = place == 0 or before in _PUNCTUATION | _BEFORE_INVERSION
    if before in _words("inverting"):
        return None
    if not leads and (view.tags[index - 1] in {"VBN", "RB", "MD"} or view.deps[index] not in {"aux", "prep"}):
        return None
    verb = _inverted_verb(view, index)
    if verb == head:
        # "Should the dyke break, forty villages will be": its subject is the clause.
        verb = next((i for i in view.children[head] if i > index and view.deps[i] in SUBJECTS), head)
        torn = min(view.subtree(verb)) == index + 1 and view.subject(head) != verb
        verb = verb if torn or view.words[verb + 1 : verb + 2] == [","] else None
    return verb if verb is not None and verb != head and verb in tokens else None


def _inverted_verb(view: View, index: int) -> int | None:
    """The predicate to which the auxiliary at `index` belongs that stands directly before its subject."""
    verb = view.heads[index] if view.deps[index] in {"aux", "auxpass"} else index
    perfect = view.child(index, frozenset({"ccomp"}))
    for candidate in (verb, perfect):
        subject = None if candidate is None else view.subject(candidate)
        if subject is not None and index < subject and min(view.subtree(subject)) == index + 1:
            return candidate
    # "Should the dyke break": a verb that was taken for a noun.
    between = range(index + 1, verb + 1)
    if (
        view.words[index] == "should"
        and len(between) > 1
        and all(view.tags[i] in _NOUN_PHRASE for i in between)
    ):
        return verb
    return None


def _clausal(view: View, tokens: Sequence[int], place: tuple[int, int], verb: int, head: int) -> _Found:
    """What `verb` governs from its conjunction on (`place`: start and end), without the main clause of `head`."""
    first, last = tokens[place[0]], tokens[place[1] - 1]
    own = frozenset(view.subtree(verb, frozenset({head})))
    for index in tokens[place[1] :]:
        if index in own and not (first > head and _goes_on(view, index, verb)):
            last = index
        elif view.words[index] not in _PUNCTUATION:
            break
    if first < head:
        last = _up_to_main(view, tokens, last, head)
    return _Found(first, _trimmed(view, tokens, first, last), verb)


def _goes_on(view: View, index: int, verb: int) -> bool:
    """Whether the whole claim goes on behind its condition: with a reason, or with another infinitive."""
    if view.words[index] == "because":
        return view.words[index + 1 : index + 2] != ["of"]
    governor = view.heads[index]
    return view.tags[index] == "TO" and view.deps[governor] == "conj" and view.heads[governor] == verb


def _up_to_main(view: View, tokens: Sequence[int], last: int, head: int) -> int:
    """`last`, or the token before the comma that parts a condition from the main clause, where `last` is torn."""
    subject = view.subject(head)
    start = min(view.subtree(subject)) if subject is not None else head
    behind = [index for index in tokens if last < index < start]
    if not behind or view.words[behind[0]] in _PUNCTUATION | {"then"}:
        return last
    breaks = [place for place, index in enumerate(behind) if view.words[index] == ","]
    return behind[breaks[-1] - 1] if breaks else last


def _trimmed(view: View, tokens: Sequence[int], first: int, last: int) -> int:
    """`last` without punctuation and conjunctions at the edge, but with the quotation mark that closes one inside."""
    held = [index for index in tokens if first <= index <= last]
    while len(held) > 1 and _is_edge(view, held[-1]):
        held.pop()
    return held[-1]


def _is_edge(view: View, index: int) -> bool:
    return view.words[index] in _PUNCTUATION or view.words[index].isspace() or view.deps[index] == "cc"


def _coordinated(view: View, tokens: Sequence[int], found: _Found, head: int) -> int:
    """Where `found` ends with the conditions coordinated with it: "if they fail, or if they refuse"."""
    last = found.last
    while True:
        place = next((p for p, index in enumerate(tokens) if index > last), len(tokens))
        passed = False
        while place < len(tokens) and (
            view.words[tokens[place]] in _PUNCTUATION | _LINKS | _words("sharpening")
        ):
            place, passed = place + 1, True
        following = _at(view, tokens, place, head) if passed and place < len(tokens) else None
        if following is None or view.words[following.first] not in _CONJUNCTIONS:
            return last
        last = following.last


def _detached(view: View, found: _Found, head: int) -> bool:
    """Whether a relative clause or another subordinate one inside that of `head` holds the condition."""
    for above in view.ancestors(found.verb):
        if above == head:
            return False
        if _subordinate(view, above) and head in view.ancestors(above):
            # "He would have come to the town where they met if he knew": the modal tells whose condition it is.
            aside = view.words[min(view.subtree(above)) - 1] == ","
            return found.first < head or aside or _modal(view, above) or not _modal(view, head)
    return False


def _subordinate(view: View, verb: int) -> bool:
    if view.deps[verb] == "relcl":
        return view.finite(verb)
    if view.deps[verb] in {"ccomp", "pcomp"}:
        return any(view.words[child] == "whether" for child in view.children[verb])
    return view.deps[verb] == "advcl" and (_marked(view, verb) or _relative(view, verb))


def _relative(view: View, verb: int) -> bool:
    """Whether a preposition with a relative pronoun leads the clause: "in which he tells"."""
    return any(view.tags[i] in {"WDT", "WP"} for child in view.children[verb] for i in view.children[child])


def _modal(view: View, verb: int) -> bool:
    return any(view.tags[auxiliary] in {"MD", "TO"} for auxiliary in view.auxiliaries(verb))


def _marked(view: View, verb: int) -> bool:
    return any(
        view.deps[child] in {"mark", "advmod"} and view.words[child] in _words("detaching")
        for child in view.children[verb]
        if child < verb
    )


def _span(view: View, found: _Found, most: int) -> Offsets:
    """From the first token to the last, with a quotation mark that closes one inside, up to `most`."""
    start, end = view.starts[found.first], min(view.ends[found.last], most)
    inside, following = view.text[start:end], view.text[end : min(end + 2, most)]
    for opening, closing in (("“", "”"), ("‘", "’"), ('"', '"')):
        torn = (
            inside.count('"') % 2 == 1
            if opening == closing
            else inside.count(opening) > inside.count(closing)
        )
        if torn and re.match(rf"[,.]?{closing}", following):
            end += following.index(closing) + 1
    return Offsets(start, end)
