"""Words that name past, present or future without a place in the calendar."""

from newsclaims.dates.context import Context, Reading
from newsclaims.dates.filters import words
from newsclaims.dates.grammar import Parts


def reference(parts: Parts, context: Context) -> Reading | None:
    """Now, recently, soon, the past, the future; not "now" as a filler."""
    start, end = parts.first.start, parts.last.end
    word = context.text[start:end].lower()
    after = context.after(end).lower()
    filler = context.text[start].isupper() and after in words("after_filler")
    if word == "now" and (filler or after in {"–", "—", "-"}):
        return None
    if word in {"present", "the moment"} and context.before(start) not in {"at", "for"}:
        return None
    if word == "the moment" and not context.ends_clause(end):
        return None
    if word == "soon" and (context.before(start) in {"as", "so", "too"} or after == "as"):
        return None
    if word == "soon" and context.governors.direction(start) == "past":
        return None  # "was soon released": after something, not ahead
    if word in {"shortly", "soon"} and after in {"after", "before", "afterward", "afterwards"}:
        return None
    return Reading("DATE", str(parts.first.meaning))


def adjective(parts: Parts, context: Context) -> Reading | None:
    """Current and recent before a noun."""
    word = context.text[parts.first.start : parts.first.end].lower()
    token = context.governors.token(parts.first.start)
    if token is None or token.tag_ != "JJ" or token.dep_ != "amod":
        return None
    return Reading("DATE", "PRESENT_REF" if word == "current" else "PAST_REF")


def past(parts: Parts, context: Context) -> Reading | None:
    """The past, as a noun."""
    token = context.governors.token(parts.last.start)
    return None if token is None or not token.tag_.startswith("NN") else Reading("DATE", "PAST_REF")


def future(parts: Parts, context: Context) -> Reading | None:
    """The future, in the future; not "a future", "future losses", "the future of the club"."""
    after = context.after(parts.last.end).lower()
    if not parts.has("THE"):
        token = context.governors.token(parts.last.start)
        before = context.before(parts.first.start)
        return Reading("DATE", "FUTURE_REF") if before == "in" and token and token.tag_ == "NN" else None
    if after == "of":
        return None
    token = context.governors.token(parts.last.start)
    return None if token is None or token.dep_ in {"amod", "compound"} else Reading("DATE", "FUTURE_REF")


def term(parts: Parts, context: Context) -> Reading | None:
    """The near term; not "the long-term lot"."""
    token = context.governors.token(parts.last.start)
    if token is None or token.dep_ in {"amod", "compound", "nmod"} or token.tag_ not in {"NN", "NNP"}:
        return None
    return Reading("DATE", "FUTURE_REF")


HANDLERS = {"reference": reference, "adjective": adjective, "past": past, "future": future, "term": term}
