"""One file a format, one registry."""

from newsclaims.export.destination import make_folder, save
from newsclaims.export.registry import FORMATS, Format, Writer, find_format, format_of, writer
from newsclaims.export.view import View

__all__ = ["FORMATS", "Format", "View", "Writer", "find_format", "format_of", "make_folder", "save", "writer"]
