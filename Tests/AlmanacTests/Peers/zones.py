#!/usr/bin/env python3
"""What clocks show, as Python's zoneinfo reads the same zone data (and the C library, for isdst).

Standard input: `zone NAME` or `rule POSIX-TZ-STRING` a line. For each a block of lines:
    = NAME or STRING
    I INSTANT OFFSET ABBREVIATION ISDST       at every change and a second either side
    L LOCAL CHOSEN INSTANTS                   local times in and around every change, as seconds as if
                                              UTC; CHOSEN is a gap's end or the first pass
"""
import io, os, struct, sys, time
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
DAY = 86400


def start_of(year):
    return int((datetime(year, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds())


# All of the recorded years, then some that only the footer's rule covers.
SPANS = [(start_of(a), start_of(b)) for a, b in
         ((1970, 2040), (2096, 2098), (2100, 2101), (2399, 2401), (9990, 9991))]


def rule_zone(rule):
    """A version 2 file without a transition: only its footer speaks."""
    head = b"TZif2" + bytes(15)
    block = head + struct.pack(">6l", 0, 0, 0, 0, 1, 4) + struct.pack(">lbb", 0, 0, 0) + b"XXX\0"
    return ZoneInfo.from_file(io.BytesIO(block + block + b"\n" + rule.encode() + b"\n"), key=rule)


class Judge:
    def __init__(self, kind, name):
        self.zone = ZoneInfo(name) if kind == "zone" else rule_zone(name)
        os.environ["TZ"] = name
        time.tzset()

    def state(self, instant):
        local = datetime.fromtimestamp(instant, self.zone)
        return (int(local.utcoffset().total_seconds()), local.tzname(), time.localtime(instant).tm_isdst)

    def change(self, low, high):
        """The first instant after `low` that shows what `high` shows."""
        wanted = self.state(high)
        while low + 1 < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self.state(middle) == wanted else (middle, high)
        return high

    def passes(self, local):
        naive = datetime(1970, 1, 1) + timedelta(seconds=local)
        found = set()
        for fold in (0, 1):
            instant = int((naive.replace(tzinfo=self.zone, fold=fold) - EPOCH).total_seconds())
            if datetime.fromtimestamp(instant, self.zone).replace(tzinfo=None) == naive:
                found.add(instant)
        return sorted(found)

    def print(self):
        for begin, end in SPANS:
            previous = self.state(begin)
            print("I", begin, *previous)
            for instant in range(begin + DAY, end, DAY):
                state = self.state(instant)
                if state != previous:
                    self.print_change(self.change(instant - DAY, instant))
                previous = state

    def print_change(self, instant):
        for moment in (instant - 1, instant, instant + 1):
            print("I", moment, *self.state(moment))
        walls = sorted(instant + self.state(moment)[0] for moment in (instant - 1, instant))
        for local in (walls[0] - 1, walls[0], sum(walls) // 2, walls[1] - 1, walls[1]):
            passes = self.passes(local)
            print("L", local, passes[0] if passes else instant, *passes)


for line in sys.stdin:
    kind, name = line.split()
    print("=", name)
    Judge(kind, name).print()
