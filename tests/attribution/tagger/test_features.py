"""What the tagger sees: windows, letter case, quotation state."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from newsclaims.attribution.tagger.features import CLS, SEP, quotation_state, windows
from newsclaims.attribution.tagger.model import load
from newsclaims.offsets import Offsets
from newsclaims.paragraphs import paragraphs


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load().tokenizer


@pytest.mark.parametrize(
    ("paragraph", "inside"),
    [
        ("“We go,” she said.", "“We go,”"),
        ('He said "no" twice.', '"no"'),
        ("“It goes on", "“It goes on"),
        ("‘We go,’ she said. It’s done.", "‘We go,’"),
        ("'The workers' rights are gone,' he said.", "'The workers' rights are gone,'"),
        ("The workers’ rights", ""),
        ("“He said ‘no’ to us”", "“He said ‘no’ to us”"),
        ("", ""),
    ],
)
def test_the_quotation_state_follows_the_marks(paragraph: str, inside: str) -> None:
    state = quotation_state(paragraph)
    assert "".join(char for char, quoted in zip(paragraph, state, strict=True) if quoted) == inside


def test_paragraphs_are_packed_whole(tokenizer: Tokenizer) -> None:
    text = "\n".join(["The mayor spoke."] * 30)
    cut = list(windows(text, paragraphs(text), tokenizer, size=32))
    assert all(len(window) <= 32 for window in cut)
    assert all(window.ids[0] == CLS and window.ids[-1] == SEP for window in cut)
    assert sum(window.ids.count(SEP) for window in cut) == 30


def test_the_case_of_the_whole_word_counts(tokenizer: Tokenizer) -> None:
    text = "NATO's Xyzzyqua McKay spoke"
    (window,) = windows(text, paragraphs(text), tokenizer)
    cases: dict[str, set[int]] = {}
    for (start, end), case in zip(window.spans, window.case, strict=True):
        if start >= 0:
            cases.setdefault(text[start:end], set()).add(case)
    assert cases["NATO"] == {2}
    assert cases["spoke"] == {0}
    assert {1, 3} >= cases["Mc" if "Mc" in cases else "McKay"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_every_piece_stands_where_its_window_says(tokenizer: Tokenizer, text: str) -> None:
    position = 0
    for window in windows(text, paragraphs(text), tokenizer, size=24):
        assert len(window) <= 24
        for start, end in window.spans:
            if start >= 0:
                assert position <= start <= end <= len(text)
                position = start


def test_a_long_paragraph_is_cut_behind_a_sentence(tokenizer: Tokenizer) -> None:
    sentence = "Mr. Lund of the harbour board said the old pier was shut to visitors on Monday. "
    text = sentence * 40
    cut = list(windows(text, [Offsets(0, len(text.rstrip()))], tokenizer))
    assert len(cut) > 1
    firsts = [next(start for start, _ in window.spans if start >= 0) for window in cut]
    assert all(start % len(sentence) == 0 for start in firsts)


def test_a_paragraph_without_sentences_is_cut_all_the_same(tokenizer: Tokenizer) -> None:
    text = "pier " * 700
    cut = list(windows(text, [Offsets(0, len(text.rstrip()))], tokenizer))
    assert sum(start >= 0 for window in cut for start, _ in window.spans) == 700
