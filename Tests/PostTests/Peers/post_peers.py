"""Servers that letters leave by, for one test, on free ports of the loopback.

post_peers.py mail TOKENS|- [--tls CERTIFICATE KEY] [--mechanisms "XOAUTH2 PLAIN"]
    aiosmtpd with logins: the user tenggat with the password right, or with the last token in the file TOKENS. Without
    --tls it takes logins in the clear.
post_peers.py https CERTIFICATE KEY TOKENS SECRET
    An HTTPS server. /hook/... checks the signature made with SECRET and takes each message once; /status/N answers N;
    /redirect, /long, /stall and /drop do so. /token/MODE is a token server: MODE is good, short (tokens that are over at once),
    rotate (each refresh token once), refuse, stall, broken.
The first line printed is the port; then a line of JSON for each thing that happened.
"""
import asyncio
import base64
import hashlib
import hmac
import http.server
import json
import os
import ssl
import sys
import threading
import time
import urllib.parse

lock = threading.Lock()


def note(**what):
    with lock:
        print(json.dumps(what), flush=True)


def end_with_parent():
    """Whoever started this holds the other end of its standard input."""
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()


def mail(arguments):
    from aiosmtpd.smtp import SMTP, AuthResult

    tokens, tls, mechanisms = arguments.pop(0), None, "PLAIN LOGIN"
    while arguments:
        word = arguments.pop(0)
        if word == "--tls":
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(arguments.pop(0), arguments.pop(0))
        elif word == "--mechanisms":
            mechanisms = arguments.pop(0)

    def is_token(token):
        with open(tokens) as file:
            return token == file.read().split("\n")[-1]

    class Handler:
        async def bearer(self, server, args, name):
            given = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth("")
            text = given.decode()
            user = text.split("user=")[1].split("\x01")[0] if "user=" in text else text.split("a=")[1].split(",")[0]
            token = text.split("auth=Bearer ")[1].split("\x01")[0]
            good = user == "tenggat" and is_token(token)
            note(login=name, user=user, token=token, good=good)
            if good:
                return AuthResult(success=True)
            # RFC 7628, 3.2.3: the fault comes as a challenge, which the client answers with nothing.
            await server.challenge_auth('{"status":"invalid_token"}')
            return AuthResult(success=False, handled=False)

        async def auth_XOAUTH2(self, server, args):
            return await self.bearer(server, args, "XOAUTH2")

        async def auth_OAUTHBEARER(self, server, args):
            return await self.bearer(server, args, "OAUTHBEARER")

        async def handle_DATA(self, server, session, envelope):
            note(mail=envelope.rcpt_tos, sender=envelope.mail_from, login=session.authenticated, content=envelope.content.decode("latin-1"))
            return "250 2.0.0 taken"

    def password(server, session, envelope, mechanism, given):
        good = given.login == b"tenggat" and given.password == b"right"
        note(login=mechanism, good=good)
        return AuthResult(success=good, handled=False)

    every = {"PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER"}

    async def serve():
        def session():
            return SMTP(
                Handler(), authenticator=password, auth_require_tls=tls is not None, tls_context=tls, require_starttls=False,
                auth_exclude_mechanism=every - set(mechanisms.split()), hostname="peer.test", ident="peer")

        server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(serve())


def https(arguments):
    certificate, key, tokens, secret = arguments
    seen, issued = set(), []

    def is_ours(body, header):
        fields = dict(part.split("=", 1) for part in header.split(","))
        wanted = hmac.new(secret.encode(), fields["t"].encode() + b"." + body, hashlib.sha256).hexdigest()
        return abs(time.time() - int(fields["t"])) < 300 and hmac.compare_digest(wanted, fields["v1"])

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def answer(self, status, body=b"{}", **headers):
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self):
            note(got=self.path)
            self.answer(200)

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parts = self.path.split("/")
            if parts[1] == "token":
                return self.token(parts[2], dict(urllib.parse.parse_qsl(body.decode())))
            # A heartbeat says nothing and is not signed.
            signature = self.headers["Tenggat-Signature"]
            ours = signature is not None and is_ours(body, signature)
            identity = self.headers["Tenggat-Message-Id"]
            with lock:
                again = identity in seen
                seen.add(identity)
            note(hook=self.path, ours=ours, again=again, id=identity, bearer=self.headers["Authorization"], body=json.loads(body or "null"))
            if parts[1] == "status":
                self.answer(int(parts[2]), b'{"error": "asked for"}')
            elif parts[1] == "redirect":
                self.answer(307, Location="/hook/elsewhere")
            elif parts[1] == "long":
                self.answer(200, b"x" * (4 << 20))
            elif parts[1] == "stall":
                time.sleep(30)
            elif parts[1] == "drop":
                self.connection.close()
            else:
                self.answer(200 if ours else 403, b'{"status": "queued"}')

        def token(self, mode, form):
            note(token=mode, form=form)
            if mode == "stall":
                time.sleep(30)
            elif mode == "broken":
                self.answer(200, b"<html>busy</html>")
            elif mode == "refuse":
                self.answer(401, b'{"error": "invalid_client", "error_description": "The secret of the application has expired."}')
            elif mode == "rotate" and form.get("refresh_token") != (issued[-1] if issued else "first"):
                self.answer(400, b'{"error": "invalid_grant"}')
            else:
                with lock:
                    with open(tokens, "a") as file:
                        token = "token-%d" % (time.monotonic_ns())
                        file.write("\n" + token)
                answer = {"access_token": token, "token_type": "Bearer", "expires_in": "0" if mode == "short" else 3600}
                if mode == "rotate":
                    issued.append("refresh-%d" % len(issued))
                    answer["refresh_token"] = issued[-1]
                self.answer(200, json.dumps(answer).encode())

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_address[1], flush=True)
    server.serve_forever()


{"mail": mail, "https": https}[sys.argv[1]](sys.argv[2:])
