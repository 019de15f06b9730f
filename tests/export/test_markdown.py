"""Markdown as a reader renders it (markdown-it comes with rich)."""

import io

import pytest
from markdown_it import MarkdownIt

from newsclaims.export import View, writer
from newsclaims.export.markdown import escaped
from newsclaims.records import Document

RENDERER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def output(*documents: Document, view: View | None = None) -> str:
    stream = io.StringIO()
    writer("md")(documents, stream, view or View())
    return stream.getvalue()


def test_quotes_stand_under_their_speakers_and_the_rest_in_tables(document: Document) -> None:
    html = RENDERER.render(output(document))
    assert "<h1>a.txt</h1>" in html
    assert "<strong>Ana Lund</strong> (person)" in html
    assert "<blockquote>\n<p>“We will pay £5m by Friday” (direct, said)</p>" in html
    assert "<td>promise (negated)</td>" in html
    assert html.count("<table>") == 3


def test_nothing_in_an_article_is_markup(hostile: Document) -> None:
    tokens = RENDERER.parse(output(hostile))
    inline = [child.type for token in tokens for child in token.children or ()]
    assert set(inline) <= {"text", "text_special", "strong_open", "strong_close"}
    assert "html_block" not in {token.type for token in tokens}
    text = output(hostile)
    assert "\x1b" not in text
    assert "\u202e" not in text


@pytest.mark.parametrize(
    "text",
    [
        "# x", "- x", "+ x", "1. x", "12) x", "> x", "---", "===", "``x``", "<b>x</b>", "&lt;", "[x](y)", "![x](y)",
        "a | b", "*x*", "__x__", "~~x~~", "\\", "    x", "x\ny", ":---", "<!-- x -->", "https:&#47;&#47;x",
    ],
)  # fmt: skip
def test_markup_comes_out_as_the_text_that_it_is(text: str) -> None:
    shown = RENDERER.render(escaped(text))
    expected = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown == f"<p>{expected}</p>\n"


def test_quotes_of_nobody_come_last(document: Document) -> None:
    quote = document.quotes[0].model_copy(update={"speaker": None})
    text = output(document.model_copy(update={"quotes": (quote,)}))
    assert "**Nobody named**\n\n> “We will pay" in text


def test_a_view_hides_types(document: Document) -> None:
    assert "## Claims" not in output(document, view=View.of("dates"))
    assert "## Speakers" in output(document, view=View.of("speakers"))
    assert "> “" not in output(document, view=View.of("speakers"))
