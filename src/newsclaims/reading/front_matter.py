"""Front matter: the ``key: value`` lines between two lines of dashes that Markdown files begin with.

A few lines of plain fields are read, and nothing of YAML besides: no anchors, tags or nesting, so nothing can grow
or run.
"""

import re
from dataclasses import dataclass

_LONGEST = 16_384
_FENCE = re.compile(r"---[ \t]*(?:\r\n|\n|\r)")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIELD = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?$")
_CONTINUATION = re.compile(r"[ \t]|-(?:[ \t]|$)|#|$")
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before an article.

    Attributes:
        fields: values by key, keys in lower case; lists and blocks are left out.
        end: where the article begins, in code points.
    """

    fields: dict[str, str]
    end: int

    def first(self, *keys: str) -> str | None:
        """The first value that is there under one of `keys`."""
        return next((self.fields[key] for key in keys if key in self.fields), None)


def front_matter(text: str) -> FrontMatter:
    """The front matter of `text`; without one, no fields and the end 0.

    Text that begins with dashes but is no list of fields is an article like any other.
    """
    none = FrontMatter({}, 0)
    opening = _FENCE.match(text)
    if opening is None:
        return none
    head = text[:_LONGEST]
    closing = _END.search(head.replace("\r", "\n"), opening.end())
    if closing is None:
        return none
    fields: dict[str, str] = {}
    for line in head[opening.end() : closing.start()].splitlines():
        field = _FIELD.match(line)
        if field is None and not _CONTINUATION.match(line):
            return none
        if field is not None and (value := _plain(field[2] or "")):
            fields.setdefault(field[1].lower(), value)
    end = closing.end()
    if text[end - 1 : end + 1] == "\r\n":
        end += 1
    return FrontMatter(fields, end) if fields else none


def _plain(value: str) -> str:
    """The text of a value: unquoted, without a comment; empty for a list, a block or a reference."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    value = _COMMENT.sub("", value).strip()
    return "" if value[:1] in set("[{|>&*!") else value
