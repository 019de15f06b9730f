"""Where a condition begins and ends: the clause behind "if" or "unless", an inverted one, one without a verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from newsclaims.claims.view import SUBJECTS, View
from newsclaims.language import table

BREAK = frozenset({",", ";", ":", "—", "–", "--", "-", "…", "..."})
QUOTES = frozenset({"”", "“", "‘", "’", '"', "'", "``", "''"})
PUNCTUATION = BREAK | QUOTES | {".", "?", "!"}
# "If and when re-elected" is as long as a condition without a verb gets.
_ELLIPTIC = 5
# As far behind a participle stands the noun that completes it: "if elected president", "if made prime minister".
_NAMED = 2
# What may stand between a conjunction and its subject: "that", an adverb.
_BEFORE_SUBJECT = 2
# As far behind "whether" stands an "if" that is joined to it: "whether to sell it and if they can".
_ALTERNATIVE = 15
_BEFORE_INVERSION = frozenset({"and", "but", "that"})
_AGAIN = frozenset({"before", "after", "again"})
_CONJUNCTIONS = frozenset({"if", "unless", "once"})
_PARTICIPLES = frozenset({"provided", "providing", "assuming", "supposing"})
_COMPOUND = frozenset({"compound"})
_MARK = frozenset({"mark"})
_NOUN_PHRASE = frozenset({"DT", "PRP$", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "CD"})
# What is left of a predicate that was torn: "if he was | re-elected he would".
_REMNANTS = frozenset({"VBN", "VB", "JJ", "RB", "HYPH", "IN", "AFX"})
LINKS = frozenset({"and", "or", "but"})


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition by its first token, its last one, and its predicate (or the word that stands for it)."""

    first: int
    last: int
    verb: int


@cache
def openers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The conjunctions, as lower-cased words, by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for rule in table("conditions")["openers"]:
        found.setdefault(rule["words"][0], []).append(tuple(rule["words"]))
    return {first: tuple(sorted(rules, key=len, reverse=True)) for first, rules in found.items()}


@cache
def word_list(name: str) -> frozenset[str]:
    """The words of a list of the table `conditions`."""
    return frozenset(table("conditions")[name])


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase) for phrase in table("conditions")["elliptic_phrases"])


def condition_at(view: View, tokens: Sequence[int], place: int, head: int) -> Condition | None:
    """The condition that the token at `place` of `tokens` opens, or None.

    Args:
        view: the parsed article.
        tokens: the indices of the tokens that belong together, in order.
        place: which of them may open a condition.
        head: index of the predicate whose condition it would be; that one is never part of it.
    """
    word = view.words[tokens[place]]
    for words in openers().get(word, ()):
        if tuple(view.words[i] for i in tokens[place : place + len(words)]) == words:
            found = _opened(view, tokens, place, len(words), head)
            if found is not None:
                return found
    if word in word_list("inverted"):
        verb = _inverted(view, tokens, place, head)
        return None if verb is None else _clausal(view, tokens, (place, place + 1), verb, head)
    return None


def _opened(view: View, tokens: Sequence[int], place: int, length: int, head: int) -> Condition | None:
    """The condition behind the conjunction of `length` tokens at `place`, with a verb or without."""
    index = tokens[place]
    if not _conjoins(view, index, length):
        return None
    verb = _predicate(view, tokens, place, length)
    if verb is None and _stolen_subject(view, index):
        return _clausal(view, tokens, (place, place + 1), index, head)
    if verb is None or verb == head or not _predicates(view, verb, index + length):
        torn = _torn(view, tokens, index, head) if verb == head else None
        return torn or (_elliptic(view, tokens, place) if view.words[index] in _CONJUNCTIONS else None)
    asks = view.heads[verb] in tokens and _asks(view, index, verb)
    if asks or (view.words[index] == "once" and tells(view, verb, head)):
        return None
    if view.words[index] == "in" and length == 2 and not _begins(view, tokens, place):  # noqa: PLR2004 - "in case"
        return None
    found = _clausal(view, tokens, (place, place + length), verb, head)
    empty = found.last < index + length
    return None if empty or _softens(view, index + length, found.last) else found


def _conjoins(view: View, index: int, length: int) -> bool:
    """Whether the words around a conjunction of `length` tokens let it be one: no "as if", no "once again"."""
    if view.words[index] == "once" and view.has(range(index + 1, min(index + 2, len(view.words))), _AGAIN):
        return False
    before = word_list("not_after") | ({"for"} if length > 1 else set())
    return index == 0 or view.words[index - 1] not in before


def stranded_auxiliary(view: View, mark: int, head: int) -> int | None:
    """The auxiliary that ends a condition where the parse gave it to the main clause: "if you must, take a stick"."""
    auxiliary = next((a for a in reversed(view.auxiliaries(head)) if mark < a < head), None)
    if auxiliary is None or view.words[auxiliary + 1] != ",":
        return None
    subject = view.subject(head)
    return auxiliary if subject is not None and mark < subject < auxiliary else None


def main_subject(view: View, mark: int, head: int) -> int | None:
    """The subject of `head` where the parse gave it that of its condition too: "if they don't the city would be"."""
    subjects = [i for i in view.children[head] if mark < i < head and view.deps[i] in {"nsubj", "nsubjpass"}]
    if len(subjects) < 2:  # noqa: PLR2004 - that of the condition, and its own
        return None
    first, second = subjects[0], subjects[-1]
    between = range(first + 1, min(view.subtree(second)))
    # "If the wind shifts, 40 homes will burn": a verb that was taken for a noun has its subject before it.
    verbal = view.tags[first] == "NNS" and view.child(first, _COMPOUND) is not None
    carried = any(auxiliary in between for auxiliary in view.auxiliaries(head))
    return second if carried or (verbal and view.has(between, frozenset({","}))) else None


def _torn(view: View, tokens: Sequence[int], index: int, head: int) -> Condition | None:
    """The condition whose subject, or auxiliary, or both, the parse gave to the main clause of `head`."""
    stranded = stranded_auxiliary(view, index, head)
    if stranded is not None:
        return Condition(index, stranded, stranded)
    second = main_subject(view, index, head)
    if second is None:
        return None
    last = _trimmed(view, tokens, index, min(view.subtree(second)) - 1)
    return Condition(index, last, last)


def _stolen_subject(view: View, index: int) -> bool:
    """Whether "provided" was taken for a verb with the subject of its clause: "provided enough drivers reported"."""
    if view.words[index] != "provided" or view.deps[index] != "prep":
        return False
    noun = view.child(index, frozenset({"dobj"}))
    return noun is not None and view.child(noun, frozenset({"acl"})) is not None


def _begins(view: View, tokens: Sequence[int], place: int) -> bool:
    return place == 0 or view.words[tokens[place - 1]] in BREAK | QUOTES | LINKS


def _softens(view: View, start: int, last: int) -> bool:
    """Whether a condition is a figure of speech: "if you will"."""
    words = [view.words[index] for index in range(start, last + 1)]
    return " ".join(words).replace(" n't", "n't") in word_list("softening")


def _predicate(view: View, tokens: Sequence[int], place: int, length: int) -> int | None:
    """The predicate of the clause that a conjunction opens, if one does."""
    index = tokens[place]
    word, dep, governor = view.words[index], view.deps[index], view.heads[index]
    if length > 1:
        return _next_predicate(view, tokens, place + length)
    if word in _PARTICIPLES:
        return _provided(view, tokens, place)
    if (dep == "mark" or dep in {"advmod", "prep"}) and governor > index and governor in tokens:
        return governor
    return None


def _provided(view: View, tokens: Sequence[int], place: int) -> int | None:
    """The predicate of the clause that a participle at `place` of `tokens` opens: "provided he signs"."""
    index = tokens[place]
    if view.auxiliaries(index) or view.subject(index) is not None:
        return None
    if view.words[index + 1 : index + 2] == ["that"] and view.deps[index + 1] == "mark":
        return view.heads[index + 1] if view.heads[index + 1] in tokens else None
    found = view.child(index, frozenset({"ccomp", "pcomp", "advcl"}))
    if found is not None:
        return found if view.words[min(view.subtree(found))] in {"that", *_determiners(view, found)} else None
    if (
        view.heads[index] > index
        and view.heads[index] in tokens
        and view.deps[index] in {"mark", "prep", "advmod"}
    ):
        return view.heads[index]
    # "It applies to firms provided they have more workers".
    following = _next_predicate(view, tokens, place + 1)
    leads = following is not None and view.words[index + 1] in _determiners(view, following)
    return following if leads else None


def _determiners(view: View, verb: int) -> frozenset[str]:
    """The first word of the subject of `verb`."""
    subject = view.subject(verb)
    return frozenset() if subject is None else frozenset({view.words[min(view.subtree(subject))]})


def _next_predicate(view: View, tokens: Sequence[int], start: int) -> int | None:
    for index in tokens[start:]:
        subject = view.subject(index)
        if subject is None and view.deps[index] == "advcl":
            # "As long as the north wind blows": the subject of a verb that was taken for a noun.
            subject = view.child(index, _COMPOUND)
        verbal = view.tags[index].startswith(("V", "MD")) or view.deps[index] == "advcl"
        if verbal and subject is not None:
            first = min(view.subtree(subject))
            return index if first <= tokens[start] + _BEFORE_SUBJECT and first >= tokens[start] else None
    return None


def _predicates(view: View, verb: int, start: int) -> bool:
    """Whether `verb` has a subject behind `start` and a mood: indicative, or the subjunctive of "that he go"."""
    subject = view.subject(verb)
    if subject is None and view.tags[verb] in {"NNS", "VBZ"} and view.deps[verb] in {"advcl", "appos"}:
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
    governor, before = view.heads[verb], index - 1
    if view.words[before] in LINKS and "whether" in view.words[max(index - _ALTERNATIVE, 0) : index]:
        return view.heads[verb] in {i for i in view.ancestors(verb) if i < index}
    asked = view.lemmas[governor] == "ask" and before in _asked(view, governor)
    if asked or view.words[before] in word_list("whether_adjectives"):
        return True
    if governor > index or (view.lemmas[governor] == "matter" and not _impersonal(view, governor)):
        return False
    complement = view.deps[verb] == "ccomp" or before == governor
    if complement and view.lemmas[governor] in word_list("whether_verbs"):
        return True
    return _asks_nearby(view, governor) and not _complemented(view, governor)


def _impersonal(view: View, verb: int) -> bool:
    """Whether a pronoun stands for what "if" asks: "it does not matter if"."""
    subject = view.subject(verb)
    return subject is None or view.words[subject] in {"it", "that", "this"}


def _asked(view: View, governor: int) -> list[int]:
    """Who is asked: "ask me if it rains"."""
    return [child for child in view.children[governor] if view.deps[child] in {"dobj", "dative"}]


def _asks_nearby(view: View, governor: int) -> bool:
    """Whether "if" may stand for "whether" at a distance: "know by noon if", "not say on Monday if"."""
    lemma, near = view.lemmas[governor], {view.words[child] for child in view.children[governor]}
    if lemma == "ask":
        return "for" not in near
    above = view.lemmas[view.heads[governor]]
    silent = bool(near & {"not", "n't", "never"}) or above in word_list("withholding")
    return lemma in word_list("whether_nearby") or (silent and lemma in word_list("whether_unsaid"))


def _complemented(view: View, verb: int) -> bool:
    """Whether `verb` has what it says already: "we know the price", "they will see that it holds"."""
    return view.child(verb, frozenset({"dobj", "ccomp", "xcomp", "acomp", "attr"})) is not None


def tells(view: View, verb: int, head: int) -> bool:
    """Whether the clause of `head` tells what happened after that of `verb`: "left once the rain had stopped"."""
    return _past(view, verb) and _past(view, head)


def _past(view: View, verb: int) -> bool:
    auxiliaries = view.auxiliaries(verb)
    if any(view.tags[a] in {"MD", "TO"} for a in auxiliaries):
        return False
    return view.tags[verb] == "VBD" or view.has(auxiliaries, frozenset({"was", "were", "had", "did"}))


def _elliptic(view: View, tokens: Sequence[int], place: int) -> Condition | None:
    """A condition without subject and verb: "if re-elected", "if necessary", "if so", "if not for her"."""
    first = tokens[place]
    last = place
    while last + 1 < len(tokens) and tokens[last + 1] == tokens[last] + 1:
        if view.words[tokens[last + 1]] in PUNCTUATION - {"-"}:
            break
        last += 1
    words = tuple(view.words[i] for i in tokens[place + 1 : last + 1])
    if not words:
        return None
    if words[:2] == ("not", "for"):
        noun = view.child(tokens[place + 2], frozenset({"pobj"}))
        end = tokens[place + 2] if noun is None else max(view.subtree(noun))
        return Condition(first, end, end)
    if words[0] in word_list("elliptic_anywhere"):
        return Condition(first, tokens[place + 1], tokens[place + 1])
    if words[0] in word_list("no_condition") or _concedes(view, tokens, place, words):
        return None
    if view.words[first] == "once" and _was_once(view, tokens[place + 1 : last + 1]):
        return None
    return _verbless(view, tokens, place, last)


def _was_once(view: View, tokens: Sequence[int]) -> bool:
    """Whether a participle behind "once" tells what was: "a fund once known for", "once elected, he forgot"."""
    participle = next((index for index in tokens if view.tags[index] == "VBN"), None)
    if participle is None:
        return False
    return view.deps[participle] in {"acl", "aux", "auxpass"} or _past(view, view.heads[participle])


def _verbless(view: View, tokens: Sequence[int], place: int, last: int) -> Condition | None:
    """The condition from `place` to `last`, places in `tokens`, if what it has instead of a verb stands for one."""
    first, final = tokens[place], tokens[last]
    words = tuple(view.words[i] for i in tokens[place + 1 : last + 1])
    begun = words[0] in word_list("elliptic_prepositions") and place == 0 and last + 1 < len(tokens)
    if words in _phrases() or begun or _stands_for_clause(view, tokens, place, words):
        return Condition(first, final, final)
    if view.tags[tokens[place + 1]] == "VBN" and view.subject(tokens[place + 1]) is None:
        return _participle(view, tokens, place)
    return None


def _concedes(view: View, tokens: Sequence[int], place: int, words: tuple[str, ...]) -> bool:
    """Whether it qualifies the adjective before it: "excellent, if overpriced"."""
    return (
        len(words) == 1
        and place > 1
        and view.words[tokens[place - 1]] == ","
        and view.deps[tokens[place - 2]] in {"acomp", "amod"}
        and words[0] not in word_list("elliptic")
    )


def _stands_for_clause(view: View, tokens: Sequence[int], place: int, words: tuple[str, ...]) -> bool:
    """Whether `words` behind a conjunction end in what was to be: "when re-elected", "possible", "so"."""
    if words[-1] in {"so", "not"}:
        return len(words) == 1 and _begins(view, tokens, place)
    final = tokens[place + len(words)]
    if any(
        view.tags[i] in {"VBG", "VB"} or view.deps[i] in SUBJECTS
        for i in tokens[place + 1 : place + len(words)]
    ):
        return False
    return len(words) <= _ELLIPTIC and (view.tags[final] == "VBN" or words[-1] in word_list("elliptic"))


def _participle(view: View, tokens: Sequence[int], place: int) -> Condition:
    """As in "if elected to the board": the participle with what it governs nearby."""
    verb = tokens[place + 1]
    last = verb
    for index in tokens[place + 2 :]:
        if view.words[index] in PUNCTUATION or view.tags[index] == "TO" or view.deps[index] in SUBJECTS:
            break
        # A noun behind it is what somebody was elected, or where; the parse may take it for something else.
        named = view.tags[index] in _NOUN_PHRASE and index <= verb + _NAMED
        if not (named or verb <= view.heads[index] < index + _ELLIPTIC):
            break
        last = index
    return Condition(tokens[place], _trimmed(view, tokens, tokens[place], last), verb)


def _inverted(view: View, tokens: Sequence[int], place: int, head: int) -> int | None:
    """Predicate of "had he known", "should they fail", "were it to rain", or None."""
    index = tokens[place]
    before = view.words[index - 1] if index > 0 else ""
    leads = place == 0 or before in PUNCTUATION | _BEFORE_INVERSION
    if before in word_list("inverting"):
        return None
    torn = view.deps[index] in {"ccomp", "advcl"} and view.subject(index) is None
    joined = torn or view.deps[index] in {"aux", "prep"}
    if not leads and (view.tags[index - 1] in {"VBN", "RB", "MD"} or not joined):
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
    objects = [child for child in view.children[verb] if view.deps[child] == "attr"]
    if view.words[index] == "were" and objects and min(view.subtree(objects[0])) == index + 1:
        return verb
    # "Should the dyke break": a verb that was taken for a noun.
    between = range(index + 1, verb + 1)
    if (
        view.words[index] == "should"
        and len(between) > 1
        and all(view.tags[i] in _NOUN_PHRASE for i in between)
    ):
        return verb
    return None


def _clausal(view: View, tokens: Sequence[int], place: tuple[int, int], verb: int, head: int) -> Condition:
    """What `verb` governs from its conjunction on (`place`: start and end), without the main clause of `head`."""
    first, last = tokens[place[0]], tokens[place[1] - 1]
    top = _top(view, verb, head)
    foreign = _foreign(view, top, verb)
    own = frozenset(view.subtree(top, frozenset({head, *foreign})))
    for index in tokens[place[1] :]:
        if _leaves(view, first, index, head):
            break
        if index in own and not (first > head and _goes_on(view, index, verb)):
            last = index
        elif view.words[index] not in PUNCTUATION:
            break
    main = head if first < head else _main(view, verb, last)
    last = _up_to_main(view, tokens, last, main) if main > last else _run_on(view, tokens, last)
    return Condition(first, _trimmed(view, tokens, first, last), verb)


def _top(view: View, verb: int, head: int) -> int:
    """`verb`, or the predicate behind it that goes on with its clause where the parse hung it on that one."""
    top = verb
    while view.heads[top] > top and view.heads[top] != head:
        above = view.heads[top]
        goes_on = view.deps[above] == "advcl" and view.subject(above) is None and above > verb
        if not (view.deps[top] == "aux" or (goes_on and not view.auxiliaries(above))):
            break
        top = above
    return top


def _foreign(view: View, *verbs: int) -> list[int]:
    """Clauses with "that" which the parse joined to a condition without one: "if it fell ill, but that it had"."""
    return [
        child
        for verb in verbs
        if not any(view.words[mark] == "that" for mark in view.children[verb])
        for child in view.children[verb]
        if view.deps[child] == "conj" and complemented(view, child)
    ]


def complemented(view: View, verb: int) -> bool:
    """Whether a "that" begins the clause of `verb`."""
    mark = view.child(verb, _MARK)
    return mark is not None and view.words[mark] == "that"


def _leaves(view: View, first: int, index: int, head: int) -> bool:
    """Whether a condition ends before `index`: at a bracket that closes around it, at "then"."""
    word = view.words[index]
    if word in {")", "]"}:
        opening = {")": "(", "]": "["}[word]
        between = view.words[first:index]
        return between.count(opening) <= between.count(word)
    return word == "then" and index < head and view.words[index - 1] == ","


def _main(view: View, verb: int, last: int) -> int:
    """The predicate behind a condition to which it belongs, below that of the claim: "I said if he came, I"."""
    main = -1
    for above in view.ancestors(verb):
        if above < verb:
            break
        main = above if above > last else main
    return main


def _run_on(view: View, tokens: Sequence[int], last: int) -> int:
    """`last`, or the end of the words that go on behind it without a break: nothing else can follow a condition."""
    place = tokens.index(last)
    if _is_edge(view, last):
        return last
    for before, index in pairwise(tokens[place:]):
        broken = view.words[index] in PUNCTUATION | LINKS | word_list("detaching") | {"(", ")", "then"}
        if index != before + 1 or broken or view.deps[index] in {"cc", "mark"}:
            break
        last = index
    return last


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
    if not behind or view.words[behind[0]] in PUNCTUATION | {"then"}:
        return last
    breaks = [place for place, index in enumerate(behind) if view.words[index] == ","]
    if breaks:
        return behind[breaks[-1] - 1]
    return behind[-1] if all(view.tags[index] in _REMNANTS for index in behind) else last


def _trimmed(view: View, tokens: Sequence[int], first: int, last: int) -> int:
    """`last` without punctuation and conjunctions at the edge, but with the quotation mark that closes one inside."""
    held = [index for index in tokens if first <= index <= last]
    while len(held) > 1 and _is_edge(view, held[-1]):
        held.pop()
    return held[-1]


def _is_edge(view: View, index: int) -> bool:
    word, dep = view.words[index], view.deps[index]
    return word in PUNCTUATION or word.isspace() or dep == "cc" or (dep == "mark" and word == "that")
