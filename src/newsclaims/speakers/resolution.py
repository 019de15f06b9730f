"""Who is meant by each mention: one pass through the article, each mention ranked against the parties so far."""

from itertools import islice

from newsclaims.records import SpeakerKind
from newsclaims.speakers.entities import Entity
from newsclaims.speakers.features import Features, describe, describe_among, describe_new, noun_of
from newsclaims.speakers.introductions import describe_bearer, describe_nobody, waiting
from newsclaims.speakers.lexicon import lexicon
from newsclaims.speakers.mentions import FIRST_PERSON, Mention, singular_of
from newsclaims.speakers.ranking import Task, score, weights
from newsclaims.speakers.settling import OPENING, TITLE, Settling
from newsclaims.speakers.sources import READING

# Candidates looked at for one mention, latest first: beyond them nothing is meant by a pronoun.
WINDOW = 24
# Parties looked at for a name that is read for the first time, latest first.
_SEEN = 80
# A pronoun is left open where the best candidate is no better than this, in log-odds.
_FLOOR = -4.0
# What the nouns for people end in that no table has, the age in "the 34-year-old" among them.
_PERSON_ENDINGS = ("er", "or", "ist", "ian", "old")
# Votes against a gender that no other evidence outweighs.
_AGAINST = -2


class Resolver(Settling):
    """Reads an article once."""

    def resolve(self) -> None:
        """Read the article once; afterwards `of_attribution` holds the speakers."""
        sources = {mention for group in self.sources for mention in group}
        pending = sorted(
            (max(mention.end for mention in group), index)
            for index, group in enumerate(self.sources)
            if group
        )
        position = 0
        for mention in self._mentions:
            while position < len(pending) and pending[position][0] <= mention.head:
                self._settle(pending[position][1])
                position += 1
            self._read(mention, source=mention in sources)
        for _, index in pending[position:]:
            self._settle(index)
        self._join_headline()
        self._settle_rest()

    def _read(self, mention: Mention, *, source: bool) -> None:
        number = self._meant(mention, source=source)
        if number is None:
            return
        subject = self._predicated(mention) if mention.form == "name" else None
        if subject is not None and self._is_named_by(subject, number):
            self._merge(subject, number)
        self._mention(mention, number)
        if mention.form == "name":
            self._note_pair(mention, number)
            if self.entities[number].kind == "person" and not self.tokens.quoted[mention.head]:
                paragraph = self.tokens.paragraph[mention.head]
                self.discourse.named_in.setdefault(paragraph, set()).add(number)

    def _is_named_by(self, party: int, number: int) -> bool:
        """Whether "the candidate is Jane Roe" tells the name of an unnamed party."""
        unnamed, named = self.entities[party], self.entities[number]
        return party != number and unnamed.kind == named.kind and not (unnamed.named or unnamed.plural)

    def _meant(self, mention: Mention, *, source: bool) -> int | None:
        if mention.form == "name":
            return self.named(mention, source=source)
        if mention.form == "relative":
            return self._antecedent(mention)
        if mention.form == "nominal":
            return self._nominal(mention, source=source)
        if mention.form == "first" or not (mention.gender or source):
            return None
        return self.best(mention, "pronoun", self._candidates(mention), source=source)

    def _candidates(self, mention: Mention) -> list[int]:
        found: list[int] = []
        neuter = mention.form == "pronoun" and not (mention.gender or mention.plural)
        for number in reversed(self.recent):
            entity = self.entities[number]
            if mention.gender and mention.form == "pronoun" and (entity.kind != "person" or entity.plural):
                continue
            if mention.form == "nominal" and (
                mention.plural != entity.plural or mention.kind not in {None, entity.kind}
            ):
                continue
            if neuter and (entity.kind == "person" or entity.plural):
                continue
            if mention.plural and mention.form == "pronoun" and entity.kind == "person" and entity.gender:
                continue  # "they" is one person's only where no gender is known
            if mention.gender and entity.lead(mention.gender) <= _AGAINST:
                continue
            if mention.first <= entity.mentions[-1].head < mention.end:
                continue  # "Roe's deputy" is not Roe
            found.append(number)
            if len(found) == WINDOW:
                break
        return found

    def best(self, mention: Mention, task: Task, candidates: list[int], *, source: bool) -> int | None:
        """The candidate with the highest score, or None where even that one is unlikely."""
        weight = weights(task)
        best: tuple[float, int] | None = None
        for recency, number in enumerate(candidates):
            value = score(describe(mention, number, recency, self.discourse, source=source), weight)
            if best is None or value > best[0]:
                best = (value, number)
        return best[1] if best is not None and best[0] > _FLOOR else None

    def named(self, mention: Mention, *, source: bool) -> int | None:
        """The party that a name means; an ambiguous surname is ranked."""
        if mention.name is None:
            return None
        meant = self.meanings[mention.name]
        if len(meant) <= 1:
            if not meant and source:
                return self._unheard(mention, self.names[mention.name].words)
            if meant and meant[0] not in self.recent:
                self._introduce(mention, meant[0])
            return meant[0] if meant else None
        if mention.gender:
            meant = tuple(n for n in meant if self.entities[n].lead(mention.gender) >= 0) or meant
        seen = [number for number in reversed(self.recent) if number in meant]
        if not seen or len(meant) == 1:
            return meant[0]
        return self.best(mention, "surname", seen, source=source)

    def _unheard(self, mention: Mention, words: tuple[str, ...]) -> int:
        """The party of a name of which nothing is known but that it is a source."""
        for number in self.recent:
            if self.entities[number].words == words:
                return number
        kind: SpeakerKind = "person" if self._says_i(mention) else "organization"
        self.entities.append(Entity(kind, words))
        return len(self.entities) - 1

    def _says_i(self, mention: Mention) -> bool:
        """Whether the source speaks of itself as one human being does: "“I was shaking,” Mandeep said"."""
        tokens = self.tokens
        return any(
            tokens.quoted[index] and tokens.lower[index] in FIRST_PERSON
            for part in self.discourse.contents.get(mention.head, ())
            for index in part
        )

    def _introduce(self, mention: Mention, number: int) -> None:
        """Join an unnamed party to the name that is read for the first time, where one is likely its bearer."""
        seen = list(islice(reversed(self.recent), _SEEN))
        parties = waiting(self.entities, seen, mention, number, self.discourse)
        if parties and (bearer := self.bearer(mention, number, parties)) is not None:
            last = self.entities[bearer].mentions[-1]
            if self.tokens.text[mention.first - 1] == "(" and last.end == mention.first - 1:
                self.entities[number].full = last
            self._merge(bearer, number)

    def bearer(self, mention: Mention, number: int, parties: list[int]) -> int | None:
        """Which of `parties` bears the name, or None for somebody new."""
        weight = weights("introduction")
        scores = [score(features, weight) for features in self.bearers(mention, number, parties)]
        best = scores.index(max(scores))
        return parties[best - 1] if best else None

    def bearers(self, mention: Mention, number: int, parties: list[int]) -> list[Features]:
        """The features of a name as nobody's so far, then as that of each of `parties`."""
        beside = self.roles[mention.name] if mention.name is not None else []
        entity = self.entities[number]
        return [
            describe_nobody(),
            *(
                describe_bearer(self.entities[party], entity, mention, beside, self.discourse)
                for party in parties
            ),
        ]

    def _nominal(self, mention: Mention, *, source: bool) -> int | None:
        if (subject := self._predicated(mention)) is not None:
            self.entities[subject].nouns.add(self.tokens.lower[mention.head])
            return None
        if (headed := self._in_headline(mention)) is not None:
            return headed
        if not source and (apposed := self._apposed(mention)) is not None:
            self.entities[apposed].nouns.add(self.tokens.lower[mention.head])
            return None
        candidates = self._possible(mention, source=source)
        if (number := self.among(mention, candidates, source=source)) is not None:
            return number
        kind = mention.kind
        if kind is None and (source or self._somebody(mention)):
            kind = self._guess_kind(mention)
        if kind is None:
            return None
        self.entities.append(Entity(kind, plural=mention.plural))
        return len(self.entities) - 1

    def _somebody(self, mention: Mention) -> bool:
        """Whether a noun for a human being or a body introduces one: "*a member* of the crew"."""
        either = self.tokens.lower[mention.head] in lexicon().either
        return either and mention.determiner == "indefinite" and not self.tokens.quoted[mention.head]

    def _apposed(self, mention: Mention) -> int | None:
        """Whom an apposition describes: "The driver, *a young man in a jersey*, insisted"."""
        tokens, comma = self.tokens, mention.first - 1
        if mention.determiner != "indefinite" or comma < 1 or tokens.text[comma] != ",":
            return None
        last = next(reversed(self.of_mention.items()), None)
        if last is None or last[0].end != comma or last[0].form not in {"nominal", "name"}:
            return None
        same = tokens.dep[mention.head] == "appos" and last[0].first <= tokens.head[mention.head] < comma
        fits = self.entities[last[1]].kind == mention.kind and not mention.plural
        return last[1] if same and fits else None

    def _in_headline(self, mention: Mention) -> int | None:
        """Whom a headline calls by the bare noun that the text begins with: "Study: …", then "a study"."""
        tokens = self.tokens
        if mention.determiner != "indefinite" or mention.plural or tokens.paragraph[mention.head] > OPENING:
            return None
        noun = noun_of(mention, tokens)
        for number in self.recent:
            entity = self.entities[number]
            bare = all(
                tokens.paragraph[other.head] <= TITLE
                and other.determiner == "bare"
                and other.form == "nominal"
                for other in entity.mentions
            )
            if bare and not entity.plural and noun in entity.nouns:
                return number
        return None

    def _possible(self, mention: Mention, *, source: bool) -> list[int]:
        """The parties that a nominal may stand for."""
        if mention.determiner == "indefinite":
            return []  # "a report" and "another official" are somebody new: nothing to weigh
        candidates = self._candidates(mention)
        if mention.head in self.named_behind:
            bearer = self.named_behind[mention.head]
            candidates = [n for n in candidates if n in bearer or not self.entities[n].named]
        if source:
            return candidates
        # Called by another noun: only for a source is it worth weighing.
        words, noun, owner = lexicon(), noun_of(mention, self.tokens), self._owner(mention)
        family = () if owner is None else self.entities[owner].words[-1:]
        return [
            number
            for number in candidates
            if noun in (nouns := self.entities[number].nouns)
            or words.synonymous(noun, nouns)
            or (family and number != owner and family == self.entities[number].words[-1:])
        ]

    def among(self, mention: Mention, candidates: list[int], *, source: bool) -> int | None:
        """The candidate that a nominal most likely stands for, or None for somebody new."""
        weight = weights("nominal")
        scores = [score(features, weight) for features in self.choices(mention, candidates, source=source)]
        best = scores.index(max(scores))
        return candidates[best - 1] if best else None

    def choices(self, mention: Mention, candidates: list[int], *, source: bool) -> list[Features]:
        """The features of a nominal as somebody new, then as each of the candidates."""
        noun = noun_of(mention, self.tokens)
        known = any(noun in self.entities[number].nouns for number in candidates)
        owner = self._owner(mention)
        return [
            describe_new(mention, self.tokens, known=known),
            *(
                describe(mention, number, recency, self.discourse, source=source)
                | dict(describe_among(mention, number, self.discourse, known=known, owner=owner))
                for recency, number in enumerate(candidates)
            ),
        ]

    def _owner(self, mention: Mention) -> int | None:
        """Whose relation a nominal is: "*her* husband", "*Roe's* widow"."""
        if mention.determiner != "possessive" or noun_of(mention, self.tokens) not in lexicon().kin:
            return None
        inside = range(mention.first, mention.head)
        return next((number for other, number in self.of_mention.items() if other.head in inside), None)

    def _guess_kind(self, mention: Mention) -> SpeakerKind | None:
        if mention.plural:
            return "group"
        noun = self.tokens.lower[mention.head]
        if self._people_behind(mention):
            return "group"
        if lexicon().person(singular_of(lexicon(), noun)) and noun.endswith("s"):
            return "group"  # at the beginning of a sentence: "Neighbours said"
        headline = self.tokens.paragraph[mention.head] <= TITLE and mention.end > mention.first + 1
        if mention.determiner == "bare" and self.tokens.text[mention.head][0].isupper() and not headline:
            return "organization"  # a name that the tagger takes for a noun
        if noun in lexicon().either:
            return "organization" if noun in lexicon().bodies else "person"
        # What the tables do not know is hardly somebody: "experience shows", "its interest rate said".
        return "person" if noun.endswith(_PERSON_ENDINGS) or self._human(mention) else None

    def _human(self, mention: Mention) -> bool:
        """Whether a noun that no table knows is a human being's, by its clause or its words: "a sarpanch, who"."""
        tokens, end = self.tokens, mention.end
        end += end < len(tokens) and tokens.text[end] == ","
        return (end < len(tokens) and tokens.lower[end] in {"who", "whose"}) or self._says_i(mention)

    def _people_behind(self, mention: Mention) -> bool:
        """Whether the noun only counts people: "a chorus of prominent Republicans"."""
        tokens, words = self.tokens, lexicon()
        behind = range(mention.head + 2, mention.end)
        return tokens.lower[mention.head + 1 : mention.head + 2] == ["of"] and any(
            tokens.tag[index] in {"NNS", "NNPS"} and words.person(singular_of(words, tokens.lower[index]))
            for index in behind
        )

    def _predicated(self, mention: Mention) -> int | None:
        """The subject that the mention is said of: "Jane Roe is *a lawyer*"."""
        tokens = self.tokens
        if tokens.dep[mention.head] != "attr":
            return None
        verb = tokens.head[mention.head]
        for other, number in reversed(self.of_mention.items()):
            if tokens.sentence[other.head] != tokens.sentence[mention.head]:
                return None
            if tokens.head[other.head] == verb and tokens.function(other.head) == "subject":
                return number
        return None

    def _antecedent(self, mention: Mention) -> int | None:
        """What a relative pronoun refers to: the noun that its clause modifies, else the nearest before it."""
        tokens = self.tokens
        verb = tokens.head[mention.head]
        for _ in range(6):
            if tokens.dep[verb] == "relcl" or tokens.head[verb] == verb:
                break
            verb = tokens.head[verb]
        noun = tokens.head[verb] if tokens.dep[verb] == "relcl" else -1
        which = tokens.lower[mention.head] == "which"
        nearest: tuple[Mention, int] | None = None
        for other, number in reversed(self.of_mention.items()):
            if tokens.sentence[other.head] != tokens.sentence[mention.head]:
                break
            if tokens.dep[other.head] == "poss" or self._reader(other):
                continue
            person = self.entities[number].kind in {"person", "group"}
            if (which and person) or (mention.kind == "person" and not person):
                continue
            if other.first <= noun < other.end or other.head == noun:
                # "Roe and Diaz, who": the parser takes the first of two, the reader the second.
                last = nearest is not None and tokens.dep[nearest[0].head] == "conj"
                return nearest[1] if nearest is not None and last else number
            nearest = nearest or (other, number)
        return None if nearest is None else nearest[1]

    def _reader(self, mention: Mention) -> bool:
        """Whether it is who has read something: "a memo seen by *this agency*, which says"."""
        tokens = self.tokens
        before = mention.first - 1
        return before > 0 and tokens.lower[before] == "by" and tokens.lower[before - 1] in READING

    def _settle(self, index: int) -> None:
        """Fix the speaker of an attribution whose source has been read."""
        numbers = [self.of_mention.get(mention) for mention in self.sources[index]]
        known = [number for number in numbers if number is not None]
        if not known:
            return
        number = known[0] if len(numbers) == 1 else self._coordination(index, tuple(dict.fromkeys(known)))
        self.of_attribution[index] = number
        self.discourse.speakers.append((self.sources[index][-1].head, number))
        self.discourse.spoken.add(number)

    def _coordination(self, index: int, members: tuple[int, ...]) -> int:
        if len(members) == 1:
            return members[0]
        first, last = self.sources[index][0], self.sources[index][-1]
        number = self._together(members)
        self._mention(Mention(first.first, last.end, last.head, "nominal", "group", plural=True), number)
        return number
