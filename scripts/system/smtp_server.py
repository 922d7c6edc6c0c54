#!/usr/bin/python3
"""A mail server that keeps what it takes: one line of JSON a message in /result/mail.

Each line is written and synced before the server answers. While /run/slow exists it answers only after some
seconds: whoever is killed in between does not know whether the message arrived. While /run/stall exists it does not
answer a recipient: nothing is handed over.
"""
import asyncio, email, email.policy, json, os, time
from aiosmtpd.controller import Controller


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        while os.path.exists("/run/stall"):
            await asyncio.sleep(0.1)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        line = json.dumps({"at": time.time(), "to": envelope.rcpt_tos, "id": message["Message-ID"],
                           "subject": message["Subject"],
                           "text": message.get_body(("plain",)).get_content()})
        with open("/result/mail", "a") as mail:
            mail.write(line + "\n")
            mail.flush()
            os.fsync(mail.fileno())
        while os.path.exists("/run/slow"):
            await asyncio.sleep(0.1)
        return "250 kept"


controller = Controller(Keeper(), hostname="127.0.0.1", port=2525)
controller.start()
while True:
    time.sleep(3600)
