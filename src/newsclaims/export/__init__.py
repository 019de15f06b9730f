"""One file a format, one registry."""

from newsclaims.export.destination import make_folder, save, standard_output
from newsclaims.export.registry import FORMATS, Format, Writer, chosen_format, find_format, writer
from newsclaims.export.view import View

__all__ = [
    "FORMATS",
    "Format",
    "View",
    "Writer",
    "chosen_format",
    "find_format",
    "make_folder",
    "save",
    "standard_output",
    "writer",
]
