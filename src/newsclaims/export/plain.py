"""Article text that can be shown anywhere: without what drives a terminal or turns a line around."""


def one_line(text: str) -> str:
    """`text` on one line, without control characters: each becomes U+FFFD, each stretch of space one space."""
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """`text` without control and formatting characters, offset by offset: an article must not drive what shows it.

    Space of any kind becomes a space, all else that cannot be printed becomes U+FFFD.
    """
    return "".join(
        char if char.isprintable() else " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"
        for char in text
    )
