"""Where articles come from: each knows its id and can be read later, in another process too."""

import codecs
import datetime as dt
from dataclasses import dataclass

from newsclaims.errors import NewsclaimsError, UsageError
from newsclaims.reading.formats import Format
from newsclaims.records import Article


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How articles are read.

    Attributes:
        encoding: name of the files' encoding; found out where None.
        date: the date of all articles, whatever they say themselves.
        text_key: key of the text in JSON; dots lead into nested objects ("content.body").
        id_key: key of the article's id.
        title_key: key of its title.
        date_key: key of its date.

    Raises:
        UsageError: there is no such encoding.
    """

    encoding: str | None = None
    date: dt.date | None = None
    text_key: str = "text"
    id_key: str = "id"
    title_key: str = "title"
    date_key: str = "date"

    def __post_init__(self) -> None:
        """Refuse an unknown encoding before any file is read."""
        try:
            codecs.lookup(self.encoding or "utf-8")
        except LookupError:
            msg = f"no encoding {self.encoding!r}"
            raise UsageError(msg, "such as utf-8, cp1252, utf-16") from None


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, and what the reader should be told about how it was read."""

    article: Article
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that holds one article; `name` is its path made printable, `size` its bytes."""

    path: str
    name: str
    format: Format
    size: int = 0


@dataclass(frozen=True, slots=True)
class DataSource:
    """The bytes of an article that had to be read already: a line of JSON Lines, standard input, a pipe.

    Attributes:
        data: the bytes.
        name: what identifies it where it has no id of its own, such as "archive.jsonl:12".
        origin: the file or address that it comes from.
        format: how to read `data`.
        size: bytes of the input that it stands for.
    """

    data: bytes
    name: str
    origin: str | None
    format: Format
    size: int = 0


@dataclass(frozen=True, slots=True)
class BadSource:
    """What should have been an article and cannot be one."""

    name: str
    error: NewsclaimsError
    size: int = 0


Source = FileSource | DataSource | BadSource
