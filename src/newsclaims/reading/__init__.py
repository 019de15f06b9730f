"""From files to articles: encoding, binary files, standard input."""

from newsclaims.reading.text import STDIN, Reading, read_text

__all__ = ["STDIN", "Reading", "read_text"]
