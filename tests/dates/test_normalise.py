"""Calendar arithmetic against the calendar: durations, units, shifts, movable days."""

import datetime as dt

import pytest

from newsclaims.dates.normalise import at, date_or_none, duration, easter, holiday, nth_weekday, shift

DAY = dt.date(2025, 8, 31)


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (3, "second", "PT3S"), (90, "minute", "PT90M"), (2, "hour", "PT2H"), (3, "day", "P3D"),
        (2, "night", "P2D"), (2, "weekend", "P4D"), (3, "week", "P3W"), (3, "fortnight", "P6W"),
        (3, "month", "P3M"), (3, "quarter", "P9M"), (3, "year", "P3Y"), (3, "decade", "P30Y"),
        (3, "century", "P300Y"), (3, "millennium", "P3000Y"), (0.5, "year", "P6M"), (2.5, "year", "P2Y6M"),
        (0.5, "hour", "PT30M"), (1.5, "hour", "PT1H30M"), (0.5, "day", "PT12H"), (1.5, "day", "P1DT12H"),
        (1.5, "minute", "PT1M30S"), (1.5, "week", "P1.5W"), (1.5, "decade", "P15Y"),
        (2.5, "fortnight", "P5W"), (2e6 + 0.5, "week", "P1000000W"), (10**9, "decade", "P1000000Y"),
        ("X", "day", "PXD"), ("X", "hour", "PTXH"), ("X", "decade", "PXDE"), ("X", "century", "PXCE"),
        ("X", "millennium", "PXML"), ("X", "quarter", "PXM"), ("X", "fortnight", "PXW"),
        ("X", "weekend", "PXWE"), ("X", "moon", "PXD"), (2, "moon", "P2D"),
    ],
)  # fmt: skip
def test_durations(count: float | str, unit: str, value: str) -> None:
    assert duration(count, unit) == value


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("week", "2025-W35"), ("fortnight", "2025-W35"), ("weekend", "2025-W35-WE"), ("month", "2025-08"),
        ("quarter", "2025-Q3"), ("half", "2025-H2"), ("year", "2025"), ("decade", "202"), ("century", "20"),
        ("millennium", "2"), ("day", "2025-08-31"),
    ],
)  # fmt: skip
def test_the_unit_that_holds_a_day(unit: str, value: str) -> None:
    assert at(DAY, unit) == value


@pytest.mark.parametrize("month", range(1, 13))
def test_quarters_and_halves_of_each_month(month: int) -> None:
    day = dt.date(2025, month, 1)
    assert at(day, "quarter")[-1] == "111222333444"[month - 1]
    assert at(day, "half")[-1] == "111111222222"[month - 1]


@pytest.mark.parametrize(
    ("count", "unit", "day"),
    [
        (1, "day", "2025-09-01"), (-31, "day", "2025-07-31"), (1, "night", "2025-09-01"),
        (1, "weekend", "2025-09-02"), (1, "week", "2025-09-07"), (2, "fortnight", "2025-09-28"),
        (1, "month", "2025-09-30"), (-6, "month", "2025-02-28"), (4, "month", "2025-12-31"),
        (5, "month", "2026-01-31"), (1, "quarter", "2025-11-30"), (1, "year", "2026-08-31"),
        (-1, "decade", "2015-08-31"), (1, "century", "2125-08-31"), (1, "millennium", "3025-08-31"),
        (9, "hour", "2025-08-31"), (0, "day", "2025-08-31"), (10**7, "day", "9999-12-31"),
        (-(10**7), "day", "0001-01-01"), (10**12, "week", "9999-12-31"), (9999, "year", "9999-12-31"),
        (-9999, "year", "0001-01-01"),
    ],
)  # fmt: skip
def test_shifts_stay_in_the_calendar(count: int, unit: str, day: str) -> None:
    assert shift(DAY, count, unit).isoformat() == day


def test_a_leap_day_a_year_later() -> None:
    assert shift(dt.date(2024, 2, 29), 1, "year") == dt.date(2025, 2, 28)
    assert date_or_none(2024, 2, 29) == dt.date(2024, 2, 29)
    assert date_or_none(2025, 2, 29) is None


@pytest.mark.parametrize(
    ("year", "month", "weekday", "which", "day"),
    [
        (2025, 11, 4, 4, 27), (2025, 9, 1, 1, 1), (2025, 5, 1, -1, 26), (2025, 8, 7, -1, 31),
        (2025, 8, 5, 1, 1), (2025, 8, 1, 1, 4), (2024, 2, 4, -1, 29), (2024, 2, 4, 5, 29),
    ],
)  # fmt: skip
def test_weekdays_of_a_month(year: int, month: int, weekday: int, which: int, day: int) -> None:
    assert nth_weekday(year, month, weekday, which) == dt.date(year, month, day)


# Easter Sundays; the earliest and the latest that there can be are among them.
EASTERS = """
1818-03-22 1886-04-25 1900-04-15 1943-04-25 1954-04-18 1961-04-02 1981-04-19 1997-03-30 2000-04-23
2005-03-27 2008-03-23 2011-04-24 2016-03-27 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09
2024-03-31 2025-04-20 2026-04-05 2027-03-28 2028-04-16 2029-04-01 2030-04-21 2038-04-25 2049-04-18
2076-04-19 2100-03-28
"""  # fmt: skip


@pytest.mark.parametrize("day", EASTERS.split())
def test_easter(day: str) -> None:
    assert easter(int(day[:4])).isoformat() == day


@pytest.mark.parametrize("year", range(1700, 2300, 7))
def test_easter_is_a_sunday_within_its_bounds(year: int) -> None:
    day = easter(year)
    assert day.isoweekday() == 7
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ((0, 12, 25), "2025-12-25"),
        ((1, 11, 4, 4), "2025-11-27"),
        ((2, 11, 4, 4, 1), "2025-11-28"),
        ((3, -2), "2025-04-18"),
        ((3, 0), "2025-04-20"),
    ],
)
def test_named_days(rule: tuple[int, ...], day: str) -> None:
    assert holiday(rule, 2025).isoformat() == day
