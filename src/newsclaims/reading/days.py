"""The publication date that metadata states, in the notations that news archives use."""

import datetime as dt
import email.utils
import re

_ISO = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[T\s].*)?$", re.DOTALL)
_NOTATIONS = ("%Y%m%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y")
# Seconds since 1970 of 1973 to 2286; a thousand times that are milliseconds.
_SECONDS = range(100_000_000, 10_000_000_000)
_LONGEST = 100


def parse_day(value: object) -> dt.date | None:
    """The day that `value` names, as its writer counted it, or None where it names none for certain.

    ISO 8601 dates and moments, RFC 2822 ("Mon, 12 Sep 2016 08:00:00 GMT"), "12 September 2016",
    "September 12, 2016", "2016/09/12", seconds or milliseconds since 1970 (UTC). "9/12/2016" may be two days, so
    it is none.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    try:
        if iso := _ISO.match(value):
            return dt.date.fromisoformat(iso[1])
    except ValueError:
        return None
    return _written(value.strip()) or _mailed(value)


def _since_1970(value: float) -> dt.date | None:
    for seconds in (value, value / 1000):
        if _SECONDS.start <= seconds < _SECONDS.stop:
            return dt.datetime.fromtimestamp(seconds, dt.UTC).date()
    return None


def _written(value: str) -> dt.date | None:
    for notation in _NOTATIONS:
        try:
            return dt.datetime.strptime(value, notation).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def _mailed(value: str) -> dt.date | None:
    try:
        return email.utils.parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError):
        return None
