import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Whoever was told dates of an order that is another client's now is somebody's to tell.
@Suite struct FormerClientTests {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"
    private static let late = "2026-12-10;2026-12-18;KAPAL;Meja;5;unit"

    /// An order of which C1 was told 18 December, and that is C2's now; with the report of the sheet that says so.
    private func office() async throws -> (work: TestOffice, report: ImportReport) {
        let work = try await TestOffice()
        try await work.slipOrder("O1", client: "C1")
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let report = try await work.take("orders.csv", Self.header, "O1;1;C2;\(Self.late)")
        try await work.settle()
        return (work, report)
    }

    /// What comes late to its new client waits for a word.
    private func approve(_ work: TestOffice) async throws {
        try await work.settle()
        let held = try #require(try await work.notices().first { $0.state == .held })
        #expect(held.holdReasons == [.lateWhenFirstSeen])
        let hash = try await work.letter(held).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(held.id), hash: hash)], by: "K"))
        try await work.settle()
    }

    private func asked(_ work: TestOffice) async throws -> [Coordination.Deadline] {
        try await work.deadlines().filter { $0.code == "FORMER-O1-C1" }
    }

    @Test func theCoordinatorIsAskedWithWhatTheClientWasTold() async throws {
        let (work, report) = try await office()
        let warning = try #require(report.reading.findings.first { $0.code == .clientMismatch })
        #expect(warning.severity == .warning)
        #expect(warning.expected.english.contains("the coordinator is asked for"))
        let question = try #require(try await asked(work).first)
        #expect(question.owner == "K" && question.kind == "callback" && question.client == "C1")
        #expect(question.occurrence == "2026-12-18" && question.state == .open)
        let note = try #require(question.note)
        #expect(note.contains("18") && note.contains("C2 ("), "\(note)")
        // It is told of, and offered with what ends it.
        let why = try await work.call(Why(subject: "O1"))
        #expect(
            why.lines.contains { $0.rules.contains("former-client") }, "\(why.lines.map(\.text))")
        let now = work.clock.now
        let row = try await work.stages.ledger.read { [stages = work.stages] view in
            try DecisionSheet(
                office: stages.store.office, writer: stages.writer, view: view, now: now
            ).entry(of: question)
        }
        #expect(row?.choices == [.told, .cancelled, .moved])
        // It waits since it was asked, and not since its due day.
        #expect(question.due.date.description == "2026-12-02")
        let since = try #require(CivilDate("2026-12-01"))
        #expect(row?.values["waits_since"] == .date(since))
    }

    @Test(
        "It ends by a word, and is not asked again",
        arguments: ["klien tahu;", "batal;salah catat"])
    func itEndsByAWord(_ word: String) async throws {
        let (work, _) = try await office()
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;alasan;oleh", "FORMER-O1-C1;\(word);K")
        #expect(report.difference.answers.map(\.isDone) == [true], "\(report.reading.findings)")
        try await work.advance(to: work.instant("2026-12-07 10:00"))
        #expect(try await asked(work).map(\.state).count == 1)
        #expect(try await asked(work).allSatisfy { $0.state != .open && $0.finishedBy != nil })
        // That the client was told so is no telling of dates.
        let order = try await work.stages.ledger.read { try $0.order("O1") }
        #expect(order?.client == "C2")
        let told = order?.lines[0].formerClients?.told[Code("C1")]
        #expect(told?.map(\.date.description) == ["2026-12-18"])
    }

    @Test func anUndoneFileThatGaveItAwayAsksNothingMore() async throws {
        let (work, report) = try await office()
        let number = try #require(report.number)
        let reply = try await work.call(UndoImport(number: Int(number), by: "K"))
        #expect(reply.kept.isEmpty, "\(reply.keptBecause)")
        let question = try #require(try await asked(work).first)
        #expect(question.state == .done && question.reason == "the order is theirs again")
        #expect(try await work.deadlines().allSatisfy { $0.code != "FORMER-O1-C2" })
    }

    /// Whoever was told because of the undone file gets a letter that takes it back, and nobody is asked beside that.
    @Test func whoeverWasToldByAnUndoneFileGetsALetterInstead() async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let report = try await work.take("orders.csv", Self.header, "O1;1;C1;\(Self.late)")
        try await approve(work)
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        let number = try #require(report.number)
        let reply = try await work.call(UndoImport(number: Int(number), by: "K"))
        #expect(!reply.letters.isEmpty)
        #expect(try await asked(work).isEmpty)
    }

    // MARK: Theirs again

    /// By an edited export: a sheet that says what was said before is an old copy.
    private func give(
        _ work: TestOffice, _ order: String = "O1", to client: String
    ) async throws {
        let file = try await work.call(ExportSheet(kind: "orders")).file
        let text = String(decoding: file.content, as: UTF8.self)
        let separator: Character = text.contains(";") ? ";" : ","
        let clients: Set<Substring> = ["C1", "C2", "C", "B-C"]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { line in
                let fields = line.split(separator: separator, omittingEmptySubsequences: false)
                guard fields.contains(where: { $0 == order }) else { return String(line) }
                return fields.map { clients.contains($0) ? client : String($0) }
                    .joined(separator: String(separator))
            }
        let edited = lines.joined(separator: "\r\n")
        let report = try await work.take(
            [Intake.File(name: file.name, content: Array(edited.utf8))])[0]
        #expect(report.difference.changed.map(\.column) == ["client"], "\(report.reading.findings)")
        try await work.settle()
    }

    private func decide(_ work: TestOffice, _ row: String) async throws -> ImportReport {
        try await work.take("keputusan.csv", "kode;keputusan;tanggal;alasan;oleh", row)
    }

    private func back(_ work: TestOffice) async throws -> [Coordination.Deadline] {
        try await work.deadlines().filter { $0.code.hasPrefix("RETURNED-") }
    }

    @Test func whoeverWasToldThatItIsNotTheirsIsToldThatItIs() async throws {
        let (work, _) = try await office()
        _ = try await decide(work, "FORMER-O1-C1;klien tahu;;;K")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        try await give(work, to: "C1")
        try await work.settle()
        let question = try #require(try await back(work).first)
        #expect(question.code == "RETURNED-O1-C1" && question.occurrence == "2026-12-02")
        #expect(question.kind == "callback" && question.client == "C1" && question.owner == "K")
        let note = try #require(question.note)
        #expect(note.contains("18") && note.contains("1"), "\(note)")
        let why = try await work.call(Why(subject: "O1"))
        #expect(why.lines.contains { $0.rules.contains("returned-client") })
        // It goes from them once more before anybody told them so: they know what they knew.
        try await give(work, to: "C2")
        try await work.settle()
        #expect(try await back(work).map(\.state) == [.done])
        #expect(try await asked(work).allSatisfy { $0.state == .done })
        // And back: that is asked anew, and ends by a word.
        try await give(work, to: "C1")
        #expect(try await back(work).map(\.state) == [.done, .open])
        let report = try await decide(work, "RETURNED-O1-C1;klien tahu;;;K")
        #expect(report.difference.answers.map(\.isDone) == [true], "\(report.reading.findings)")
        #expect(try await back(work).allSatisfy { $0.state == .done })
        // Who knows that it is theirs is to be told when it goes.
        try await give(work, to: "C2")
        #expect(try await asked(work).map(\.state) == [.done, .open])
    }

    @Test(
        "Whoever was not told that it goes needs no word that it is back",
        arguments: ["", "FORMER-O1-C1;batal;;salah catat;K"])
    func untold(_ row: String) async throws {
        let (work, _) = try await office()
        if !row.isEmpty { _ = try await decide(work, row) }
        try await give(work, to: "C1")
        #expect(try await back(work).isEmpty)
        #expect(try await asked(work).allSatisfy { $0.state != .open })
    }

    /// A letter that took back what an undone file had told them tells them that it is not theirs, too.
    @Test(
        "Whoever a letter asked to disregard an order is told that it is theirs after all",
        arguments: [true, false])
    func disregarded(hasLeft: Bool) async throws {
        let work = try await TestOffice()
        try await work.take("orders.csv", Self.header, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let report = try await work.take("orders.csv", Self.header, "O1;1;C1;\(Self.late)")
        try await approve(work)
        try await work.advance(to: work.instant("2026-11-30 14:00"))
        let number = try #require(report.number)
        let letters = try await work.call(UndoImport(number: Int(number), by: "K")).letters
        let letter = try #require(letters.first)
        if hasLeft {
            let shown = try #require(try await work.call(ShowNotice(id: letter)).letter)
            _ = try await work.call(
                ApproveNotices(approvals: [Approval(id: letter, hash: shown.hash)], by: "K"))
        }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        try await give(work, to: "C1")
        try await work.settle()
        #expect(try await back(work).map(\.client) == (hasLeft ? ["C1"] : []))
        // What had not left says what is not so any more.
        let notice = try #require(
            try await work.notices().first { $0.id == Int64(letter) })
        #expect(notice.state == (hasLeft ? .sent : .withdrawn))
    }

    @Test func twoPairsThatAreSpelledAlikeAreTwoQuestions() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C;PT C;Ani;c@uji.test;id;WIB;automatic", "B-C;PT BC;Budi;bc@uji.test;id;WIB;automatic")
        for (order, client) in [("A-B", "C"), ("A", "B-C")] {
            try await work.take(
                "orders.csv", Self.header, "\(order);1;\(client);2026-12-10;;;Meja;5;unit")
            try await work.take("orders.csv", Self.header, "\(order);1;\(client);\(Self.late)")
            try await work.settle()
        }
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        for order in ["A-B", "A"] {
            try await work.take("orders.csv", "order;line;client", "\(order);1;C2")
        }
        let asked = try await work.deadlines().filter { $0.code.hasPrefix("FORMER-A-B-C") }
        #expect(asked.map(\.client) == ["C", "B-C"] && Set(asked.map(\.code)).count == 2)
        // What comes back ends its own alone.
        try await give(work, "A", to: "B-C")
        let left = try await work.deadlines().filter {
            $0.code.hasPrefix("FORMER-A-B-C") && $0.state == .open
        }
        #expect(left.map(\.client) == ["C"])
        for (order, client) in [("A-B", "C"), ("A", "B-C")] {
            let why = try await work.call(Why(subject: order)).lines
            #expect(why.count { $0.rules.contains("former-client") } == 1, "\(order) \(client)")
        }
    }

    @Test func theDayOnWhichTheyWereToldIsKeptAndShown() async throws {
        let (work, _) = try await office()
        try await work.advance(to: work.instant("2026-12-03 10:00"))
        let report = try await decide(work, "FORMER-O1-C1;klien tahu;2026-12-02;;K")
        let answer = try #require(report.difference.answers.first)
        #expect(answer.isDone && answer.text.english.contains("2 December 2026"), "\(answer.text)")
        let question = try #require(try await asked(work).first)
        let zone = work.stages.store.office.profile.zone
        #expect(question.finishedAt.map { "\(zone.civil($0).date)" } == "2026-12-02")
        for (language, words) in [("en", "on 2 December 2026"), ("id", "pada 2 Desember 2026")] {
            let why = try await work.call(Why(subject: "FORMER-O1-C1", language: language)).lines
            #expect(why.contains { $0.text.contains(words) }, "\(why.map(\.text))")
            let order = try await work.call(Why(subject: "O1", language: language)).lines
            #expect(
                order.contains {
                    $0.rules.contains("former-client-ended") && $0.text.contains(words)
                        && $0.text.contains("FORMER-O1-C1")
                }, "\(order.map(\.text))")
        }
    }
}
