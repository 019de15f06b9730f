"""Whose the attributions are that have no source of their own, once the whole article has been read."""

from collections.abc import Sequence

from newsclaims.offsets import Offsets, cover
from newsclaims.speakers.mentions import FIRST_PERSON, Mention
from newsclaims.speakers.reading import Reading

_ACTIVE = frozenset({"VBD", "VBZ", "VBP", "VBG", "VB", "VBN"})
_BE = frozenset({"be", "been", "being", "is", "are", "was", "were", "'s", "'re"})
# Number of the paragraph that is the headline, and of the last one that may begin the text.
TITLE, OPENING = 1, 3
_ENDS = frozenset({".", "?", "!", "”", '"', "''"})
# What closes a quotation.
_QUOTING = frozenset({"”", '"', "’", "'", "''"})
# Tokens behind a verb within which its subject may stand.
_INVERTED = 8
# Verbs whose subject listens: "a jury heard that".
_HEARING = frozenset({"hear", "hears", "heard", "hearing"})


class Settling(Reading):
    """A reading that is brought to its end."""

    def _join_headline(self) -> None:
        """Join whom a headline calls by a bare noun to whom the text names first: "sources say"."""
        tokens = self.tokens
        speakers = self.discourse.speakers
        first = min((item for item in speakers if tokens.paragraph[item[0]] > TITLE), default=None)
        if not self._has_headline() or first is None or tokens.paragraph[first[0]] > OPENING:
            return
        named = first[1]
        for _, number in speakers:
            entity = self.entities[number]
            alike = entity.kind == self.entities[named].kind and entity.kind != "person"
            if alike and number != named and number in self.recent and self._only_in_headline(number):
                self._merge(number, named)
                return

    def _has_headline(self) -> bool:
        """Whether the first paragraph ends without a full stop."""
        tokens = self.tokens
        behind = next((index for index in range(len(tokens)) if tokens.paragraph[index] > TITLE), 0)
        last = next((index for index in range(behind - 1, -1, -1) if not tokens.text[index].isspace()), None)
        return last is not None and tokens.text[last] not in _ENDS

    def _only_in_headline(self, number: int) -> bool:
        """Whether a party has no name, and no mention but the headline's bare noun."""
        entity = self.entities[number]
        return not entity.named and all(
            mention.form == "nominal"
            and mention.determiner == "bare"
            and self.tokens.paragraph[mention.head] <= TITLE
            for mention in entity.mentions
        )

    def _settle_rest(self) -> None:
        """First-person sources take the speaker around them, attributions without source or cue their neighbour's."""
        for index, group in enumerate(self.sources):
            if group and group[0].form == "first":
                outer = self.enclosing[group[0].head]
                self.of_attribution[index] = None if outer is None else self.of_attribution[outer]
        places = {mention.head: number for mention, number in self.of_mention.items()}
        for index, attribution in enumerate(self.attributions):
            if attribution.cue and not self.sources[index]:
                self.of_attribution[index] = self._implied(cover(attribution.cue), places)
        order = sorted(
            (i for i, item in enumerate(self.attributions) if item.content),
            key=lambda i: self.attributions[i].content[:1],
        )
        for place, index in enumerate(order):
            attribution = self.attributions[index]
            if not (attribution.source or attribution.cue):
                self.of_attribution[index] = self._neighbour(order, place)
        for index, word in enumerate(self.tokens.lower):
            if word in FIRST_PERSON and self.tokens.quoted[index]:
                outer = self.enclosing[index]
                speaker = None if outer is None else self.of_attribution[outer]
                if speaker is not None and self.entities[speaker].kind == "person":
                    self.of_mention[Mention(index, index + 1, index, "first")] = speaker

    def _implied(self, cue: Offsets, places: dict[int, int]) -> int | None:
        """The speaker of a cue whose source is not named: the subject that its verb has from elsewhere.

        None under a passive: "it was reported that" leaves the speaker open.
        """
        tokens = self.tokens
        inside = tokens.within(cue)
        verb = next((index for index in reversed(inside) if tokens.tag[index] in _ACTIVE), None)
        if (
            verb is None
            or self._listens(verb)
            or any(tokens.lower[index] in _BE for index in (*inside, inside.start - 1))
        ):
            return None
        for index in range(verb - 1, -1, -1):
            if tokens.sentence[index] != tokens.sentence[verb]:
                break
            if (
                index in places
                and tokens.function(index) == "subject"
                and tokens.quoted[index] == tokens.quoted[verb]
            ):
                return places[index]
        return self._inverted(verb, places)

    def _inverted(self, verb: int, places: dict[int, int]) -> int | None:
        """The subject behind a verb: "“Logged,” repeated *the chief*"."""
        tokens = self.tokens
        for index in range(verb + 1, min(verb + _INVERTED, len(tokens))):
            if tokens.text[index] in _ENDS | {",", "that"}:
                return None
            behind = tokens.function(index) == "subject" or tokens.text[verb - 1] in _QUOTING
            if index in places and tokens.head[index] == verb and behind:
                return places[index]
        return None

    def _listens(self, verb: int) -> bool:
        """Whether the subject is told something: "a jury heard that …", a headline's "…, court told"."""
        tokens = self.tokens
        ends = verb + 1 == len(tokens) or "\n" in tokens.text[verb + 1]
        return tokens.lower[verb] in _HEARING or (tokens.lower[verb] == "told" and ends)

    def _neighbour(self, order: Sequence[int], place: int) -> int | None:
        """The speaker of the attribution before or after in the paragraph, else of the last in the one before."""
        at = self._paragraph(self.attributions[order[place]].content[0])
        for other, reach in ((place - 1, 0), (place + 1, 0), (place - 1, 1)):
            if 0 <= other < len(order) and (speaker := self.of_attribution[order[other]]) is not None:
                span = self.attributions[order[other]].content[-1 if other < place else 0]
                if abs(self._paragraph(span) - at) <= reach:
                    return speaker
        return None
