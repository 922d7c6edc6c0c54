#!/usr/bin/env python3
"""Calendar events as systemd-analyze(1) has them.

Arguments: a seed, how many expressions. Prints a line for each, its fields between tabs:
    ZONE  BASE  EXPRESSION  -                             refused
    ZONE  BASE  EXPRESSION  NORMALIZED  INSTANT ...       elapses after BASE, seconds since 1970, up to five
"""
import os, random, re, subprocess, sys
from datetime import datetime, timezone

dice = random.Random(int(sys.argv[1]))
count = int(sys.argv[2])
BATCH = 40
# Neither Europe/Dublin nor Africa/Casablanca, whose winter is the daylight saving time: systemd takes weekdays and steps
# a day amiss there (Fri..Sun *-*~12/3 elapses on 2028-03-31 in Dublin).
ZONES = ["UTC", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin",
         "America/New_York", "America/St_Johns", "America/Santiago", "Australia/Sydney",
         "Australia/Lord_Howe", "Pacific/Chatham", "Pacific/Apia", "Asia/Tehran"]
BASES = ["2026-01-31 23:59:59", "2026-02-28 23:59:59", "2028-02-28 12:00:00", "2028-02-29 00:00:00", "2026-03-29 00:30:00",
         "2026-10-25 00:30:00", "2026-12-31 23:59:59", "2027-04-30 10:00:01", "2099-12-31 23:00:00", "2100-02-28 00:00:00",
         "2026-04-05 12:00:00", "2026-10-04 15:00:00", "1999-12-31 00:00:00", "2026-11-24 06:00:00"]
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
LONG = ["Monday", "tuesday", "WEDNESDAY", "Thursday", "friday", "Saturday", "Sunday"]
WORDS = ["minutely", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly", "annually", "semiannually", "Biannually"]


def number(value, width=2):
    return str(value) if dice.random() < 0.3 else f"{value:0{width}}"


def part(low, high, width=2):
    kind = dice.random()
    start = dice.randint(low, high)
    if kind < 0.6:
        return number(start, width)
    if kind < 0.8:
        stop = dice.randint(start, high)
        text = f"{number(start, width)}..{number(stop, width)}"
        return text + (f"/{dice.randint(1, max(1, stop - start))}" if dice.random() < 0.4 else "")
    return f"{number(dice.randint(low, (low + high) // 2), width)}/{dice.randint(1, max(1, (high - low) // 2))}"


def chain(low, high, width=2, star=0.3):
    if dice.random() < star:
        return "*"
    return ",".join(part(low, high, width) for _ in range(dice.choice((1, 1, 1, 2, 3))))


def weekdays():
    name = lambda: (DAYS if dice.random() < 0.8 else LONG)[dice.randint(0, 6)]
    parts = []
    for _ in range(dice.choice((1, 1, 2, 3))):
        if dice.random() < 0.5:
            parts.append(name())
        else:
            first = dice.randint(0, 6)
            parts.append(f"{DAYS[first]}{dice.choice(('..', '..', '-'))}{DAYS[dice.randint(first, 6)]}")
    return ",".join(parts)


def date():
    day = chain(1, 31)
    if dice.random() < 0.2:
        day = "~" + (chain(1, 28, star=0.05) if dice.random() < 0.9 else "*")
    else:
        day = "-" + day
    text = chain(1, 12, star=0.6) + day
    if dice.random() < 0.7:
        year = "*" if dice.random() < 0.75 else chain(2024, 2040, 4, 0) if dice.random() < 0.8 else number(dice.randint(0, 99))
        text = f"{year}-{text}"
    return text


def seconds():
    kind = dice.random()
    if kind < 0.5:
        return chain(0, 59)
    if kind < 0.8:
        return f"{dice.randint(0, 59):02}.{dice.randint(0, 9999999)}"
    return f"{dice.randint(0, 29)}.{dice.randint(0, 99):02}/{dice.randint(0, 20)}.{dice.randint(1, 99):02}"


def clock():
    text = f"{chain(0, 23)}:{chain(0, 59, star=0.15)}"
    return text + (f":{seconds()}" if dice.random() < 0.3 else "")


def expression():
    if dice.random() < 0.04:
        text = dice.choice(WORDS)
    else:
        parts = []
        if dice.random() < 0.35:
            parts.append(weekdays())
        if dice.random() < 0.6:
            parts.append(date())
        if dice.random() < 0.8 or not parts:
            parts.append(clock())
        text = " ".join(parts)
    if dice.random() < 0.3:
        text += " " + dice.choice(ZONES)
    if dice.random() < 0.12:  # a slip of the hand
        at = dice.randrange(len(text))
        slip = dice.choice("0123456789*~-/.,: aT@")
        text = dice.choice((text[:at] + text[at + 1:], text[:at] + slip + text[at:], text[:at] + slip + text[at + 1:]))
    return text


def judge(zone, base, texts):
    run = subprocess.run(
        ["systemd-analyze", "calendar", "--iterations=5", f"--base-time={base} UTC", "--", *texts],
        capture_output=True, text=True, env={**os.environ, "TZ": zone, "LC_ALL": "C.UTF-8"})
    refused = set(re.findall(r"Failed to parse calendar specification '(.*)':", run.stderr))
    # Where its own search fails (EDEADLK, a few steps over months' ends) systemd has no verdict.
    stuck = set(re.findall(r"Failed to determine next elapse for '(.*)':", run.stderr))
    blocks = iter(block for block in re.split(r"\n\s*\n", run.stdout) if block.strip())
    for text in texts:
        if text in stuck:
            continue
        if text in refused:
            yield [text, "-"]
            continue
        block = next(blocks)
        normalized = re.search(r"Normalized form: (.*)", block).group(1)
        utc = re.findall(r"(?:\(in UTC\)|Next elapse|Iter\. #\d+|Iteration #\d+): \S+ (\S+ \S+) UTC", block)
        seconds = [int(datetime.fromisoformat(word).replace(tzinfo=timezone.utc).timestamp()) for word in utc]
        yield [text, normalized] + [str(second) for second in sorted(set(seconds))]
    assert next(blocks, None) is None


done = 0
while done < count:
    zone, base = dice.choice(ZONES), dice.choice(BASES)
    texts = [text for text in (expression() for _ in range(BATCH)) if text.strip() and not text.startswith("-")]
    for fields in judge(zone, base, texts):
        print("\t".join([zone, base, *fields]))
    done += len(texts)
