"""What the speakers stage hands on: the persons, organisations, groups and documents that an article names."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

from newsclaims.offsets import Offsets
from newsclaims.records import SpeakerKind


@dataclass(frozen=True, slots=True)
class Party:
    """One person, organisation, group or document of the article, however it is mentioned.

    Attributes:
        name: the fullest form of the name in the article, without title.
        kind: as in the records.
        role: title or description, verbatim, or None.
        affiliation: organisation or place of the role, verbatim, or None.
        aliases: other forms that the article uses, in order of appearance, each once.
        mentions: every mention, pronouns included, in text order.
    """

    name: str
    kind: SpeakerKind
    role: str | None
    affiliation: str | None
    aliases: tuple[str, ...]
    mentions: tuple[Offsets, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of an article, and which of them each attribution belongs to.

    Attributes:
        parties: in order of first mention.
        of_attribution: for each attribution of the stage before, an index into `parties`, or None where the
            article leaves the speaker open.
    """

    parties: tuple[Party, ...]
    of_attribution: tuple[int | None, ...]
    # All mentions in text order, with their parties, and the length of the longest; filled when first asked for.
    _mentions: list[tuple[Offsets, int]] = field(default_factory=list, init=False, compare=False, repr=False)
    _longest: list[int] = field(default_factory=list, init=False, compare=False, repr=False)

    def at(self, span: Offsets) -> int | None:
        """Index of the party that `span` mentions (the mention that covers most of it), or None."""
        if not self._mentions:
            found = [
                (mention, index) for index, party in enumerate(self.parties) for mention in party.mentions
            ]
            self._mentions.extend(sorted(found))
            self._longest.append(max((mention.end - mention.start for mention, _ in found), default=0))
        first = bisect_left(self._mentions, span.start - self._longest[0], key=lambda item: item[0].start)
        best: tuple[int, int] | None = None
        for mention, index in islice(self._mentions, first, None):
            if mention.start >= span.end:
                break
            shared = min(mention.end, span.end) - max(mention.start, span.start)
            if shared > 0 and (best is None or (-shared, index) < best):
                best = (-shared, index)
        return best[1] if best else None
