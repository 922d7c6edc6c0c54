"""A mail server that misbehaves as told, for one test, on a free port of the loopback.

faulty_smtp.py [--times N] [--auth USER:PASSWORD] [--tls CERTIFICATE KEY] [PLACE=FAULT ...]

PLACE is connect, ehlo, starttls, auth, mail, rcpt, cc1, cc2, data, middle (of a letter) or dot, `rcpt:ADDRESS` for one reader, `rcpt@2`
from the second time on; FAULT is a reply ("550 5.1.1 no such user"), `drop`, `stall` (says nothing more), `slow` (the usual reply after
2 s), or `late` and a reply (after 3.5 s). A fault strikes N times (1 unless told), then all is well. The first line printed is the port;
afterwards `C` and `S` lines are what was said, and `TAKEN ADDRESS,ADDRESS` a message that was accepted or may have been.
"""
import base64
import os
import socket
import ssl
import sys
import threading
import time

arguments = sys.argv[1:]
times, login, tls, faults, begins = 1, None, None, {}, {}
while arguments:
    word = arguments.pop(0)
    if word == "--times":
        times = int(arguments.pop(0))
    elif word == "--auth":
        login = arguments.pop(0)
    elif word == "--tls":
        tls = (arguments.pop(0), arguments.pop(0))
    else:
        place, _, fault = word.partition("=")
        reader, _, begin = place.rpartition("@")
        place, begin = (reader, begin) if reader and begin.isdigit() else (place, 1)
        faults[place], begins[place] = fault, int(begin or 1)
left = {place: times for place in faults}
lock = threading.Lock()


def note(text):
    with lock:
        print(text, flush=True)


class Gone(Exception):
    """The connection is over."""


def serve(connection):
    state = {"socket": connection, "file": connection.makefile("rb")}

    def reply(place, usual, taken=None):
        """Says what the place is to say; False when it was no acceptance."""
        with lock:
            begins[place] = begins.get(place, 1) - 1
            strikes = left.get(place, 0) > 0 and begins[place] <= 0
            if strikes:
                left[place] -= 1
        text = faults[place] if strikes else usual
        if taken and text in (usual, "drop", "stall"):
            # It may well have been taken: only its word does not come back.
            note(taken)
        if text == "drop":
            raise Gone
        if text == "stall":
            state["file"].read()
            raise Gone
        if text == "slow":
            time.sleep(2)
            text = usual
        if text.startswith("late "):
            # After the client has lost its patience, while it may still hold the connection.
            time.sleep(3.5)
            text = text[5:]
        note("S " + text)
        state["socket"].sendall((text + "\r\n").encode())
        if text.startswith("421"):
            raise Gone
        return text == usual

    try:
        reply("connect", "220 faulty.test ESMTP")
        recipients, asked = [], 0
        while True:
            line = state["file"].readline()
            if not line:
                raise Gone
            command = line.decode("latin-1").rstrip("\r\n")
            note("C " + command)
            word = command.upper()
            if word.startswith("EHLO"):
                extensions = []
                if tls and not isinstance(state["socket"], ssl.SSLSocket):
                    extensions.append("STARTTLS")
                elif login:
                    extensions.append("AUTH PLAIN")
                extensions.append("8BITMIME")
                if "ehlo" not in faults or not left.get("ehlo"):
                    text = "\r\n".join(["250-faulty.test"] + ["250-" + e for e in extensions[:-1]] + ["250 " + extensions[-1]])
                    state["socket"].sendall((text + "\r\n").encode())
                else:
                    reply("ehlo", "250 faulty.test")
            elif word.startswith("STARTTLS"):
                if reply("starttls", "220 go on"):
                    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                    context.load_cert_chain(*tls)
                    try:
                        state["socket"] = context.wrap_socket(state["socket"], server_side=True)
                    except (ssl.SSLError, OSError) as error:
                        note("TLS " + str(error))
                        raise Gone from error
                    state["file"] = state["socket"].makefile("rb")
            elif word.startswith("AUTH PLAIN"):
                words = command.split()
                if len(words) == 2:
                    state["socket"].sendall(b"334 \r\n")
                    words.append(state["file"].readline().decode("latin-1").strip())
                given = base64.b64decode(words[2]).decode().split("\0")[1:]
                reply("auth", "235 2.7.0 welcome" if ":".join(given) == login else "535 5.7.8 credentials invalid")
            elif word.startswith("MAIL"):
                recipients, asked = [], 0
                reply("mail", "250 2.1.0 ok")
            elif word.startswith("RCPT"):
                place = "rcpt" if asked == 0 else "cc%d" % asked
                asked += 1
                address = command.split("<")[1].split(">")[0]
                if "rcpt:" + address in faults:
                    place = "rcpt:" + address
                if reply(place, "250 2.1.5 ok"):
                    recipients.append(address)
            elif word.startswith("DATA"):
                if not reply("data", "354 go on"):
                    continue
                if "middle" in faults and left["middle"] > 0:
                    left["middle"] -= 1
                    state["file"].readline()
                    if faults["middle"] == "stall":
                        time.sleep(10)
                    raise Gone
                while state["file"].readline().rstrip(b"\r\n") != b".":
                    pass
                reply("dot", "250 2.0.0 queued", taken="TAKEN " + ",".join(recipients))
            elif word.startswith("QUIT"):
                reply("quit", "221 bye")
                raise Gone
            else:
                reply("other", "250 ok")
    except (Gone, OSError):
        pass
    finally:
        state["socket"].close()


def end_with_parent():
    """Whoever started this holds the other end of its standard input."""
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    accepted, _ = listener.accept()
    threading.Thread(target=serve, args=(accepted,), daemon=True).start()
