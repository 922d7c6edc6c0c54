import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What a rehearsal says comes is what the engine then does.
@Suite struct RehearsalTests {
    /// One thing that went to somebody in a minute.
    struct Told: Hashable, Comparable, CustomStringConvertible {
        var minute: Int64
        var recipient: String
        var what: String

        init(_ moment: Instant, _ recipient: String, _ what: String) {
            minute = moment.seconds / 60
            self.recipient = recipient
            self.what = what
        }

        var description: String {
            "\(Instant(seconds: minute * 60).rfc3339) \(recipient): \(what)"
        }

        static func < (left: Told, right: Told) -> Bool {
            (left.minute, left.recipient, left.what)
                < (right.minute, right.recipient, right.what)
        }
    }

    private func rehearse(
        _ work: TestOffice, until: Instant, with files: [Intake.File] = [],
        assuming assumptions: Set<RehearsalAssumption> = [], wantsWordings: Bool = false
    ) async throws -> Rehearsal.Outcome {
        var rehearsal = try Rehearsal(work.stages, from: work.clock.now, until: until)
        rehearsal.wantsWordings = wantsWordings
        rehearsal.assumptions = assumptions
        return try await rehearsal.run(
            with: files.isEmpty ? nil : RehearsedChange(files, from: TestOffice.sender))
    }

    static func told(_ messages: [Engine.RehearsedMessage]) -> [Told] {
        messages.filter(\.holdReasons.isEmpty).flatMap { message in
            message.items.map {
                Told(message.at, message.recipient, "\($0.kind) \($0.subject) \($0.step ?? "")")
            }
        }.sorted()
    }

    /// What went since a moment.
    static func told(_ work: TestOffice, after start: Instant) async throws -> [Told] {
        let words = ExplanationWords(work.stages.store.office)
        return try await work.notices().filter { $0.state == .sent }.flatMap { notice in
            notice.liveItems.compactMap { record in
                guard let left = notice.finishedAt, left > start else { return nil }
                let step = words.step(ofCause: record.item.cause) ?? ""
                return Told(
                    left, notice.recipient, "\(record.item.kind) \(record.item.subject) \(step)")
            }
        }.sorted()
    }

    private func busyOffice() async throws -> TestOffice {
        let work = try await TestOffice(
            settings: ["digest: {at: \"08:00\", to: [coordinator, manager]}"])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder;repeat",
            "A;Laporan;S;2026-12-04;15:00;standard;",
            "F;Tender;S;2026-12-25;;standard;",
            "G;Rapat;K;2026-12-20;17:00;day-before;",
            "M;Stok;SM;2026-12-05;11:00;standard;",
            "W;Mingguan;S;2026-12-11;15:00;standard;weekly")
        _ = try await work.slippedOrder("O1", client: "C2")
        _ = try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity;unit",
            "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit",
            "O3;1;C1;2026-12-14;;;Kursi;2;unit")
        try await work.advance(to: work.instant("2026-12-01 07:00"))
        return work
    }

    @Test("Sixty days of a busy office are told before, to the minute")
    func sixtyDays() async throws {
        let work = try await busyOffice()
        let start = work.clock.now
        let end = start + .seconds(60 * 86_400)
        let events = try await work.stages.ledger.read { try $0.lastEvent() }
        let handed = work.courier.parcels.count
        let expected = Self.told(try await rehearse(work, until: end).messages)
        #expect(try await work.stages.ledger.read { try $0.lastEvent() } == events)
        #expect(work.courier.parcels.count == handed)
        try await work.advance(to: end)
        let told = try await Self.told(work, after: start)
        #expect(told.count > 40)
        #expect(told == expected, "\(Set(told).symmetricDifference(expected).sorted())")
    }

    @Test("The sample office's sixty days are told before, to the minute")
    func sampleOffice() async throws {
        let work = try await TestOffice(
            at: "2026-11-23 08:00", base: "etc/sample/tenggat.yaml", registers: [])
        let folder = TestOffice.checkout.appending(path: "etc/sample")
        let sheets = try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: nil
        ).filter { $0.pathExtension == "csv" }.sorted { $0.path < $1.path }
        try await work.take(try sheets.map(TestOffice.file))
        try await work.settle()
        let start = work.clock.now
        let end = start + .seconds(60 * 86_400)
        let expected = Self.told(try await rehearse(work, until: end).messages)
        try await work.advance(to: end)
        let told = try await Self.told(work, after: start)
        #expect(!told.isEmpty)
        #expect(told == expected, "\(Set(told).symmetricDifference(expected).sorted())")
    }

    /// A change as two plays that know nothing of each other can be compared by it: what became of which message to
    /// whom, when it went before, when it goes now, and whether that is too late. Not by its cause's text, in which the
    /// numbers of notices stand, which each play gives by itself.
    private static func compared(_ difference: RehearsalDifference) -> [String] {
        difference.changes.map { change in
            let moments = [change.formerAt, change.at].map { $0?.rfc3339 ?? "-" }
            return "\(change.kind) \(change.recipient) \(change.item.kind) \(change.item.subject) "
                + "\(change.item.step ?? "") \(moments.joined(separator: " → ")) "
                + "\(change.isAfterDue)"
        }.sorted()
    }

    @Test(
        "What --with tells is the difference of two plays, the one before the change was made and the one after",
        arguments: [
            ("holidays.csv", "date;name;kind\r\n2026-12-03;Libur Kantor;office\r\n"),
            ("people.csv", "code;name;team;reports_to\r\nS;Sari;JKT;D\r\n"),
            (
                "orders.csv",
                "order;line;client;promised;expected;reason;item;quantity;unit\r\n"
                    + "O3;1;C1;2026-12-14;2026-12-21;KAPAL;Kursi;2;unit\r\n"
            ),
        ])
    func twoPlays(_ name: String, _ text: String) async throws {
        let work = try await busyOffice()
        let end = try work.instant("2026-12-31 23:00")
        let sheet = Intake.File(name: name, content: Array(text.utf8))
        let difference = try #require(
            try await rehearse(work, until: end, with: [sheet]).difference)
        let before = try await rehearse(work, until: end + Rehearsal.margin, wantsWordings: true)
        let report = try await work.take([sheet])
        #expect(report.allSatisfy { !$0.reading.isBlocked }, "\(report[0].reading.findings)")
        let after = try await rehearse(work, until: end + Rehearsal.margin, wantsWordings: true)
        let wanted = RehearsalDifference(
            from: before.messages, to: after.messages, until: end)
        #expect(!wanted.changes.isEmpty)
        let (told, compared) = (Self.compared(difference), Self.compared(wanted))
        #expect(told == compared, "\(Set(told).symmetricDifference(compared).sorted())")
    }

    @Test("A holiday list is tried: what moves is told, and nothing of it is kept")
    func holidays() async throws {
        let work = try await busyOffice()
        let end = try work.instant("2026-12-31 23:00")
        let sheet = Intake.File(
            name: "holidays.csv",
            content: Array("date;name;kind\r\n2026-12-03;Libur Kantor;office\r\n".utf8))
        let outcome = try await rehearse(work, until: end, with: [sheet])
        let changes = try #require(outcome.difference).changes
        #expect(changes.contains { $0.kind == .moved && $0.item.subject.id == "A" })
        #expect(
            try await work.stages.ledger.read { try $0.directory().holidays }.isEmpty)
        try await work.take([sheet])
        let after = try await rehearse(work, until: end).messages
        #expect(Self.told(after) == Self.told(outcome.messages))
        #expect(outcome.difference?.words.contains { $0.english.contains("move") } == true)
    }

    @Test("A wording is tried: what reads differently is told, letters that wait included")
    func wordings() async throws {
        let work = try await busyOffice()
        let end = try work.instant("2026-12-31 23:00")
        let template = TestOffice.checkout.appending(
            path: "etc/templates/en/reminder.text.mustache")
        let text = try String(contentsOf: template, encoding: .utf8)
        let changed = Intake.File(
            name: "en/reminder.text.mustache", content: Array(("Halo.\n" + text).utf8))
        let changes = try #require(
            try await rehearse(work, until: end, with: [changed]).difference
        ).changes
        #expect(!changes.isEmpty && changes.allSatisfy { $0.kind == .reworded }, "\(changes)")
        #expect(changes.allSatisfy { $0.formerAt == $0.at })
        let slip = TestOffice.checkout.appending(path: "etc/templates/id/slip.text.mustache")
        let letter = Intake.File(
            name: "id/slip.text.mustache",
            content: Array(("Salam.\n" + (try String(contentsOf: slip, encoding: .utf8))).utf8))
        let waiting = try #require(
            try await rehearse(work, until: end, with: [letter]).difference
        ).changes
        // Mails that quote the letter read differently, too.
        #expect(waiting.allSatisfy { $0.kind == .reworded })
        #expect(waiting.contains { $0.recipient == "C2" }, "\(waiting)")
    }

    @Test("Files that change nothing make no difference, and what moves past the end is no loss")
    func falseDifferences() async throws {
        let work = try await busyOffice()
        let day = try work.instant("2026-12-03 12:00")
        let nothing = Intake.File(
            name: "same.yaml", content: Array("office: {language: en}\n".utf8))
        #expect(
            try await rehearse(work, until: day, with: [nothing]).difference?.changes.isEmpty
                == true)
        let sheet = Intake.File(
            name: "holidays.csv",
            content: Array("date;name;kind\r\n2026-12-07;Libur Kantor;office\r\n".utf8))
        let monday = try work.instant("2026-12-07 23:00")
        let changes = try #require(
            try await rehearse(work, until: monday, with: [sheet]).difference
        ).changes
        let moved = try #require(
            changes.first { $0.item.subject.id == "A" && $0.recipient == "M" }, "\(changes)")
        #expect(moved.kind == .moved)
        #expect(try moved.at == work.instant("2026-12-08 09:00"))
    }

    @Test("A rehearsal asks for room, lies beside the ledger, and leaves nothing there")
    func room() async throws {
        let work = try await busyOffice()
        let end = try work.instant("2026-12-05 23:00")
        let left = work.folder.appending(path: ".rehearsal-left")
        try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
        var rehearsal = try Rehearsal(work.stages, from: work.clock.now, until: end)
        rehearsal.freeRoom = { _ in 1 << 20 }
        let cramped = rehearsal
        let refusal = await #expect(throws: EngineError.self) {
            _ = try await cramped.run(with: nil)
        }
        #expect(refusal?.message.contains(work.folder.path) == true)
        _ = try await rehearse(work, until: end)
        let names = try FileManager.default.contentsOfDirectory(atPath: work.folder.path)
        #expect(!names.contains { $0.hasPrefix(".rehearsal") }, "\(names)")
    }

    @Test("Settings are tried, and faulty ones refused with their line")
    func settings() async throws {
        let work = try await busyOffice()
        let end = try work.instant("2026-12-31 23:00")
        let worked = Intake.File(
            name: "worked.yaml", content: Array("office: {joint_leave: worked}\n".utf8))
        let outcome = try await rehearse(work, until: end, with: [worked])
        #expect(outcome.difference?.changes.isEmpty == false)
        for (text, place) in [
            ("office: {joint_leave: maybe}\n", "faulty.yaml:1:23: "),
            ("offce: {name: X}\n", "faulty.yaml:1:1: "),
            ("office:\n  nmae: X\n", "faulty.yaml:2:3: "),
        ] {
            let faulty = Intake.File(name: "faulty.yaml", content: Array(text.utf8))
            let refusal = await #expect(throws: EngineError.self) {
                try await rehearse(work, until: end, with: [faulty])
            }
            #expect(refusal?.message.hasPrefix(place) == true, "\(refusal?.message ?? "")")
        }
        let wording = Intake.File(
            name: "id/slip.text.mustache", content: Array("Salam {{nobody}}\n".utf8))
        let refusal = await #expect(throws: EngineError.self) {
            try await rehearse(work, until: end, with: [wording])
        }
        let words = refusal?.message ?? ""
        #expect(words.contains("id/slip.text.mustache:1: "), "\(words)")
        #expect(!words.contains("/id/slip.text.mustache"), "\(words)")
    }

    @Test("A page counts the letters that wait already, on the day it begins with")
    func waitingLetters() async throws {
        let work = try await busyOffice()
        let start = work.clock.now
        let outcome = try await rehearse(work, until: start + .seconds(86_400))
        let waiting = outcome.messages.filter { !$0.holdReasons.isEmpty }
        #expect(waiting.map(\.recipient) == ["C1", "C2"])
        #expect(waiting.allSatisfy { $0.at == start })
        let page = RehearsalPage(
            office: work.stages.store.office, language: "en", from: start,
            until: start + .seconds(86_400)
        ).html(of: outcome)
        #expect(page.contains("2 letters wait for a person"))
    }

    @Test("Whoever is assumed to be on time is not escalated; letters are approved in hours")
    func assumptions() async throws {
        let work = try await busyOffice()
        let end = try work.instant("2026-12-31 23:00")
        let idle = try await rehearse(work, until: end).messages
        #expect(idle.contains { $0.items.contains { $0.kind == "escalation" } })
        let busy = try await rehearse(work, until: end, assuming: [.done, .approve]).messages
        #expect(
            !busy.contains {
                $0.items.contains { $0.kind == "escalation" && $0.subject.id == "A" }
            })
        #expect(busy.contains { $0.recipient == "C2" && $0.holdReasons.isEmpty })
    }

    @Test("What is asked by the socket: a person, a page, a calendar, refusals")
    func call() async throws {
        let work = try await busyOffice()
        let reply = try await work.call(
            Rehearse(until: "2026-12-10", reader: "S", format: "html", language: "id"))
        #expect(!reply.messages.isEmpty)
        #expect(reply.messages.allSatisfy { $0.recipient == "S" })
        let page = String(decoding: try #require(reply.file).content, as: UTF8.self)
        #expect(page.contains("Yang akan disampaikan") && page.contains("Desember 2026"))
        #expect(!page.contains("http"))
        if let folder = ProcessInfo.processInfo.environment["TENGGAT_TEST_OUTPUT"] {
            try page.write(
                toFile: "\(folder)/rehearsal.html", atomically: true, encoding: .utf8)
        }
        let calendar = try await work.call(Rehearse(until: "2026-12-10", format: "ics")).file
        #expect(
            String(decoding: try #require(calendar).content, as: UTF8.self)
                .contains("BEGIN:VEVENT"))
        for call in [
            Rehearse(until: "2026-11-01"), Rehearse(until: "2036-01-01"),
            Rehearse(until: "soon"), Rehearse(until: "2026-12-10", reader: "nobody"),
            Rehearse(until: "2026-12-10", assume: ["magic"]),
        ] {
            await #expect(throws: ControlError.self) { try await work.call(call) }
        }
    }

    /// Old sheets of an order that slipped, each with its day.
    private func oldSheets() throws -> [DatedFile] {
        let registers = try ["people", "teams", "clients", "reasons"].map { name in
            try TestOffice.file(
                TestOffice.checkout.appending(path: "Tests/EngineTests/ExampleOffice/\(name).csv"))
        }
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        func orders(_ row: String) -> Intake.File {
            Intake.File(name: "orders.csv", content: Array("\(header)\r\n\(row)\r\n".utf8))
        }
        let days: [(String, [Intake.File])] = [
            ("2026-09-01", registers), ("2026-09-02", [orders("X1;1;C1;2026-09-20;;;Meja;5;unit")]),
            ("2026-09-09", [orders("X1;1;C1;2026-09-20;2026-09-25;KAPAL;Meja;5;unit")]),
        ]
        return days.flatMap { day, files in
            files.map {
                DatedFile(
                    at: day,
                    file: SentFile(name: $0.name, content: Data($0.content), upload: nil),
                    folder: nil)
            }
        }
    }

    @Test(
        "Old sheets are played from an empty office: letters per client, the delicate ones in full",
        arguments: [false, true])
    func history(isInTrial: Bool) async throws {
        let work =
            try await isInTrial
            ? TestOffice(settings: ["mode: trial"]) : busyOffice()
        let reply = try await work.call(
            Rehearse(until: "2026-10-01", assume: ["approve"], history: try oldSheets()))
        // A trial would tell clients nothing, and nothing is asked about one.
        #expect(reply.effects.contains { $0.contains("mode: trial") } == isInTrial)
        #expect(reply.from.hasPrefix("2026-09-01"))
        let letters = reply.messages.filter(\.client)
        #expect(letters.map(\.recipient) == ["C1"], "\(reply.effects)")
        #expect(letters.first?.text?.contains("Meja") == true)
        #expect(reply.summary.contains { $0.contains(": 1 letter.") }, "\(reply.summary)")
        #expect(try await work.stages.ledger.read { try $0.order("X1") } == nil)
    }

    @Test("A sheet that came after the end is not played, and what waits has not gone")
    func historyBounds() async throws {
        let work = try await busyOffice()
        let early = try await work.call(Rehearse(until: "2026-09-05", history: try oldSheets()))
        #expect(early.messages.filter(\.client).isEmpty)
        #expect(
            early.effects.contains { $0.contains("orders.csv") && $0.contains("2026-09-09") },
            "\(early.effects)")
        // C2's letters wait for approval, and nobody approves.
        let waiting = try oldSheets().map { dated in
            var dated = dated
            let text = String(decoding: dated.file.content ?? Data(), as: UTF8.self)
            if dated.file.name == "orders.csv" {
                dated.file.content = Data(text.replacing("X1;1;C1", with: "X1;1;C2").utf8)
            }
            return dated
        }
        let held = try await work.call(Rehearse(until: "2026-10-01", history: waiting))
        #expect(
            held.summary.contains {
                $0.hasSuffix(": 0 letters, and 1 more that wait for a person.")
            },
            "\(held.summary)")
    }

    @Test("A rehearsal of an office in its trial says that it is one")
    func inTrial() async throws {
        let work = try await TestOffice(settings: ["mode: trial"])
        let reply = try await work.call(Rehearse(until: "2026-12-01"))
        #expect(reply.effects.contains { $0.contains("in a trial") }, "\(reply.effects)")
        try await work.goLive()
        let live = try await work.call(Rehearse(until: "2026-12-01"))
        #expect(live.effects.isEmpty, "\(live.effects)")
    }
}
