#!/usr/bin/env python3
"""Reads one message from standard input as Python's email package does, under each of its policies, and prints it as JSON.

A reader that we did not write: subject, addresses, both bodies, and every defect it finds in any part.
"""
import email, json, re, sys
from email import policy

data = sys.stdin.buffer.read()
message = email.message_from_bytes(data, policy=policy.default)
defects = []
POLICIES = {
    "default": policy.default, "SMTP": policy.SMTP, "SMTPUTF8": policy.SMTPUTF8, "HTTP": policy.HTTP, "strict": policy.strict + policy.SMTP,
    "compat32": policy.compat32,
}
for name, rules in POLICIES.items():
    try:
        read = email.message_from_bytes(data, policy=rules)
        for part in read.walk():
            defects += [f"{name}: {d!r}" for d in part.defects]
            for field, value in part.items():
                defects += [f"{name}: {field}: {d!r}" for d in getattr(value, "defects", [])]
            if not part.is_multipart():
                part.get_payload(decode=True)
        if read.as_bytes() == b"":
            defects.append(f"{name}: nothing is left when it is written again")
    except Exception as error:
        defects.append(f"{name}: {error!r}")
lines = data.split(b"\r\n")
if any(b"\n" in line or b"\r" in line for line in lines):
    defects.append("a line does not end in CRLF")
if any(len(line) > 998 for line in lines):
    defects.append("a line is longer than 998 octets")
head = data.split(b"\r\n\r\n", 1)[0]
defects += [f"an encoded word of {len(word)} characters" for word in re.findall(rb"=\?[^?\s]+\?[bBqQ]\?[^?]*\?=", head) if len(word) > 75]
if any(byte > 127 for byte in data):
    defects.append("an octet is not ASCII")


def body(kind):
    """A body as its reader sees it: MIME's line ends are CRLF (RFC 2046, 4.1.1)."""
    return message.get_body((kind,)).get_content().replace("\r\n", "\n")


print(json.dumps({
    "subject": message["Subject"],
    "from": str(message["From"]), "to": str(message["To"]), "cc": str(message["Cc"] or ""),
    "date": message["Date"].datetime.isoformat(),
    "attachments": [
        [part.get_filename(), part.get_content_type(), part.get_content_disposition(), part.get_payload(decode=True).hex()]
        for part in message.iter_attachments()
    ],
    "type": message.get_content_type(),
    "parts": [part.get_content_type() for part in message.iter_parts()],
    "all": [part.get_content_type() for part in message.walk()],
    "fields": sorted(name.lower() for name in message.keys()),
    "pictures": [part["Content-ID"] for part in message.walk() if part.get_content_maintype() == "image"],
    "text": body("plain"),
    "html": body("html"),
    "defects": defects,
}))
