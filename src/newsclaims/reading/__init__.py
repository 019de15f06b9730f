"""From files to articles: formats, encoding, dates in metadata, archives, standard input."""

from newsclaims.reading.files import STDIN
from newsclaims.reading.inputs import find_files, find_sources, is_input, total_size
from newsclaims.reading.read import read, read_file, source_id
from newsclaims.reading.sources import Reading, ReadOptions, Source

__all__ = [
    "STDIN",
    "ReadOptions",
    "Reading",
    "Source",
    "find_files",
    "find_sources",
    "is_input",
    "read",
    "read_file",
    "source_id",
    "total_size",
]
