import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

@Suite struct CalendarFileTests {
    private func work() async throws -> TestOffice {
        try await TestOffice(settings: ["calendar_feed: true"])
    }

    private func feed(of work: TestOffice) throws -> String {
        String(
            decoding: try Data(
                contentsOf: work.folder.appending(path: "calendar/tenggat.ics")), as: UTF8.self
        ).replacingOccurrences(of: "\r\n ", with: "")
    }

    private func count(_ word: String, in text: String) -> Int {
        text.components(separatedBy: word).count - 1
    }

    @Test func theFileFollowsDeadlinesAndRestsWhenNothingChanged() async throws {
        let work = try await work()
        let job = try #require(work.stages.jobs.first { $0.name == JobName.calendarFeed })
        #expect(try await job.runOnce(at: work.clock.now) == ["written": 1])
        #expect(count("BEGIN:VEVENT", in: try feed(of: work)) == 0)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time",
            "T-1;Laporan;S;2026-12-04;15:00", "T-2;Rapat;S;2026-12-07;09:00")
        #expect(try await job.runOnce(at: work.clock.now) == ["written": 1])
        let first = try feed(of: work)
        #expect(count("BEGIN:VEVENT", in: first) == 2)
        #expect(first.contains("DTSTART:20261204T080000Z"))
        #expect(first.contains("SUMMARY:Laporan"))
        // Time alone changes nothing.
        work.clock.set(work.clock.now + .seconds(3_600))
        #expect(try await job.runOnce(at: work.clock.now) == [:])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "T-1;Laporan;S;2026-12-08;15:00")
        #expect(try await job.runOnce(at: work.clock.now) == ["written": 1])
        let moved = try feed(of: work)
        #expect(moved.contains("DTSTART:20261208T080000Z"))
        let sequence = { (text: String) in
            text.split(separator: "\r\n").compactMap { line in
                line.hasPrefix("SEQUENCE:") ? Int(line.dropFirst(9)) : nil
            }
        }
        #expect(try #require(sequence(moved).max()) > #require(sequence(first).max()))
        let identifiers = { (text: String) in
            Set(text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") })
        }
        #expect(identifiers(moved) == identifiers(first))
        #expect(
            try FileManager.default.contentsOfDirectory(
                atPath: work.folder.appending(path: "calendar").path) == ["tenggat.ics"])
    }

    @Test func eachPersonHasACalendarOfTheirOwnInTheirLanguage() async throws {
        let work = try await TestOffice(settings: ["calendar_feeds: true"])
        let job = try #require(work.stages.jobs.first { $0.name == JobName.calendarFeed })
        try await work.take(
            "people.csv", "code;name;role;team;reports_to;email;language",
            "S;Sari Wulandari;sales;JKT;M;s@garis.test;en")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Satu;S;2026-12-04",
            "T-2;Dua;JKT;2026-12-04", "T-3;Tiga;MM;2026-12-04")
        let written = try await job.runOnce(at: work.clock.now)
        let people = try await work.stages.ledger.read { try $0.directory().people.count }
        #expect(written == ["written": people])
        let folder = work.folder.appending(path: "calendar/people")
        let own = { (code: String) in
            String(
                decoding: try Data(contentsOf: folder.appending(path: "\(code).ics")), as: UTF8.self
            ).replacingOccurrences(of: "\r\n ", with: "")
        }
        let sales = try own("S")
        #expect(sales.contains("SUMMARY:Satu") && count("BEGIN:VEVENT", in: sales) == 1)
        #expect(sales.contains("Owner: Sari Wulandari"), "\(sales)")
        // What a team owes is its manager's.
        #expect(try own("M").contains("SUMMARY:Dua"))
        #expect(count("BEGIN:VEVENT", in: try own("D")) == 0)
        let rights =
            try FileManager.default.attributesOfItem(
                atPath: folder.appending(path: "S.ics").path)[.posixPermissions] as? Int
        #expect(rights == 0o640)
        #expect(try await job.runOnce(at: work.clock.now) == [:])
        // Whoever leaves has none any more; what is somebody else's stays.
        try Data("BEGIN:VCALENDAR".utf8).write(to: folder.appending(path: "libur.ics"))
        try await work.take(
            "people.csv", "code;name;role;status;successor", "S;Sari Wulandari;sales;left;M")
        _ = try await job.runOnce(at: work.clock.now)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(!files.contains("S.ics") && files.contains("libur.ics") && files.contains("M.ics"))
        #expect(try own("M").contains("SUMMARY:Satu"))
    }

    /// What the service asks is kept in the office's language, and read in the reader's.
    @Test func whatIsAskedOfSomebodyIsInTheirCalendarInTheirLanguage() async throws {
        let work = try await TestOffice(settings: ["calendar_feeds: true"])
        try await work.take(
            "people.csv", "code;name;role;email;language",
            "K;Citra Halim;coordinator;k@garis.test;id")
        try await work.slippedOrder()
        let job = try #require(work.stages.jobs.first { $0.name == JobName.calendarFeed })
        _ = try await job.runOnce(at: work.clock.now)
        let text = String(
            decoding: try Data(
                contentsOf: work.folder.appending(path: "calendar/people/K.ics")), as: UTF8.self
        ).replacingOccurrences(of: "\r\n ", with: "")
        #expect(text.contains("SUMMARY:Putuskan surat 1 kepada PT Cahaya"), "\(text)")
        #expect(text.contains("Jatuh tempo: 1 Desember 2026\\, 17.00 (Asia/Jakarta)"), "\(text)")
        #expect(!text.contains("Decide") && !text.contains("SUMMARY:Letter"), "\(text)")
    }

    @Test func theOfficesOwnMayLieBesideThoseOfPeople() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let work = try await TestOffice(settings: [
            "calendar_feed: \(folder)/kantor.ics", "calendar_feeds: \(folder)",
        ])
        try await work.take("people.csv", "code;name;role", "A/B;Ani;sales", "A_B;Budi;sales")
        let job = try #require(work.stages.jobs.first { $0.name == JobName.calendarFeed })
        for _ in 0..<2 { _ = try await job.runOnce(at: work.clock.now) }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(files.contains("kantor.ics"))
        // No two codes have one file.
        #expect(files.contains("A%2FB.ics") && files.contains("A_B.ics"))
    }

    @Test func withoutTheSettingThereIsNoFile() async throws {
        let work = try await TestOffice()
        #expect(!work.stages.jobs.contains { $0.name == JobName.calendarFeed })
    }

    @Test func anOwnersCalendarHoldsTheirsAlone() async throws {
        let work = try await work()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "T-1;Satu;S;2026-12-04",
            "T-2;Dua;M;2026-12-04")
        let office = work.stages.store.office
        let bytes = try await work.stages.ledger.read { view in
            try OfficeCalendar(office: office).bytes(from: view, owner: "s")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("SUMMARY:Satu") && !text.contains("SUMMARY:Dua"))
    }
}
