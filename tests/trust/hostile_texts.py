"""Texts that nobody would write and everybody sends: strategies for what has to hold of any text."""

import re

from hypothesis import strategies as st

from newsclaims import Article, Document
from newsclaims.dates.timex3 import is_value

NEWS = (
    "OSLO, April 19 — Mayor Ana Lund promised on Friday to rebuild the pier by June 3. “We will not wait,” she"
    " said.\nThe ministry denied that it had blocked £5m, according to John Smith, chair of the council's"
    " 12-member board.\n\n"
    "“It may rain,” the 34-year-old told reporters, “unless ‘the minister’ acts within two weeks.”\n"
)
WORDS = re.findall(
    r"\S+",
    "he she they it who said says told reporters that denied promised according to will not may must if unless by"
    " until within on Friday Monday May June 3 2019-10 5pm two weeks the a of Mr Dr President Ana Lund Smith Oslo"
    " U.S. minister spokesman officials £5m 71% 3,000 half million next last week year ago now year's announced",
)
MARKS = [*"“”‘’\"'«»„‟‚`,.;:!?…—–-()[]{}<>/\\|*_#&%$@=+~^", "``", "''", "'s", "’s", "...", "--"]
BLANKS = [
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\x85",
    "\u2028",
    "\u2029",
    "\xa0",
    "\v",
    "\f",
    "\x1c",
    "\u3000",
]
ODDITIES = [
    *("\0", "\x01", "\x07", "\x08", "\x1b[2J", "\x7f", "\x9b", "\ufeff", "\ufffd", "\uffff", "\U0010ffff"),
    *("\ud800", "\udfff", "\ud83d", "\ude00"),  # halves of a pair
    *("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\u034f", "\u061c", "\u180e", "\u2064"),
    *("\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "שלום", "مرحبا", "قال الوزير"),
    *("e\u0301", "\u0301\u0327\u0338", "Z\u0351\u0346\u0310", "ﬁ", "ß", "İ", "ǅ", "ſ", "K", "²", "½", "Ⅻ", "٣", "９"),
    *("😀", "👩‍👩‍👧", "🇳🇴", "✌🏽", "中文。", "Президент сказал, что", "¿Qué?", "ไทย", "𝔸𝕟𝕒", "\U0001f1f3"),
    *("<div>", "</p>", "<!--", "&nbsp;", "&#x27;", "<script>", "**", "[a](b)", "# ", "> ", "```", "| a | b |"),
    *("https://a.example/b?c=d&e#f", "a@b.example", "x" * 600, "-" * 600, "“" * 40, "9" * 50, "1,000,000,000"),
]  # fmt: skip

_PIECES = st.one_of(*(st.sampled_from(pieces) for pieces in (WORDS, MARKS, BLANKS, ODDITIES)))
_ANYTHING = st.text(st.characters(), max_size=120)


@st.composite
def broken_news(draw: st.DrawFn) -> str:
    """An article with stretches cut out, doubled, and strange pieces put in."""
    text = NEWS
    for _ in range(draw(st.integers(1, 8))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + draw(st.just("") | _PIECES | st.just(text[start:end] * 2)) + text[end:]
    return text


TEXTS = st.one_of(
    st.lists(_PIECES, max_size=60).map(" ".join),
    st.lists(_PIECES, max_size=60).map("".join),
    broken_news(),
    _ANYTHING,
    st.builds(
        lambda unit, times: (unit * times)[:2000],
        st.lists(_PIECES, min_size=1, max_size=4).map(" ".join),
        st.integers(2, 300),
    ),
)


def check(document: Document, article: Article) -> None:
    """What has to hold of the document of any article."""
    assert document.text == article.text
    assert not list(document.problems())
    for date in document.dates:
        assert is_value(date.value, date.type), date
        assert (date.earliest is None) == (date.latest is None)
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
    data = document.model_dump_json().encode("utf-8")
    assert Document.model_validate_json(data) == document
