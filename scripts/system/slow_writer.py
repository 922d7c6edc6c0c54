#!/usr/bin/python3
"""Writes a sheet of 400 deadlines in two parts with 25 seconds in between; says whether it was still there then."""
import os, sys, time

rows = ["UJI-W%d;Berkas;S-01;2030-12-04\n" % n for n in range(400)]
with open(sys.argv[1], "w") as file:
    file.write("code;title;owner;due_date\n" + "".join(rows[:200]))
    file.flush()
    time.sleep(25)
    with open("/tmp/slow-was-there", "w") as answer:
        answer.write("yes" if os.path.exists(sys.argv[1]) else "no")
    file.write("".join(rows[200:]))
