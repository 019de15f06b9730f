"""Numbers of something: value, unit and comparator, as the text writes them."""

from newsclaims.claims.quantities.reader import find_amounts

__all__ = ["find_amounts"]
