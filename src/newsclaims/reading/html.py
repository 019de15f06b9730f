"""Web pages: the article's text, title, author and date, without the page around it (extra ``html``)."""

import re
from importlib.util import find_spec
from typing import Any

from newsclaims.errors import InputError, MissingDependencyError
from newsclaims.reading.days import parse_day
from newsclaims.reading.sources import Reading, ReadOptions
from newsclaims.reading.text import check_size, decode
from newsclaims.records import Article

_NEEDED = ("trafilatura", "lxml_html_clean")
_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
# What pages call Latin-1 or ASCII is read as Windows-1252 by every browser (WHATWG Encoding Standard).
_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "ascii", "us-ascii"})
# Only dates that the page marks as such: one guessed from its words would be worse than none.
_DATES = {"extensive_search": False, "original_date": True}
# Pages with more tags than this are read without the second opinion (jusText), whose time grows with their square.
_TAGS = 20_000


def require_html() -> None:
    """See that the extra is there before a long run begins.

    Raises:
        MissingDependencyError: it is not.
    """
    if not all(find_spec(module) for module in _NEEDED):
        raise _missing()


def html_article(data: bytes, name: str, origin: str | None, options: ReadOptions) -> Reading:
    """The article in a web page; its paragraphs are parted by blank lines.

    The date is the one that the page's metadata state, unless `options` give one.

    Raises:
        InputError: no article in it, too large, or not in the encoding of `options`.
        MissingDependencyError: the extra is not installed.
    """
    check_size(data, name)
    page, warnings = decode(data, name, options.encoding or _declared(data))
    found = _extract(page)
    text = "\n\n".join(line for line in (found.text or "").split("\n") if line.strip()) if found else ""
    if not text:
        msg = f"{name}: no article found in the page"
        raise InputError(msg, "if it holds one, save its text as .txt")
    date = options.date or parse_day(found.date)
    article = Article(
        text=text,
        id=name,
        source=found.url or origin,
        title=found.title or None,
        author=found.author or None,
        date=date,
        date_source="option" if options.date else "metadata" if date else "none",
    )
    return Reading(article, warnings)


def _extract(page: str) -> Any:  # noqa: ANN401 - trafilatura's document, or None
    try:
        from trafilatura import bare_extraction  # noqa: PLC0415 - an extra, and half a second
    except ImportError:
        raise _missing() from None
    return bare_extraction(
        page,
        fast=page.count("<") > _TAGS,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params=_DATES,
    )


def _declared(data: bytes) -> str | None:
    """The encoding that the page itself declares, if its bytes are in it."""
    match = _CHARSET.search(data[:_HEAD])
    if match is None:
        return None
    label = match[1].decode("ascii").lower()
    encoding = "cp1252" if label in _WINDOWS else label
    try:
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return None
    return encoding


def _missing() -> MissingDependencyError:
    return MissingDependencyError("reading HTML needs the extra html", "pip install 'newsclaims[html]'")
