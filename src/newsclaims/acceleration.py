"""The same parse in less time: what spaCy does in ways that take longer than they need, done otherwise.

Nothing here changes what is found. Products of matrices go to numpy, whose library has kernels for more processors
than spaCy's own has; the attribute ruler looks up what it would match anew at each token; and the entities of all
sentences are recognized at once (`newsclaims.recognition`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from spacy.attrs import IDS
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, EntityRecognizer, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from newsclaims.recognition import SentenceRecognizer

_RULES = "attribute_ruler"
_TABLE = "newsclaims_attributes"
_ENTITIES = "ner"
_SENTENCES = "newsclaims_entities"
_LEMMAS = "lemmatizer"
_FORMS = "lemma_index"
# What a pattern may ask of a token to be looked up, and what a rule may change.
_ASKED = ("TAG", "LOWER", "DEP", "IS_SPACE")
_CHANGED = tuple(IDS[name] for name in ("TAG", "DEP", "POS", "MORPH", "LEMMA"))

Condition = dict[str, Any]
Changes = dict[int, int]  # values by attribute
Key = tuple[int, int, int, int]  # what a token is by `_ASKED`


class Rule(NamedTuple):
    """What is changed where a pattern matches, and the place of the rule among all: later ones win."""

    place: int
    changes: Changes


def accelerate(nlp: Language) -> None:
    """Let a pipeline that is newsclaims' own find the same faster."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            if type(node.ops) is NumpyOps:  # other kinds know a better way themselves
                node.ops = _products_by_numpy()
    if _RULES in nlp.pipe_names and TableRuler.can_apply(nlp.get_pipe(_RULES)):
        nlp.add_pipe(_TABLE, after=_RULES)
        nlp.disable_pipe(_RULES)
    if _ENTITIES in nlp.pipe_names and SentenceRecognizer.can_follow(nlp.get_pipe(_ENTITIES)):
        nlp.add_pipe(_SENTENCES, after=_ENTITIES)
        nlp.disable_pipe(_ENTITIES)
    if _LEMMAS in nlp.pipe_names:
        _look_up_forms(nlp.get_pipe(_LEMMAS))


def _look_up_forms(lemmatizer: object) -> None:
    """Let a lemmatizer find out whether a form is a word without reading through a list of up to 60,000."""
    if not isinstance(lemmatizer, Lemmatizer) or not lemmatizer.lookups.has_table(_FORMS):
        return
    forms = lemmatizer.lookups.get_table(_FORMS)
    for part_of_speech, words in list(forms.items()):
        if isinstance(words, list):
            forms[part_of_speech] = frozenset(words)


@contextmanager
def one_core() -> Iterator[None]:
    """Keep numpy to one core: on matrices as small as a parse has, several wait for each other most of the time."""
    with _threads().limit(limits=1, user_api="blas"):
        yield


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def _products_by_numpy() -> NumpyOps:
    return NumpyOps(use_blis=False)


@Language.factory(_TABLE, assigns=["token.tag", "token.pos", "token.morph", "token.lemma"])
def _table(nlp: Language, name: str) -> "TableRuler":
    del name
    ruler = nlp.get_pipe(_RULES)
    if not isinstance(ruler, AttributeRuler):
        msg = f"{_RULES} is no attribute ruler"
        raise TypeError(msg)
    return TableRuler(nlp.vocab, ruler)


@Language.factory(_SENTENCES, requires=["doc.sents"], assigns=["doc.ents", "token.ent_iob", "token.ent_type"])
def _sentences(nlp: Language, name: str) -> SentenceRecognizer:
    del name
    recognizer = nlp.get_pipe(_ENTITIES)
    if not isinstance(recognizer, EntityRecognizer):
        msg = f"{_ENTITIES} is no entity recognizer"
        raise TypeError(msg)
    return SentenceRecognizer(recognizer)


class TableRuler:
    """An attribute ruler that looks up what its rules say of a tag, a word and a dependency.

    Rules on several tokens, or with other conditions, are left to spaCy's matcher.

    Args:
        vocab: the pipeline's.
        ruler: the one whose rules are applied.
    """

    def __init__(self, vocab: Vocab, ruler: AttributeRuler) -> None:
        self.vocab = vocab
        self._plain: dict[
            str | None, list[tuple[Condition, Rule]]
        ] = {}  # by the tag that they ask for, if one
        self._longer: list[tuple[int, Rule]] = []
        self._matcher = Matcher(vocab)
        words: set[str] = set()
        entries: list[dict[str, Any]] = list(ruler.patterns)
        for place, entry in enumerate(entries):
            rule = Rule(place, ruler.attrs[place])
            for pattern in entry["patterns"]:
                if len(pattern) == 1 and _is_plain(pattern[0]):
                    tag = pattern[0].get("TAG")
                    tag = tag if isinstance(tag, str) else None
                    self._plain.setdefault(tag, []).append((pattern[0], rule))
                    words |= _words(pattern[0])
                else:
                    self._matcher.add(str(len(self._longer)), [pattern])
                    self._longer.append((entry["index"], rule))
        self._words = {vocab.strings.add(word) for word in words}
        self._table: dict[Key, Changes] = {}

    @staticmethod
    def can_apply(ruler: object) -> bool:
        """Whether `ruler` is spaCy's own, and changes nothing that the table has no column for."""
        return type(ruler) is AttributeRuler and all(set(changes) <= set(_CHANGED) for changes in ruler.attrs)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of the tokens of `doc`."""
        asked = doc.to_array(list(_ASKED)).reshape(-1, len(_ASKED)).T.tolist()
        words = [word if word in self._words else 0 for word in asked[1]]
        keys = list(zip(asked[0], words, *asked[2:], strict=True))
        found = [self._table[key] if key in self._table else self._look_up(key) for key in keys]
        longer: dict[int, list[Rule]] = {}
        for match, start, end in self._matcher(doc, allow_missing=True):
            index, rule = self._longer[int(self.vocab.strings[match])]
            longer.setdefault(range(start, end)[index], []).append(rule)
        for token, rules in longer.items():
            found[token] = _together([*self._rules(keys[token]), *rules])
        columns = doc.to_array(list(_CHANGED)).reshape(-1, len(_CHANGED)).T.tolist()
        changed = [
            [changes.get(attribute, value) for changes, value in zip(found, column, strict=True)]
            for attribute, column in zip(_CHANGED, columns, strict=True)
        ]
        values: Any = np.array(changed, dtype=np.uint64).T
        return doc.from_array(list(_CHANGED), values)

    def _look_up(self, key: Key) -> Changes:
        return self._table.setdefault(key, _together(self._rules(key)))

    def _rules(self, key: Key) -> list[Rule]:
        """The rules on single tokens that apply to a tag, a word, a dependency, and whether it is white space."""
        tag, word, dep, space = key
        strings = self.vocab.strings
        token = dict(zip(_ASKED, (strings[tag], strings[word], strings[dep], bool(space)), strict=True))
        asked = [*self._plain.get(strings[tag], ()), *self._plain.get(None, ())]
        return [rule for condition, rule in asked if _holds(condition, token)]


def _together(rules: Sequence[Rule]) -> Changes:
    """What rules change, the later ones over the earlier."""
    changes: Changes = {}
    for rule in sorted(rules, key=lambda rule: rule.place):
        changes |= rule.changes
    return changes


def _is_plain(condition: Condition) -> bool:
    """Whether a condition on a token names what it asks for, or what it excludes but for the word."""
    return all(
        name in _ASKED
        and (
            isinstance(asked, (str, bool)) or set(asked) <= ({"IN"} if name == "LOWER" else {"IN", "NOT_IN"})
        )
        for name, asked in condition.items()
    )


def _words(condition: Condition) -> set[str]:
    """The words that a condition names."""
    asked = condition.get("LOWER", {"IN": []})
    return {asked} if isinstance(asked, str) else set(asked["IN"])


def _holds(condition: Condition, token: dict[str, Any]) -> bool:
    return all(
        all(
            (token[name] in values) == (operator == "IN")
            for operator, values in (asked if isinstance(asked, dict) else {"IN": [asked]}).items()
        )
        for name, asked in condition.items()
    )
