import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// Which one of what comes back is meant by a code and a date, in a sheet and by command.
@Suite struct NamedOccurrenceTests {
    @Test("A deadline without a code has the number after the last, whatever else there is")
    func numbers() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;x;S;2026-12-04", "d-7;x;S;2026-12-04",
            "D-x;x;S;2026-12-04")
        for number in [8, 9] {
            let added = try await work.call(
                AddDeadline(title: "Tender", owner: "S", due: "2026-12-30"))
            #expect(added.deadline.code == "D-\(number)")
        }
    }

    private static let header = "code;title;owner;due_date;repeat"

    private func office(_ row: String = "A;Lapor;S;2026-12-02;weekly") async throws -> TestOffice {
        let work = try await TestOffice()
        let report = try await work.take("deadlines.csv", Self.header, row)
        #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        return work
    }

    private func states(_ work: TestOffice) async throws -> [String] {
        try await work.deadlines().filter { $0.code == "A" }
            .map { "\($0.identifier) \($0.due.date) \($0.state.rawValue)" }
    }

    /// Refused with these words.
    private func refusal<Call: ControlCall>(
        of call: Call, by work: TestOffice
    ) async throws -> String {
        do {
            _ = try await work.call(call)
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func oneThatWasMovedGoesByItsCodeAndByItsDate() async throws {
        for name in ["2026-12-02", "2026-12-02 17:00", "2026-12-04"] {
            let work = try await office()
            _ = try await work.take("deadlines.csv", Self.header, "A;Lapor;S;2026-12-04;weekly")
            #expect(try await states(work) == ["A 2026-12-02 17:00 2026-12-04 open"])
            _ = try await work.call(FinishDeadline(code: "A", occurrence: name, by: "K"))
            #expect(
                try await states(work).first == "A 2026-12-02 17:00 2026-12-04 done", "\(name)")
        }
        for name in ["A 2026-12-02", "A 2026-12-02 17:00", "A 2026-12-04"] {
            let work = try await office()
            _ = try await work.take("deadlines.csv", Self.header, "A;Lapor;S;2026-12-04;weekly")
            let report = try await work.take(
                "selesai.csv", "code;status;done_on", "\(name);done;2026-11-23")
            #expect(!report.reading.isBlocked, "\(report.reading.findings)")
            #expect(
                try await states(work).first == "A 2026-12-02 17:00 2026-12-04 done", "\(name)")
            let why = try await work.call(Why(subject: name))
            #expect(why.title.contains("A 2026-12-02 17:00"))
        }
    }

    /// One that was moved to the day of another: the date alone tells neither from the other.
    @Test func aDateThatMeansTwoIsAskedAbout() async throws {
        let work = try await office("A;Lapor;S;2026-12-02;weekly")
        _ = try await work.call(
            MoveDeadline(
                code: "A", occurrence: "2026-12-02", due: "2026-12-09 17:00", scope: "this",
                by: "K"))
        try await work.advance(to: work.instant("2026-12-08 10:00"))
        let before = try await states(work)
        #expect(
            before == [
                "A 2026-12-02 17:00 2026-12-09 open", "A 2026-12-09 17:00 2026-12-09 open",
            ])
        let named = "A 2026-12-02 17:00 (due 9 December 2026), A 2026-12-09 17:00"
        let refused = try await refusal(
            of: FinishDeadline(code: "A", occurrence: "2026-12-09", by: "K"), by: work)
        #expect(refused.contains("which one is meant: \(named)"), "\(refused)")
        let why = try await refusal(of: Why(subject: "A 2026-12-09"), by: work)
        #expect(why.contains(named), "\(why)")
        for (header, row, cell) in [
            ("code;status", "A 2026-12-09;done", "A2"),
            ("code;due_date;status", "A;2026-12-09;done", "B2"),
        ] {
            let report = try await work.take("selesai.csv", header, row)
            let finding = try #require(report.reading.findings.first { $0.severity == .blocker })
            #expect(finding.cell == cell && finding.code == .unknownCode)
            #expect(finding.expected.english.contains(named), "\(finding.expected.english)")
        }
        let decided = try await work.take(
            "keputusan.csv", "kode;keputusan;oleh", "A 2026-12-09;selesai;K")
        #expect(
            decided.reading.findings.first?.expected.indonesian.contains("mana yang dimaksud")
                == true)
        #expect(try await states(work) == before)
        // What lists print means that one.
        _ = try await work.call(
            FinishDeadline(code: "A", occurrence: "2026-12-09 17:00", by: "K"))
        #expect(try await states(work)[1].hasSuffix("done"))
        #expect(try await states(work)[0].hasSuffix("open"))
        // The other of that day is over.
        _ = try await work.call(FinishDeadline(code: "A", occurrence: "2026-12-09", by: "K"))
        #expect(try await states(work)[0].hasSuffix("done"))
    }

    @Test(
        "One that is to come is said to be that, by whichever way",
        arguments: ["2026-12-16", "2026-12-16 17:00"])
    func whatIsToComeIsSaidToBe(_ occurrence: String) async throws {
        let work = try await office()
        let words = "A 2026-12-16 17:00 is not there yet: it comes on 9 December 2026"
        let refused = try await refusal(
            of: FinishDeadline(code: "A", occurrence: occurrence, by: "K"), by: work)
        #expect(refused.contains(words), "\(refused)")
        let why = try await refusal(of: Why(subject: "A \(occurrence)"), by: work)
        #expect(why.contains(words), "\(why)")
        for (name, header, row) in [
            ("selesai.csv", "code;status", "A \(occurrence);done"),
            ("selesai.csv", "code;due_date;status", "A;2026-12-16;done"),
            ("keputusan.csv", "kode;keputusan;oleh", "A \(occurrence);selesai;K"),
        ] {
            let report = try await work.take(name, header, row)
            let expected = report.reading.findings.first?.expected
            #expect(expected?.english.contains(words) == true, "\(report.reading.findings)")
            #expect(expected?.indonesian.contains("belum ada") == true)
        }
        #expect(try await states(work) == ["A 2026-12-02 17:00 2026-12-02 open"])
        let none = try await refusal(
            of: FinishDeadline(code: "A", occurrence: "2026-12-17", by: "K"), by: work)
        #expect(none.contains("one that is open: A 2026-12-02 17:00"), "\(none)")
        #expect(!none.contains("not there yet"))
    }

    /// A short sheet does not speak of all of a series by its rule.
    @Test(
        "A short sheet ends one by its date, today where it says no day",
        arguments: ["2026-12-02", "2026-12-09"])
    func aShortSheetEndsOneByItsDate(_ date: String) async throws {
        let work = try await office()
        if date == "2026-12-09" {
            _ = try await work.take("keputusan.csv", "kode;keputusan;oleh", "A;selesai;K")
        }
        let report = try await work.take(
            "selesai.csv", "code;due_date;status", "A;\(date);done")
        #expect(report.reading.findings.map(\.severity) == [.warning])
        let expected = try #require(report.reading.findings.first?.expected)
        #expect(
            expected.english.contains("A \(date) 17:00 is taken as done today"),
            "\(expected.english)")
        let done = try #require(
            try await work.deadlines().first { $0.occurrence == "\(date) 17:00" })
        #expect(done.state == .done && done.finishedAt == work.clock.now)
        // The same sheet once more ends nothing else.
        _ = try await work.take("selesai.csv", "code;due_date;status", "A;\(date);done")
        #expect(try await states(work).count { $0.hasSuffix("open") } == 1)
    }

    @Test(
        "A short sheet that comes again, completed, ends no other one",
        arguments: [
            ["code;due_date;status;reason", "cancelled;batal", "cancelled;batal"],
            ["code;due_date;status;done_on", "done;", "done;2026-12-01"],
        ])
    func aShortSheetThatComesAgainEndsNoOther(_ lines: [String]) async throws {
        let work = try await office()
        for row in lines.dropFirst() {
            _ = try await work.take("selesai.csv", lines[0], "A;2026-12-02;\(row)")
        }
        // The one after it is still owed.
        #expect(try await states(work).count { $0.hasSuffix("open") } == 1)
        let ended = try await work.deadlines().filter { $0.state != .open }
        #expect(ended.map(\.occurrence) == ["2026-12-02 17:00"])
    }

    @Test func ofARowThatIsRefusedNothingIsSaidToBeTaken() async throws {
        let work = try await TestOffice()
        let odd = "B;Lapor;S;2026-12-03;*-*-20"
        let report = try await work.take(
            "deadlines.csv", Self.header, odd, "C;Cek;NIEMAND;2026-12-03;")
        #expect(report.reading.isBlocked)
        let refused = try #require(
            report.reading.findings.first { $0.code == .invalidRecurrence }?.expected)
        #expect(!refused.english.contains("taken") && !refused.indonesian.contains("dicatat"))
        let taken = try await work.take("deadlines.csv", Self.header, odd)
        let expected = try #require(taken.reading.findings.first?.expected)
        #expect(expected.english.hasSuffix("; taken as due then"), "\(expected.english)")
    }

    @Test("A first date that is past is watched, whoever says it", arguments: [true, false])
    func aFirstDateThatIsPastIsWatched(bySheet: Bool) async throws {
        let work = try await TestOffice()
        if bySheet {
            _ = try await work.take("deadlines.csv", Self.header, "A;Lapor;S;2026-11-01;monthly")
        } else {
            _ = try await work.call(
                AddDeadline(
                    title: "Lapor", owner: "S", due: "2026-11-01", code: "A", repeat: "monthly",
                    by: "K"))
        }
        #expect(
            try await states(work) == [
                "A 2026-11-01 17:00 2026-11-01 open", "A 2026-12-01 17:00 2026-12-01 open",
            ])
    }
}
