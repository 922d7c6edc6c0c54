#!/usr/bin/env python3
"""Working days and hours counted another way: over one sorted list of all open stretches of six years.

Arguments: a seed, samples of each kind for each calendar. Standard input: JSON, {"holidays": PATH of a holiday file,
"calendars": [{"zone", "jointLeave", "hours": {"1": ["08:00-17:00"], ...}}]}, weekdays as in ISO 8601.
Prints, each line beginning with the calendar's number; instants are seconds since 1970, - is none:
    day DATE IS_WORKING ON_OR_BEFORE ON_OR_AFTER     each day of 2026 and 2027
    nth DATE N DATE
    open INSTANT IS_OPEN NEXT_OPENING
    worked FROM TO SECONDS
    advance INSTANT SECONDS INSTANT
    before PLANNED DUE INSTANT
    after PLANNED INSTANT
"""
import bisect, csv, json, random, sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
MIDNIGHT = datetime(1970, 1, 1)
ALL_DAYS = [date(2024, 1, 1) + timedelta(days=n) for n in range(2200)]
ASKED_DAYS = [day for day in ALL_DAYS if day.year in (2026, 2027)]
dice = random.Random(int(sys.argv[1]))
samples = int(sys.argv[2])
given = json.load(sys.stdin)


def second(text):
    hour, minute = text.split(":")
    return int(hour) * 3600 + int(minute) * 60


class Calendar:
    def __init__(self, number, words):
        self.number = number
        self.zone = ZoneInfo(words["zone"])
        self.week = {int(day): sorted(tuple(map(second, span.split("-"))) for span in spans)
                     for day, spans in words["hours"].items()}
        with open(given["holidays"], newline="") as file:
            self.closed = {date.fromisoformat(row["date"]) for row in csv.DictReader(file)
                           if row["kind"] == "national" or words["jointLeave"]}
        self.days = [day for day in ALL_DAYS if self.hours(day)]
        spans = [(self.instant(day, opens), self.instant(day, closes))
                 for day in self.days for opens, closes in self.hours(day)]
        self.spans = [span for span in spans if span[0] < span[1]]
        self.closings = {closes for opens, closes in self.spans}
        self.before = [0]  # seconds worked before each stretch
        for opens, closes in self.spans:
            self.before.append(self.before[-1] + closes - opens)

    def hours(self, day):
        return [] if day in self.closed else self.week.get(day.isoweekday(), [])

    def instant(self, day, seconds):
        """A local time's first pass; in a gap, the gap's end."""
        wall = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
        while True:
            instant = int((wall.replace(tzinfo=self.zone) - EPOCH).total_seconds())
            if datetime.fromtimestamp(instant, self.zone).replace(tzinfo=None) == wall:
                return instant
            wall = wall.replace(second=0) + timedelta(minutes=1)

    def worked_until(self, instant):
        index = bisect.bisect_right(self.spans, (instant, instant))
        if index == 0:
            return 0
        opens, closes = self.spans[index - 1]
        return self.before[index - 1] + min(instant, closes) - opens

    def next_open(self, instant):
        return next(max(instant, opens) for opens, closes in
                    self.spans[max(0, bisect.bisect_right(self.spans, (instant, instant)) - 1):] if instant < closes)

    def advance(self, instant, seconds):
        wanted = self.worked_until(instant) + seconds
        if seconds > 0:  # the earliest moment by which so much is worked
            index = bisect.bisect_left(self.before, wanted) - 1
        else:  # the latest moment before which so much is worked
            index = bisect.bisect_right(self.before, wanted) - 1
        return self.spans[index][0] + wanted - self.before[index]

    def local(self, instant):
        wall = datetime.fromtimestamp(instant, self.zone).replace(tzinfo=None)
        return wall.date(), (wall - datetime(wall.year, wall.month, wall.day)).seconds

    def deliver_before(self, planned, due):
        # A closing moment, midnight's too, still counts before due.
        if self.next_open(planned) == planned or planned in self.closings and planned < due:
            return planned
        day, seconds = self.local(planned)
        choices = []
        for candidate in self.days[:bisect.bisect_right(self.days, day)]:
            # The time of day when open or just closing, else the next opening, else the last closing.
            inside = [max(seconds, opens) for opens, closes in self.hours(candidate) if seconds <= closes]
            clipped = inside[0] if inside else self.hours(candidate)[-1][1]
            choices.append(self.instant(candidate, min(clipped, 86399)))
        return [choice for choice in choices if choice < due][-1]

    def nth(self, day, n):
        return self.days[bisect.bisect_right(self.days, day) - 1 + n]

    def say(self, *words):
        print(self.number, *words)

    def moment(self):
        """Some second of the two years, often an opening, a closing or just beside one."""
        any_second = int((datetime(2026, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds()) + dice.randrange(730 * 86400)
        near = self.spans[bisect.bisect_right(self.spans, (any_second, any_second))]
        return dice.choice((any_second, any_second, near[0] + dice.randint(-1, 1), near[1] + dice.randint(-1, 1)))

    def print(self):
        for day in ASKED_DAYS:
            at = bisect.bisect_left(self.days, day)
            works = self.days[at] == day
            self.say("day", day, int(works), day if works else self.days[at - 1], self.days[at])
        for _ in range(samples):
            day, n = dice.choice(ASKED_DAYS), dice.randint(-30, 30)
            self.say("nth", day, n, self.nth(day, n))
            at = self.moment()
            self.say("open", at, int(self.next_open(at) == at), self.next_open(at))
            other = at + dice.choice((dice.randint(-7200, 7200), dice.randint(-30 * 86400, 30 * 86400)))
            self.say("worked", at, other, self.worked_until(other) - self.worked_until(at))
            seconds = dice.choice((-1, 1)) * dice.choice((dice.randint(1, 40) * 3600, dice.randint(1, 100_000)))
            self.say("advance", at, seconds, self.advance(at, seconds))
            due = at + dice.choice((1, dice.randint(1, 14400), dice.randint(1, 5 * 86400)))
            self.say("before", at, due, self.deliver_before(at, due))
            self.say("after", at, self.next_open(at))


for number, words in enumerate(given["calendars"]):
    Calendar(number, words).print()
