"""What the page is made of: pieces of text, the timeline, values in words, the policy."""

import base64
import datetime as dt
import hashlib
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.export import View, writer
from newsclaims.export.page.segments import Layer, article_pieces, layers_of
from newsclaims.export.page.timeline import WIDTH, timeline
from newsclaims.export.page.values import in_words
from newsclaims.offsets import Offsets
from newsclaims.records import RECORD_TYPES, Date, Document


def page(*documents: Document, view: View | None = None) -> str:
    stream = io.StringIO()
    writer("html")(documents, stream, view or View())
    return stream.getvalue()


class Elements(HTMLParser):
    """Tags with their attributes, and the text of each paragraph of prose."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.prose: list[str] = []
        self.inside = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag == "p":
            self.inside = dict(attrs).get("class") == "prose"

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "p"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.prose.append(data)


@given(
    st.text("ab \n“”", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
)
def test_pieces_hold_the_text_and_each_span_exactly(text: str, edges: list[tuple[int, int]]) -> None:
    spans = [Offsets(*sorted((min(a, len(text)), min(b, len(text))))) for a, b in edges]
    layers = [
        Layer(span, "claim", f"c{number}", opens=True, closes=True)
        for number, span in enumerate(spans)
        if span.start < span.end
    ]
    pieces = [piece for paragraph in article_pieces(text, layers) for piece in paragraph]
    assert "".join(piece.text for piece in pieces) == (text if text.strip() else "")
    for layer in layers if text.strip() else ():
        covered = [piece for piece in pieces if layer in piece.layers]
        assert "".join(piece.text for piece in covered) == text[slice(*layer.offsets)]
        assert [layer.record in piece.opening for piece in covered] == [True] + [False] * (len(covered) - 1)
        assert [layer.record in piece.closing for piece in covered] == [False] * (len(covered) - 1) + [True]


def test_the_shortest_span_comes_first(document: Document) -> None:
    pieces = [
        piece
        for paragraph in article_pieces(document.text or "", layers_of(document, RECORD_TYPES))
        for piece in paragraph
    ]
    [friday] = [piece for piece in pieces if piece.text == "Friday"]
    assert friday.records == ("t1", "d1", "c1", "q1")
    assert friday.closing == ("t1", "d1", "c1", "q1")


def test_the_prose_of_the_page_is_the_article(document: Document) -> None:
    assert "".join(Elements(page(document)).prose) == document.text


def test_ids_are_unique_and_every_reference_in_the_page_resolves(document: Document) -> None:
    found = Elements(page(document, document)).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    assert len(set(ids)) == len(ids)
    targets = [
        attributes["href"] for _, attributes in found if (attributes.get("href") or "").startswith("#")
    ]
    assert targets
    assert {str(target)[1:] for target in targets} <= set(ids)


def test_nothing_is_loaded_and_only_our_own_script_runs(document: Document, hostile: Document) -> None:
    html = page(document, hostile)
    elements = Elements(html).found
    tags = [tag for tag, _ in elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not {"img", "iframe", "object", "embed", "link", "base", "form", "video", "audio"} & set(tags)
    names = {name for _, attributes in elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {
        "src",
        "srcset",
        "style",
        "action",
    }
    addresses = [attributes["href"] or "" for _, attributes in elements if "href" in attributes]
    assert all(address.startswith("#") for address in addresses)
    [policy] = [
        str(attributes["content"])
        for tag, attributes in elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert {rules.pop(name) for name in ("default-src", "img-src", "base-uri", "form-action")} == {"'none'"}
    assert set(rules) == {"style-src", "script-src", "require-trusted-types-for", "trusted-types"}
    for tag in ("style", "script"):
        [content] = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert rules[f"{tag}-src"] == f"'sha256-{digest}'"


def test_controls_and_direction_overrides_are_shown_not_obeyed(hostile: Document) -> None:
    html = page(hostile)
    assert not set(html) & {"\x1b", "\x07", "\u202e"}
    assert "\ufffd]0;owned\ufffd" in html
    assert "{{7*7}}" in html


def test_an_address_is_a_link_and_nothing_else_is(document: Document, hostile: Document) -> None:
    linked = document.model_copy(update={"source": "https://example.org/?a=1&b=<2>"})
    assert 'href="https://example.org/?a=1&amp;b=&lt;2&gt;" rel="noopener noreferrer"' in page(linked)
    assert 'href="javascript' not in page(hostile)


def test_a_view_hides_types_and_text(document: Document) -> None:
    html = page(document, view=View.of("claims", text=False))
    assert "The records came without the article’s text." in html
    assert 'data-kind="claim"' in html
    assert not re.search(r'data-kind="(quote|date|deadline)"|data-layer="(quote|date)"|class="speaker"', html)


def test_a_page_of_nothing_is_a_page(document: Document) -> None:
    assert "No articles." in page()
    empty: dict[str, Any] = dict.fromkeys(map(str, RECORD_TYPES), ())
    html = page(document.model_copy(update=empty | {"date": None, "date_source": "none"}))
    assert "Nobody is quoted." in html
    assert "no publication date" in html
    assert "<figure" not in html


def _dated(document: Document, *days: str | tuple[str, str], today: dt.date | None) -> Document:
    pairs = [(day, day) if isinstance(day, str) else day for day in days]
    dates = tuple(
        Date(
            id=f"t{number}",
            start=4,
            end=8,
            text="will",
            type="DATE",
            value=first,
            earliest=first,
            latest=last,
        )
        for number, (first, last) in enumerate(pairs)
    )
    update: dict[str, Any] = {"dates": dates, "deadlines": (), "date": today}
    return document.model_copy(update=update)


TODAY = dt.date(2025, 4, 19)


@pytest.mark.parametrize("today", [TODAY, None])
def test_marks_stand_in_the_order_of_time_within_the_drawing(
    document: Document, today: dt.date | None
) -> None:
    days = ["1949-01-01", "2024-04-19", "2025-04-17", "2025-04-19", "2025-04-20", "2025-05-02", "2125-01-01"]
    line = timeline(_dated(document, *days, today=today), RECORD_TYPES)
    assert line is not None
    places = [mark.left for mark in line.marks]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= WIDTH
    if today:
        assert [tick.x for tick in line.ticks if tick.today] == [places[3]]


def test_labels_do_not_overlap(document: Document) -> None:
    days = [f"2025-04-{day:02}" for day in range(1, 31)]
    line = timeline(_dated(document, *days, today=TODAY), RECORD_TYPES)
    assert line is not None
    assert {mark.lane for mark in line.marks} > {0, None}
    for one in line.marks:
        for other in line.marks:
            if (
                one is not other
                and one.lane == other.lane is not None
                and one.align == other.align == "start"
            ):
                assert abs(one.anchor - other.anchor) >= 40
    ticks = [tick.x for tick in line.ticks]
    assert all(later - earlier > 60 for earlier, later in pairwise(ticks))


def test_no_stem_crosses_a_label(document: Document) -> None:
    days: list[str | tuple[str, str]] = [
        "2011-06-01",
        "2013-06-01",
        "2014-06-01",
        ("2016-09-01", "2016-11-30"),
        "2017-06-01",
        "2018-02-26",
    ]
    line = timeline(_dated(document, *days, today=dt.date(2018, 3, 15)), RECORD_TYPES)
    assert line is not None
    for mark in line.marks:
        for other in line.marks:
            if mark.lane is not None and other.lane is not None and mark.lane < other.lane:
                assert not mark.anchor < other.anchor < mark.anchor + mark.width


def test_one_time_is_one_mark_and_a_period_has_a_length(document: Document) -> None:
    line = timeline(
        _dated(document, "2025-04-18", "2025-04-18", ("2025-01-01", "2025-12-31"), today=TODAY), ["dates"]
    )
    assert line is not None
    assert [mark.records for mark in line.marks] == [("t2",), ("t0", "t1")]
    assert line.marks[0].value == "2025"
    assert line.marks[0].right > line.marks[0].left


def test_a_deadline_takes_the_place_of_its_date(document: Document) -> None:
    deadline = document.deadlines[0].model_copy(update={"date": "t1"})
    date = document.dates[0].model_copy(update={"earliest": "2025-04-25", "latest": "2025-04-25"})
    both = document.model_copy(update={"deadlines": (deadline,), "dates": (date,)})
    line = timeline(both, RECORD_TYPES)
    assert line is not None
    assert [mark.kind for mark in line.marks] == ["deadline"]
    only = timeline(both, ["dates"])
    assert only is not None
    assert [mark.kind for mark in only.marks] == ["date"]


@pytest.mark.parametrize("value", ["9999-12-31", "0001-01-01", "2025-02-30", "nonsense", "10000-01-01"])
def test_odd_days_break_nothing(document: Document, value: str) -> None:
    timeline(_dated(document, value, "2025-04-01", today=TODAY), RECORD_TYPES)
    page(_dated(document, value, today=None))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2025-04-24", "24 Apr 2025"),
        ("2025-04-25T24:00", "25 Apr 2025, 24:00"),
        ("2025-04", "Apr 2025"),
        ("2025", "2025"),
        ("PXD", "days"),
        ("PT24H", "24 hours"),
        ("PT1M", "1 minute"),
        ("P1M", "1 month"),
        ("P2CE", "2 centuries"),
        ("2025-13-01", "2025-13-01"),
        ("2019-W32-WE", "2019-W32-WE"),
        ("FUTURE_REF", "FUTURE_REF"),
    ],
)
def test_values_in_words(value: str, words: str) -> None:
    assert in_words(value) == words


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_colours_can_be_read_in_both_schemes(document: Document) -> None:
    css = page(document)
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in css.split(":root {")[1:3]
    )
    for palette in (light, light | dark):
        for ground in ("paper", "quote", "quote-pale", "raised"):
            assert _contrast(palette["ink"], palette[ground]) >= 7
            for name in ("soft", "claim", "deadline"):
                assert _contrast(palette[name], palette[ground]) >= 4.5, (name, ground)
        assert _contrast(palette["ink"], palette["glow"]) >= 4.5
        for line in ("quote-edge", "date"):
            assert _contrast(palette[line], palette["paper"]) >= 3
