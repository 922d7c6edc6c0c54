import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A wrong file about what comes back is taken back, but for what people have worked on since.
@Suite struct SeriesUndoTests {
    private static let header = "code;title;owner;due_date;repeat"

    private func take(_ work: TestOffice, _ rows: String...) async throws -> Int {
        let report = try await work.take("deadlines.csv", [Self.header] + rows)
        return Int(try #require(report.number, "\(report.reading.findings)"))
    }

    private func series(_ work: TestOffice, _ code: String) async throws -> Coordination.Series? {
        try await work.stages.ledger.read { try $0.series(code: code) }
    }

    private func open(_ work: TestOffice, _ code: String) async throws -> [Coordination.Deadline] {
        try await work.deadlines().filter { $0.code == code && $0.state == .open }
    }

    @Test(
        "What people have worked on since stays, whichever of it",
        arguments: ["selesai", "diketahui"])
    func whatIsInUseStays(_ decision: String) async throws {
        let work = try await TestOffice()
        let number = try await take(
            work, "A;Lapor;S;2026-11-27;weekly", "B;Cek;S;2026-11-27;weekly")
        try await work.advance(to: work.instant("2026-12-02 10:00"))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;\(decision);K")
        let before = try await work.deadlines().filter { $0.code == "A" }
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored == ["B"] && reply.kept == ["A"])
        #expect(
            reply.keptBecause
                == [decision == "selesai" ? "done since, by Citra Halim" : "changed since"])
        #expect(try await work.deadlines().filter { $0.code == "A" } == before)
        #expect(try await series(work, "A")?.endedAt == nil)
        #expect(try await open(work, "B").isEmpty)
    }

    @Test func whatAFileChangedOfASeriesComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let known = try await series(work, "A")
        let due = try await open(work, "A").map(\.due)
        let wrong = try await take(work, "A;Laporan Z;S;2026-12-08;monthly")
        #expect(try await series(work, "A")?.recurrence == "monthly")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-08"])
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.kept.isEmpty, "\(reply.keptBecause)")
        var restored = try #require(try await series(work, "A"))
        restored.createdAt = try #require(known).createdAt
        #expect(restored == known)
        #expect(try await open(work, "A").map(\.due) == due)
        #expect(try await open(work, "A").map(\.title) == ["Lapor"])
        // What the file said was never said: once more it is news.
        _ = try await take(work, "A;Laporan Z;S;2026-12-08;monthly")
        #expect(try await series(work, "A")?.title == "Laporan Z")
    }

    @Test func whatSomebodyChangedOfItSinceStaysAndTheRestComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let wrong = try await take(work, "A;Laporan Z;S;2026-12-08;weekly")
        _ = try await work.take("deadlines.csv", "code;title", "A;Laporan Y")
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.keptBecause == ["changed since: title"])
        #expect(try await series(work, "A")?.title == "Laporan Y")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-04"])
    }

    @Test func whatAFileSaidOfOneOfThemComesBack() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let one = try #require(try await open(work, "A").first)
        let wrong = try await work.take(
            "deadlines.csv", "code;status;done_on;by", "\(one.identifier);done;2026-11-23;K")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-11"])
        let number = Int(try #require(wrong.number))
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored == [one.identifier] && reply.kept.isEmpty, "\(reply.keptBecause)")
        #expect(
            try await open(work, "A").map(\.due.date.description) == ["2026-12-04", "2026-12-11"])
    }

    /// The next of another rhythm may be weeks after the next of the one that comes back.
    @Test(
        "A rhythm that comes back goes on from what was ended last", arguments: [true, false])
    func aRhythmGoesOnFromWhatWasEndedLast(isUndone: Bool) async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-02;weekly")
        let wrong = try await take(work, "A;Lapor;S;2026-12-02;monthly")
        try await work.advance(to: work.instant("2026-11-23 12:00"))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;selesai;K")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2027-01-02"])
        if isUndone {
            let reply = try await work.call(UndoImport(number: wrong, by: "K"))
            #expect(reply.restored == ["A"] && reply.kept.isEmpty, "\(reply.keptBecause)")
        } else {
            _ = try await take(work, "A;Lapor;S;2026-12-02;daily")
        }
        let next = try await open(work, "A").map(\.due.date.description).min()
        #expect(next == (isUndone ? "2026-12-09" : "2026-12-03"))
        _ = try await work.stages.store.change(at: work.clock.now) { unit in
            try DeadlineChanges(office: unit.office, by: "K").finish(
                DeadlineChanges.Name(code: "A"), as: .done, reason: nil, proof: nil, scope: nil,
                in: unit.transaction)
        }
        let after = try await open(work, "A").map(\.due.date.description).min()
        #expect(after == (isUndone ? "2026-12-16" : "2026-12-04"))
    }

    @Test func datesByWhichSomethingWasDoneStayAndAreNamed() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-02;weekly")
        let wrong = try await take(work, "A;Laporan Z;S;2026-12-03;weekly")
        try await work.advance(to: work.instant("2026-11-23 12:00"))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;selesai;K")
        let due = try await open(work, "A").map(\.due)
        #expect(due.map(\.date.description) == ["2026-12-10"])
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.kept == ["A"])
        let why = try #require(reply.keptBecause.first)
        #expect(
            why.contains("A 2026-12-02") && why.contains("done since, by Citra Halim"), "\(why)")
        #expect(try await open(work, "A").map(\.due) == due)
        #expect(try await open(work, "A").map(\.title) == ["Lapor"])
        #expect(try await series(work, "A")?.start.date.description == "2026-12-03")
    }

    @Test func whatWasDoneBeforeTheFileIsNotAskedForAgain() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-02;weekly")
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;selesai;K")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-09"])
        try await work.advance(to: work.instant("2026-11-23 12:00"))
        let wrong = try await take(work, "A;Lapor;S;2026-12-11;weekly")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-11"])
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.kept.isEmpty, "\(reply.keptBecause)")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-09"])
    }

    @Test(
        "What a file had wait waits no more, and nobody is said to have changed it",
        arguments: ["", "weekly"], ["snooze_until", "status"])
    func whatAFileHadWaitWaitsNoMore(repeated: String, column: String) async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;\(repeated)")
        let report = try await work.take(
            "deadlines.csv", "code;\(column);by",
            "A;\(column == "status" ? "acknowledged" : "2026-12-01");K")
        let one = try #require(try await open(work, "A").first)
        #expect(one.snoozedUntil != nil || one.acknowledgedUntil != nil)
        try await work.advance(to: work.instant("2026-11-24 10:00"))
        let number = Int(try #require(report.number, "\(report.reading.findings)"))
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored == ["A"] && reply.kept.isEmpty, "\(reply.keptBecause)")
        let now = try #require(try await open(work, "A").first)
        #expect(now.snoozedUntil == nil && now.acknowledgedUntil == nil)
        #expect(now.acknowledgedBy == nil && now.due == one.due)
    }

    @Test func aSnoozeThatSomebodyChangedSinceStays() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-04;", "B;Cek;S;2026-12-04;")
        let header = "code;snooze_until;by"
        let wrong = try await work.take(
            "deadlines.csv", header, "A;2026-12-01;K", "B;2026-12-01;K")
        _ = try await work.take("deadlines.csv", header, "A;2026-12-02;K")
        let reply = try await work.call(
            UndoImport(number: Int(try #require(wrong.number)), by: "K"))
        #expect(reply.restored == ["B"] && reply.kept == ["A"])
        #expect(reply.keptBecause == ["changed since: snooze_until"])
        #expect(try await open(work, "A").first?.snoozedUntil != nil)
    }

    @Test func aFileThatComesAgainAsItWasUndoneSaysSo() async throws {
        let work = try await TestOffice()
        let wrong = try await take(work, "A;Lapor;S;2026-12-04;")
        _ = try await work.call(UndoImport(number: wrong, by: "K"))
        let row = "A;Lapor;S;2026-12-04;"
        let same = try await work.take("salinan.csv", Self.header, row)
        #expect(same.difference.added == ["A"])
        let finding = try #require(same.reading.findings.first)
        #expect(same.reading.findings.count == 1 && finding.severity == .warning)
        #expect(finding.expected.english.contains("IMPORT-\(wrong)"))
        #expect(finding.expected.indonesian.contains("oleh Citra Halim"))
        // What it says is so now: once more it brings nothing.
        let third = try await work.take("salinan.csv", Self.header, row)
        #expect(third.reading.findings.isEmpty)
        _ = try await work.call(
            UndoImport(number: Int(try #require(same.number)), by: "K"))
        let other = try await work.take("deadlines.csv", Self.header, "A;Lapor;S;2026-12-05;")
        #expect(
            other.difference.added == ["A"]
                && !other.reading.findings.contains { $0.code == .stale })
    }

    @Test func onlyWhatCanBeUndoneIsSuggested() async throws {
        let work = try await TestOffice()
        let people = try await work.take("orang.csv", "code;name;role", "P9;Putri;sales")
        _ = try await work.take("deadlines.csv", Self.header, "A;Lapor;P9;2026-12-04;")
        let number = try #require(people.number)
        let refused = try await work.take(
            "keputusan.csv", "kode;keputusan;oleh", "IMPORT-\(number);urungkan;K")
        #expect(refused.difference.answers.allSatisfy { !$0.isDone })
        let imports = try await work.call(ListImports(limit: 20)).imports
        #expect(imports.first { $0.number == Int(number) }?.undoneAt == nil)
        let asked = try await work.take("a.csv", "kode;keputusan;oleh", "IMPORT-99;urungkan;K")
        let expected = try #require(asked.reading.findings.first?.expected.english)
        #expect(
            expected.contains("deadlines.csv") && !expected.contains("orang.csv"), "\(expected)")
    }

    @Test func anImportThatThereIsNotNamesThoseThatThereAre() async throws {
        let work = try await TestOffice()
        let header = "kode;keputusan;oleh"
        let before = try await work.take("keputusan.csv", header, "IMPORT-99;urungkan;K")
        let number = try await take(work, "A;Lapor;S;2026-12-04;")
        let after = try await work.take("keputusan.csv", header, "impor 99;urungkan;K")
        #expect(after.reading.findings.map(\.code) == [.unknownCode])
        let expected = try #require(after.reading.findings.first?.expected)
        #expect(
            expected.english.contains("IMPORT-\(number) (deadlines.csv, 23 November 2026)"),
            "\(expected.english)")
        #expect(expected.indonesian.contains("IMPORT-\(number)"))
        // What registers were made of can be undone, too.
        #expect(before.reading.findings.first?.expected.english.contains("people.csv") == true)
    }

    /// A day off in between has reminders planned anew: nobody has worked on anything.
    @Test func whatTheServicePlannedAnewIsNobodysWork() async throws {
        let work = try await TestOffice()
        let number = try await take(work, "A;Lapor;S;2026-12-04;weekly", "B;Cek;S;2026-12-04;")
        try await work.advance(to: work.instant("2026-11-24 10:00"))
        _ = try await work.take("libur.csv", "date;name;kind", "2026-12-03;Libur;office")
        let planned = try await work.stages.ledger.read { view in
            try view.events(of: Subject(.deadline, "B")).map(\.what)
        }
        #expect(planned.contains("planned anew"))
        let reply = try await work.call(UndoImport(number: number, by: "K"))
        #expect(reply.restored == ["A", "B"] && reply.kept.isEmpty, "\(reply.keptBecause)")
    }

    @Test func aFirstDateComesBackWithTheHourOfWhoseItWas() async throws {
        let work = try await TestOffice(
            settings: ["calendars: {pagi: {mon-fri: \"07:00-11:00\"}}"])
        _ = try await work.take(
            "teams.csv", "team_code;name;manager;calendar", "PG;Pagi;M;pagi")
        _ = try await work.take(
            "people.csv", "code;name;email;role;team", "P7;Pagi;p7@garis.test;sales;PG")
        _ = try await take(work, "A;Lapor;S;2026-12-04;weekly")
        let known = try await series(work, "A")
        let wrong = try await take(work, "A;Lapor;P7;2026-12-08;weekly")
        #expect(try await series(work, "A")?.start.time.description.prefix(5) == "11:00")
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"] && reply.kept.isEmpty, "\(reply.keptBecause)")
        #expect(try await series(work, "A")?.start == known?.start)
    }

    @Test(
        "A file that comes once more after it was undone asks for nothing that was done since",
        arguments: [("2026-12-03", "2026-12-10"), ("2026-12-01", "2026-12-08")])
    func whatWasDoneStaysDone(_ wrongDate: String, _ next: String) async throws {
        let work = try await TestOffice()
        _ = try await take(work, "A;Lapor;S;2026-12-02;weekly")
        let row = "A;Lapor;S;\(wrongDate);weekly"
        let wrong = try await take(work, row)
        let reply = try await work.call(UndoImport(number: wrong, by: "K"))
        #expect(reply.restored == ["A"])
        try await work.advance(to: work.instant("2026-11-23 12:00"))
        _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;selesai;K")
        #expect(try await open(work, "A").map(\.due.date.description) == ["2026-12-09"])
        _ = try await take(work, row)
        #expect(try await open(work, "A").map(\.due.date.description) == [next])
        #expect(try await work.deadlines().contains { $0.code == "A" && $0.state == .done })
    }

    @Test func whatWasOpenedAgainAndDoneStaysDone() async throws {
        let work = try await TestOffice()
        let row = "A;Lapor;S;2026-12-04;"
        let wrong = try await take(work, row)
        _ = try await work.call(UndoImport(number: wrong, by: "K"))
        for decision in ["buka lagi", "selesai"] {
            _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;\(decision);K")
        }
        #expect(try await work.deadlines().filter { $0.code == "A" }.map(\.state) == [.done])
        _ = try await work.take("deadlines.csv", Self.header, row)
        #expect(try await work.deadlines().filter { $0.code == "A" }.map(\.state) == [.done])
    }
}
