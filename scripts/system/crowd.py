#!/usr/bin/python3
"""Takes what it can of a service: 300 connections that say nothing and 40 that say much and never end, until it is killed."""
import socket, sys, time

connections = []


def connect():
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(0.2)
    connection.connect(sys.argv[1])
    connections.append(connection)
    return connection


def occupy():
    for _ in range(300):
        try:
            connect()
        except OSError:
            pass
    for _ in range(40):
        try:
            connect().sendall(b"x" * (64 << 20))
        except OSError:
            pass


first = True
while True:
    connections.clear()
    occupy()
    if first:
        open("/tmp/crowd-is-there", "w").close()
        first = False
    time.sleep(0.05)
