"""An office whose people have mail and a shared folder, and nothing else: the built service under a clock that is driven."""
import datetime
import email
import email.policy
import email.utils
import io
import json
import mmap
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import time
import warnings

import openpyxl

warnings.simplefilter("ignore")
ROOT = pathlib.Path(__file__).resolve().parents[2]
JAKARTA = datetime.timezone(datetime.timedelta(hours=7))
# The layout of scripts/driven/clock.c.
HEAD, TIMER, TIMERS, REALTIME = struct.Struct("<qqq"), struct.Struct("<iiq"), 1024, 0
SECOND = 1_000_000_000


class Clock:
    """Both clocks of a program: they go on as fast as ever, and are moved ahead."""

    def __init__(self, folder, begins):
        self.path = folder / "clock"
        self.path.write_bytes(bytes(HEAD.size + TIMER.size * TIMERS))
        with open(self.path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 0)
        wall = int(begins.timestamp() * SECOND) - time.monotonic_ns()
        boot = time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.monotonic_ns()
        HEAD.pack_into(self.memory, 0, wall, boot, 0)
        self.library = folder / "clock.so"
        subprocess.run(
            ["cc", "-O2", "-shared", "-fPIC", "-o", self.library, ROOT / "scripts/driven/clock.c", "-ldl", "-lpthread"],
            check=True)

    def nanoseconds(self):
        return time.monotonic_ns() + HEAD.unpack_from(self.memory, 0)[0]

    @property
    def now(self):
        return datetime.datetime.fromtimestamp(self.nanoseconds() / SECOND, JAKARTA)

    def rings(self):
        """When timers of the wall clock ring, those that nobody has looked at included."""
        found = []
        for place in range(TIMERS):
            clock, _, deadline = TIMER.unpack_from(self.memory, HEAD.size + place * TIMER.size)
            if clock == REALTIME + 1 and deadline:
                found.append(deadline)
        return found

    def move(self, nanoseconds):
        """Lets no time pass, however long it takes, that would take the clocks back."""
        if nanoseconds <= 0:
            return
        wall, boot, moves = HEAD.unpack_from(self.memory, 0)
        HEAD.pack_into(self.memory, 0, wall + nanoseconds, boot + nanoseconds, moves + 1)


class Mail:
    """A mail as its reader gets it, with its notice's number and the minute at which it came."""

    def __init__(self, path):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        self.to = email.utils.parseaddr(message["To"])[1]
        self.subject = message["Subject"]
        self.notice = int(re.match(r"<(\d+)\.", message["Message-ID"]).group(1))
        self.at = email.utils.parsedate_to_datetime(message["Date"]).astimezone(JAKARTA)
        body = message.get_body(("plain",))
        page = message.get_body(("html",))
        self.text = body.get_content() if body else ""
        self.html = page.get_content() if page else ""
        self.files = {part.get_filename(): part.get_payload(decode=True) for part in message.iter_attachments()}


class Person:
    """Somebody with a login of their own, a mailbox, and the folder."""

    def __init__(self, code, user, address, role):
        self.code, self.user, self.address, self.role = code, user, address, role
        self.unread = []


class Office:
    """One office's service, with its folder; ends with the block that it is used in."""

    def __init__(self, programs, folder, begins, people, settings=()):
        self.programs, self.folder, self.people = pathlib.Path(programs), pathlib.Path(folder), people
        self.clock = Clock(self.folder, begins)
        self.mails, self.seen = [], set()
        self.report = ""  # what lies beside the file that was dropped last
        shutil.copy(ROOT / "etc/tenggat.yaml", self.folder)
        shutil.copytree(ROOT / "etc/holidays", self.folder / "holidays")
        (self.folder / "tenggat.d").mkdir()
        logins = {f"uid:{person.user}": person.code for person in people}
        (self.folder / "tenggat.d/office.yaml").write_text("\n".join([
            "office: {name: PT Contoh Jaya, language: id, coordinator: K-01, director: D-01}",
            "mail: {courier: maildir, maildir: mail, from: {name: PT Contoh Jaya, address: tenggat@contoh.test}}",
            "state: .", "templates: []", "clock: {require_synchronised: false}",
            "control: " + json.dumps({
                "socket": "control.sock", "logins": logins, "operators": sorted(logins)}),
            *settings]) + "\n")
        self.log = open(self.folder / "log", "ab")
        self.service = None

    def __enter__(self):
        environment = os.environ | {
            "LD_PRELOAD": str(self.clock.library), "TENGGAT_DRIVEN_CLOCK": str(self.clock.path)}
        self.service = subprocess.Popen(
            [self.programs / "tenggatd", "--settings", self.folder / "tenggat.yaml", "--templates", ROOT / "etc/templates"],
            env=environment, stdout=self.log, stderr=self.log)
        for _ in range(600):
            if (self.folder / "control.sock").exists():
                break
            self.expect_it_runs()
            time.sleep(0.05)
        self.rest()
        return self

    def __exit__(self, *_):
        if self.service.poll() is None:
            self.service.send_signal(signal.SIGTERM)
        self.service.wait(30)
        self.log.close()

    def expect_it_runs(self):
        if self.service.poll() is not None:
            raise SystemExit("the service ended:\n" + (self.folder / "log").read_text()[-3_000:])

    # Time

    def is_idle(self):
        """Whether no thread of the service does anything."""
        for task in pathlib.Path(f"/proc/{self.service.pid}/task").iterdir():
            try:
                name, state = re.match(r"\d+ \((.*)\) (\w)", (task / "stat").read_text()).groups()
            except (OSError, AttributeError):
                return False
            if state != "S" and name != "driven-clock":
                return False
        return True

    def rest(self):
        """Returns once the service has done all that is due."""
        quiet = 0
        for _ in range(20_000):
            self.expect_it_runs()
            now = self.clock.nanoseconds()
            quiet = quiet + 1 if self.is_idle() and all(ring > now for ring in self.clock.rings()) else 0
            if quiet == 5:
                return self.collect()
            time.sleep(0.002)
        raise SystemExit(f"the service does not come to rest at {self.clock.now}")

    def until(self, moment):
        """Lets time pass, from one moment at which something is due to the next."""
        end = int(moment.timestamp() * SECOND)
        while True:
            self.rest()
            now = self.clock.nanoseconds()
            if now >= end:
                return
            self.clock.move(min([ring for ring in self.clock.rings() if ring > now] + [end]) - now)

    def wait(self, **time):
        self.until(self.clock.now + datetime.timedelta(**time))

    # Mail and files

    def collect(self):
        """Has new mail read by its readers."""
        folder = self.folder / "mail/new"
        for path in sorted(folder.iterdir()) if folder.exists() else []:
            if path.name in self.seen:
                continue
            self.seen.add(path.name)
            mail = Mail(path)
            self.mails.append(mail)
            for person in self.people:
                if person.address == mail.to:
                    person.unread.append(mail)

    def drop(self, person, name, content):
        """Somebody copies a file into the folder.

        :returns: whether it was taken.
        """
        inbox = self.folder / "inbox"
        draft = self.folder / "draft"
        draft.write_bytes(content)
        os.chown(draft, person.user, 0)
        moment = self.clock.nanoseconds()
        os.utime(draft, ns=(moment, moment))
        file = os.stat(draft).st_ino
        os.rename(draft, inbox / name)
        for _ in range(60):
            self.wait(seconds=1)
            for place in ["accepted", "rejected"]:
                # It may be called otherwise there, where one of its name came before.
                for path in (inbox / place).iterdir() if (inbox / place).exists() else []:
                    if path.stat().st_ino == file:
                        self.report = path.with_name(path.name + ".report.txt").read_text()
                        return place == "accepted"
        raise SystemExit(f"{name} lies in the folder and is not taken")

    def state(self, period):
        """What became of a period; once the service has ended."""
        return self.look("SELECT state FROM period WHERE name = ?", period)[0][0]

    def look(self, query, *values):
        """What the ledger holds, once the service has ended, whose alone it is until then."""
        with sqlite3.connect(f"file:{self.folder}/ledger.sqlite?immutable=1", uri=True) as ledger:
            return ledger.execute(query, values).fetchall()

    def kinds(self):
        """By notice, the kinds of what each says."""
        found = {}
        for notice, kind in self.look("SELECT notice, kind FROM item WHERE withdrawn_at IS NULL ORDER BY id"):
            found.setdefault(notice, []).append(kind)
        return found


NAMES = {
    "code": ("code", "kode"), "decision": ("decision", "keputusan"), "date": ("date", "tanggal"),
    "reason": ("reason", "alasan"), "by": ("by", "oleh"), "subject": ("subject", "perihal"), "order": ("order", "pesanan", "no_pesanan"),
    "line": ("line", "baris"), "expected": ("expected", "tgl_perkiraan"), "client": ("client", "klien"),
    "waits_because": ("waits_because", "menunggu_karena"), "text": ("text", "isi"),
}


class Form:
    """A workbook that came with a mail, to be filled in as it is."""

    def __init__(self, content):
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.sheet = self.book.worksheets[0]
        self.columns = {}
        for row in self.sheet.iter_rows(min_row=1, max_row=10):
            words = {str(cell.value).strip().lower(): cell.column for cell in row if cell.value}
            found = {name: words[word] for name, also in NAMES.items() for word in also if word in words}
            if "code" in found or "order" in found and "line" in found:
                self.header, self.columns = row[0].row, found
                break

    @property
    def is_decisions(self):
        return "decision" in self.columns

    def rows(self):
        key = "code" if self.is_decisions else "order"
        return [number for number in range(self.header + 1, self.sheet.max_row + 1) if self.get(number, key)]

    def get(self, row, name):
        value = self.sheet.cell(row, self.columns[name]).value if name in self.columns else None
        return "" if value is None else str(value)

    def put(self, row, name, value):
        self.sheet.cell(row, self.columns[name]).value = value

    def content(self):
        buffer = io.BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()


def laid_out(path, now):
    """A sheet of the sample office with its dates: @date +3hours@, @time +3hours@, @period@."""
    def date(match):
        moment = now
        if found := re.match(r" \+(\d+)(hours|days)", match[2] or ""):
            moment += datetime.timedelta(**{found[2]: int(found[1])})
        return moment.strftime({"date": "%d/%m/%Y", "time": "%H.%M", "period": "%Y-%m"}[match[1]])
    return re.sub(r"@(date|time|period)( [^@]+)?@", date, path.read_text())


def heights(mails, folder, width=400):
    """How tall each mail is on a telephone of that width, in pixels, as Chromium shows it; None without Chromium."""
    browser = shutil.which("chromium")
    if browser is None:
        return None
    found = []
    for begin in range(0, len(mails), 30):
        frames = "".join(
            '<iframe width="%d" height="600" style="border:0" srcdoc="%s"></iframe>'
            % (width, mail.html.replace("&", "&amp;").replace('"', "&quot;")) for mail in mails[begin:begin + 30])
        page = folder / "page.html"
        page.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><body>{frames}<script>onload = () => {{ const tall = '
            "[...document.querySelectorAll('iframe')].map(f => f.contentDocument.body.scrollHeight); "
            "document.body.textContent = 'TALL ' + tall.join(' '); }</script>")
        output = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
             "--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", page], capture_output=True, text=True, check=True).stdout
        found += [int(word) for word in re.search(r"TALL ([\d ]*)", output)[1].split()]
    return found
