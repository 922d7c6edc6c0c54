"""Reads a calendar from standard input with the PyPI package icalendar, prints its events as JSON."""

import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
print(
    json.dumps(
        {
            "name": str(calendar["X-WR-CALNAME"]),
            "method": str(calendar["METHOD"]),
            "events": [
                {
                    "uid": str(event["UID"]),
                    "stamp": event.decoded("DTSTAMP").isoformat(),
                    "start": event.decoded("DTSTART").isoformat(),
                    "summary": str(event["SUMMARY"]),
                    "description": str(event["DESCRIPTION"]),
                    "status": str(event["STATUS"]),
                    "category": event["CATEGORIES"].to_ical().decode(),
                    "sequence": int(event["SEQUENCE"]),
                    "trigger": str(event.walk("VALARM")[0].decoded("TRIGGER")),
                    "errors": [str(error) for error in event.errors],
                }
                for event in calendar.walk("VEVENT")
            ],
        }
    )
)
