#!/usr/bin/env python3
"""Civil dates and RFC 3339 as Python's datetime and calendar have them.

Arguments: a seed, how many samples. Prints a line a sample:
    D DATE DAYNUMBER WEEKDAY LASTDAY DAYS LATER MONTHS LATER      a date, and it moved by days and by months
    T MICROSECONDS TEXT                                           an instant, and RFC 3339 for it at some offset
"""
import random, sys
from calendar import monthrange
from datetime import date, datetime, timedelta, timezone

seed, count = int(sys.argv[1]), int(sys.argv[2])
dice = random.Random(seed)
FIRST, LAST = date.min.toordinal(), date.max.toordinal()
UNIX = date(1970, 1, 1).toordinal()
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def by_months(day, months):
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def print_date(day):
    days = dice.choice((1, -1, dice.randint(-800, 800), dice.randint(-4_000_000, 4_000_000)))
    months = dice.choice((1, -1, 12, dice.randint(-30, 30), dice.randint(-130_000, 130_000)))
    later = date.fromordinal(min(max(day.toordinal() + days, FIRST), LAST))
    print("D", day.isoformat(), day.toordinal() - UNIX, day.isoweekday(),
          monthrange(day.year, day.month)[1], days, later.isoformat(), months, by_months(day, months).isoformat())


for _ in range(count):
    print_date(date.fromordinal(dice.randint(FIRST, LAST)))
for _ in range(count // 4):  # month ends, where arithmetic goes wrong
    year, month = dice.choice((dice.randint(1, 9999), dice.choice((1600, 1900, 2000, 2100, 2024)))), dice.randint(1, 12)
    print_date(date(year, month, monthrange(year, month)[1]))
for day in (date.min, date.max, date(1970, 1, 1), date(1969, 12, 31), date(2000, 2, 29), date(1900, 2, 28)):
    print_date(day)
for _ in range(count):
    moment = EPOCH + timedelta(days=dice.randint(-700_000, 2_900_000), seconds=dice.randrange(86400),
                               microseconds=dice.choice((0, 0, 500_000, dice.randrange(1_000_000))))
    offset = dice.choice((0, 420, 480, 330, -210, dice.randint(-1439, 1439)))
    print("T", (moment - EPOCH) // timedelta(microseconds=1),
          moment.astimezone(timezone(timedelta(minutes=offset))).isoformat())
