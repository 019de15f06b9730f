import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsclaims.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n", []),
        ("One.", ["One."]),
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("One.\r\n\r\n  Two. \r\n", ["One.", "Two."]),
        ("One.\x85Two.\u2028Three.", ["One.", "Two.", "Three."]),
    ],
)
def test_a_line_is_a_paragraph(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in paragraphs(text)] == expected


def test_hard_wrapped_text_is_divided_by_blank_lines() -> None:
    first = (
        "The harbour board met late on the first evening of the month to hear\n"
        "from engineers who had spent the summer measuring the breakwater and\n"
        "from the owners of the boats that shelter behind it in the winter and\n"
        "from two insurers, neither of whom would say what the repairs might\n"
        "cost."
    )
    second = "A second meeting is planned."
    text = f"{first}\n\n{second}\n"
    assert [text[span.start : span.end] for span in paragraphs(text)] == [first, second]


@given(st.text(st.characters(codec="utf-8")))
def test_paragraphs_hold_all_that_is_not_white_space(text: str) -> None:
    spans = paragraphs(text)
    assert list(spans) == sorted(spans)
    assert "".join(text[s.start : s.end] for s in spans).split() == text.split() or "".join(
        "".join(text[s.start : s.end].split()) for s in spans
    ) == "".join(text.split())
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
