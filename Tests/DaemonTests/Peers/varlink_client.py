#!/usr/bin/env python3
"""Asks the daemon with the PyPI package varlink, a client that was not written here.

usage: varlink_client.py SOCKET; prints the interfaces, the description's first lines, and the status as JSON.
"""
import json, sys
import varlink

with varlink.Client(f"unix:{sys.argv[1]}") as client:
    info = client.get_interfaces()
    with client.open("org.tenggat.Control") as control:
        status = control.GetStatus()["status"]
        try:
            control.RunJob("no-such-job")
            error = None
        except varlink.VarlinkError as refusal:
            error = refusal.error()
        added = control.AddDeadline("Laporan lewat Varlink", "S-01", "2030-01-02 15:00")
    print(json.dumps({"interfaces": list(info), "status": status, "error": error, "added": added["deadline"]}))
