"""The self-contained HTML page: articles with their records, to read without a network."""

from newsclaims.export.page.render import write_page

__all__ = ["write_page"]
