import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// Digests as they are mailed, from an office's sheets to the letter.
@Suite struct DigestLetterTests {
    private static let settings = [
        #"digest: {at: "08:00"}"#, "ladders: {quiet: [{when: D+300, tell: director}]}",
    ]

    private func office(at moment: String) async throws -> TestOffice {
        let work = try await TestOffice(at: moment, settings: Self.settings)
        // That day's morning was silent.
        try await work.settle()
        return work
    }

    /// Takes deadlines that no ladder speaks of: code, title, owner, date, time, zone.
    private func take(_ deadlines: [String], into work: TestOffice) async throws {
        let header = "code;title;owner;due_date;due_time;time_zone;ladder"
        let text = ([header] + deadlines.map { $0 + ";quiet" }).joined(separator: "\r\n")
        let report = try await work.take([
            Intake.File(name: "deadlines.csv", content: Array(text.utf8))
        ])[0]
        #expect(!report.reading.isBlocked, "\(report.reading.findings)")
    }

    private func digests(of work: TestOffice) async throws -> [NoticeRecord] {
        try await work.notices().filter { notice in
            notice.liveItems.contains { $0.item.kind == "digest" }
        }
    }

    /// Whom a digest was mailed to, and when.
    private func mailed(by work: TestOffice) async throws -> [String] {
        let zone = work.stages.store.office.profile.zone
        return try await digests(of: work).filter { $0.state == .sent }
            .map { "\($0.recipient) \(zone.civil($0.finishedAt ?? .distantPast))" }.sorted()
    }

    private func letter(to reader: String, from work: TestOffice) async throws -> LetterRecord {
        let notice = try #require(
            try await digests(of: work).last { $0.recipient == reader })
        return try #require(try await work.stages.ledger.read { try $0.letter(of: notice.id) })
    }

    private func job(of work: TestOffice) throws -> any Job {
        try #require(work.stages.jobs.first { $0.name == "digest" })
    }

    // MARK: What it says

    @Test(
        "A morning with something of everything reads well",
        arguments: [
            (
                "en", "1 letter awaits your decision; 1 overdue; 1 due",
                [
                    "This covers everything up to Tuesday, 22 December 2026, 08:00 WIB.",
                    "1 client letter awaits your decision: the mail about them has each",
                    "Overdue: 1\n- Penawaran tender RSUD (TND-1, Sari Wulandari): was due Monday, "
                        + "14 December 2026, 15:00 WIB.",
                    "Due: 1\n- Laporan stok (LAP-2, Makassar): due Monday, 21 December 2026, "
                        + "15:00 WITA (14:00 WIB).",
                    "Orders at risk: 1\n- Order SO-2 of PT Sinar Baru: to be delivered by Monday, "
                        + "21 December 2026, still outstanding.",
                    "Laporan akhir tahun (LAP-7, Sari Wulandari) is due on Friday, 25 December "
                        + "2026, a day off (Hari Raya Natal).",
                ]
            ),
            (
                "id",
                "1 surat menunggu keputusan Anda; 1 terlambat; 1 jatuh tempo",
                [
                    "Mencakup semua hal sampai dengan Selasa, 22 Desember 2026 pukul 08.00 WIB.",
                    "1 surat kepada klien menunggu keputusan Anda: isi setiap surat",
                    "Terlambat: 1\n- Penawaran tender RSUD (TND-1, Sari Wulandari): seharusnya "
                        + "selesai pada Senin, 14 Desember 2026 pukul 15.00 WIB.",
                    "Pesanan berisiko: 1\n- Pesanan SO-2 dari PT Sinar Baru: harus dikirim paling "
                        + "lambat Senin, 21 Desember 2026, belum terkirim seluruhnya.",
                    "jatuh tempo pada Jumat, 25 Desember 2026, hari libur (Hari Raya Natal).",
                ]
            ),
        ])
    func everything(_ language: String, _ subject: String, _ lines: [String]) async throws {
        let work = try await office(at: "2026-12-17 12:00")
        try await work.take(
            "people.csv", "code;name;email;role;reports_to;language",
            "K;Citra Halim;k@garis.test;coordinator;D;\(language)")
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity",
            "SO-1;1;C2;2027-01-10;2027-01-18;KAPAL;Meja;5", "SO-2;1;C1;2026-12-21;;;Kursi;9")
        try await take(
            [
                "TND-1;Penawaran tender RSUD;S;2026-12-14;15:00;WIB",
                "LAP-2;Laporan stok;MKS;2026-12-21;15:00;WITA",
                "LAP-7;Laporan akhir tahun;S;2026-12-25;;WIB",
            ], into: work)
        try await work.advance(to: work.instant("2026-12-21 09:00"))
        let letter = try await letter(to: "K", from: work)
        #expect(letter.subject == subject)
        // What is told elsewhere in the mail, or in the one about letters, is not told here.
        #expect(!letter.text.contains("SO-1") && !letter.text.contains(" 0 "))
        for line in lines {
            #expect(letter.text.contains(line), "“\(line)” in \(letter.text)")
        }
    }

    @Test func longListsAreCutAndCounted() async throws {
        let work = try await office(at: "2026-11-23 12:00")
        try await take(
            (10...49).map { "A\($0);Tugas \($0);S;2026-11-23;15:\($0);WIB" }
                + ["B;Tugas;S;2026-11-24;15:00;WIB"], into: work)
        try await work.advance(to: work.instant("2026-11-24 08:00"))
        let letter = try await letter(to: "M", from: work)
        #expect(letter.subject == "40 overdue; 1 due")
        let numbers = (10...49).filter { letter.text.contains("\n- Tugas \($0) (A") }
        #expect(numbers == [10, 11, 12])
        #expect(letter.text.contains("\n- and 37 more."))
        // The bars are as wide as there is much: forty to one, and none for none.
        #expect(letter.html.contains("width:200px;height:14px;background-color:#b91c1c"))
        #expect(letter.html.contains("width:5px;height:14px;background-color:#d97706"))
        #expect(letter.html.contains(#"title="Overdue: 40""#) && letter.html.contains("<b>40</b>"))
        #expect(letter.html.components(separatedBy: "px;height:14px").count == 3)
        #expect(!letter.html.contains("<svg") && !letter.html.contains("<img"))
    }

    @Test func onlyAHolidayAheadIsSaidInItsOwnWords() async throws {
        let work = try await office(at: "2027-02-26 12:00")
        try await take(["A;Laporan;S;2027-03-10;12:00;WIB"], into: work)
        try await work.advance(to: work.instant("2027-03-01 08:00"))
        let letter = try await letter(to: "M", from: work)
        #expect(letter.subject == "1 note on coming holidays")
        #expect(letter.text.contains("Nothing is due, overdue or waiting up to Tuesday, 2 March"))
        #expect(letter.text.contains("(Hari Raya Idul Fitri) whose date is still an estimate."))
        #expect(!letter.text.contains("0 due") && !letter.html.contains("px;height:14px"))
    }

    @Test func aStandInReadsForWhom() async throws {
        let work = try await office(at: "2026-11-23 12:00")
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "M;2026-11-24;2026-11-24;MM")
        try await take(
            ["A;Satu;S;2026-11-24;15:00;WIB", "B;Dua;SM;2026-11-24;15:00;WIB"], into: work)
        try await work.advance(to: work.instant("2026-11-24 12:00"))
        #expect(try await mailed(by: work) == ["K 2026-11-24 08:00", "MM 2026-11-24 07:00"])
        let letter = try await letter(to: "MM", from: work)
        #expect(letter.text.contains("This also covers the work of Rizky Santoso."))
        #expect(letter.text.contains("Satu (A, ") && letter.text.contains("Dua (B, "))
    }

    // MARK: What the reader is to do

    @Test func remindersOfItsMinuteStandInItOnceWithTheSheetsThatAnswerThem() async throws {
        let work = try await office(at: "2026-11-26 12:00")
        let header = "order;line;client;promised;item;quantity;unit"
        let late = (1...9).map { "SO-\($0);1;C2;2026-11-25;Meja;5;unit" }
        try await work.take("orders.csv", [header] + late)
        try await work.advance(to: work.instant("2026-11-27 09:00"))
        // As they are asked: one table, and the sheet to answer all of them.
        let asked = try #require(
            try await work.notices().first { notice in
                notice.recipient == "K" && notice.state == .sent
                    && notice.liveItems.count { $0.item.subject.id.hasPrefix("DATE-") } == 9
            })
        let first = try #require(try await work.stages.ledger.read { try $0.letter(of: asked.id) })
        #expect(first.subject == "9 orders need a date")
        #expect(first.text.components(separatedBy: "New date for order SO-").count == 10)
        #expect(!first.text.contains("tenggatctl"))
        // The morning's names each once.
        try await work.advance(to: work.instant("2026-11-30 08:30"))
        let letter = try await letter(to: "K", from: work)
        #expect(letter.subject == "9 orders need a date")
        #expect(letter.text.contains("Orders that need a date: 9\n- SO-1, PT Cahaya: 25 Nov 2026"))
        #expect(letter.text.contains("- and 4 more."))
        #expect(!letter.text.contains("DATE-") && !letter.text.contains("Overdue"))
        let order = try #require(try sheets(of: letter).first { $0.name.hasPrefix("orders") })
        // As it is it says nothing; a date in it is the answer.
        let blank = try await work.take([
            Intake.File(name: order.name, content: order.content)
        ])[0]
        #expect(blank.reading.kind == .orders && blank.reading.findings.isEmpty)
        #expect(blank.reading.rows.isEmpty && blank.difference.isEmpty)
        let reading = blank.reading.remarks.map(\.english)
        #expect(reading == ["rows that nobody has filled in wait on: 2, 3, 4, 5, 6, 7, 8, 9, 10"])
    }

    /// The workbooks that a letter carries.
    private func sheets(of letter: LetterRecord) throws -> [(name: String, content: [UInt8])] {
        let text = String(decoding: letter.bytes, as: UTF8.self)
        return text.components(separatedBy: "\r\n--").compactMap { part in
            guard let name = part.firstMatch(of: /filename="?([^"\r\n;]+\.xlsx)/),
                let body = part.components(separatedBy: "\r\n\r\n").dropFirst().first,
                let content = Data(
                    base64Encoded: body.filter { !$0.isWhitespace && !$0.isNewline })
            else { return nil }
            return (String(name.1), [UInt8](content))
        }
    }

    @Test func aCoordinatorsMorningGoesThoughThereIsNothingToSay() async throws {
        let work = try await TestOffice(
            at: "2026-11-23 12:00",
            settings: [#"digest: {at: "08:00", reassure: true}"#, Self.settings[1]])
        try await work.advance(to: work.instant("2026-11-24 12:00"))
        #expect(try await mailed(by: work) == ["K 2026-11-23 12:00", "K 2026-11-24 08:00"])
        let letter = try await letter(to: "K", from: work)
        #expect(letter.subject == "Nothing is urgent; mail is well")
        #expect(!letter.text.contains("backup"))
    }

    // MARK: When it goes, and how often

    @Test func eachZoneHasItsOwnMorning() async throws {
        let work = try await office(at: "2026-11-23 12:00")
        try await work.take(
            "people.csv", "code;name;email;team;role;reports_to;language;time_zone",
            "MJ;Wayan Utami;mj@garis.test;JPR;manager;D;id;WIT")
        try await work.take("teams.csv", "team_code;name;manager;time_zone", "JPR;Jayapura;MJ;WIT")
        try await work.settle()
        try await take(
            ["M", "MM", "MJ"].map { "\($0);Tugas;\($0);2026-11-23;16:00;WIB" }, into: work)
        try await work.advance(to: work.instant("2026-11-24 12:00"))
        #expect(
            try await mailed(by: work) == [
                "K 2026-11-24 08:00", "M 2026-11-24 08:00", "MJ 2026-11-24 06:00",
                "MM 2026-11-24 07:00",
            ])
    }

    @Test func aRestartOnTheSameMorningSendsNothingTwice() async throws {
        let work = try await office(at: "2026-11-23 12:00")
        try await take(["A;Tugas;S;2026-11-23;16:00;WIB"], into: work)
        try await work.advance(to: work.instant("2026-11-24 08:00"))
        #expect(try await mailed(by: work) == ["K 2026-11-24 08:00", "M 2026-11-24 08:00"])
        try work.stages.ledger.close()
        let folder = FileManager.default.temporaryDirectory.appending(path: "tenggat-\(UUID())")
        try FileManager.default.copyItem(at: work.folder, to: folder)
        defer {
            // What is left behind lies in the system's temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let again = try await TestOffice(resuming: folder, at: work.instant("2026-11-24 08:05"))
        try await again.advance(to: work.instant("2026-11-24 20:00"))
        #expect(try await mailed(by: again) == ["K 2026-11-24 08:00", "M 2026-11-24 08:00"])
        #expect(again.courier.parcels.isEmpty)
    }

    @Test func whoeverHeardTodayIsNotReadForAgainToday() async throws {
        let work = try await office(at: "2026-11-23 12:00")
        try await take(["A;Tugas;S;2026-11-23;16:00;WIB"], into: work)
        try await work.advance(to: work.instant("2026-11-24 10:00"))
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "M;2026-11-24;2026-11-25;S")
        try await work.advance(to: work.instant("2026-11-25 12:00"))
        #expect(
            try await mailed(by: work) == [
                "K 2026-11-24 08:00", "K 2026-11-25 08:00", "M 2026-11-24 08:00",
                "S 2026-11-25 08:00",
            ])
        // Each morning is a thread of its own.
        let bytes = try await letter(to: "K", from: work).bytes
        #expect(!String(decoding: bytes, as: UTF8.self).contains("In-Reply-To"))
    }

    @Test func whoeverReadTodayIsNotGivenAnotherPostsDigestToday() async throws {
        let work = try await TestOffice(
            at: "2026-11-23 12:00",
            settings: ["digest: {at: 08:00, to: [director, manager]}", Self.settings[1]])
        try await work.settle()
        try await take(["A;Tugas;S;2026-11-23;16:00;WIB"], into: work)
        try await work.advance(to: work.instant("2026-11-24 10:00"))
        // Jakarta's manager's post is vacant from now on: it falls to the director.
        try await work.take("teams.csv", "team_code;name;manager;time_zone", "JKT;Jakarta;;WIB")
        try await work.advance(to: work.instant("2026-11-24 20:00"))
        #expect(try await mailed(by: work) == ["D 2026-11-24 08:00", "M 2026-11-24 08:00"])
        let posts = work.stages.store.office.digestReaders(at: work.clock.now)
            .first { $0.recipient.key == "D" }?.posts.map(\.key)
        #expect(posts == ["JKT", "JPR", "D"])
    }

    @Test func aSilentMorningIsMarkedAndCountedOnce() async throws {
        let work = try await TestOffice(at: "2026-11-24 08:00", settings: Self.settings)
        let job = try job(of: work)
        let now = try work.instant("2026-11-24 08:00")
        #expect(try await job.runOnce(at: now) == ["silent": 4])
        #expect(try await job.runOnce(at: now) == [:])
        #expect(try await job.nextInstant() == work.instant("2026-11-25 07:00"))
        try await take(["A;Tugas;K;2026-11-24;07:00;WIB"], into: work)
        #expect(try await job.runOnce(at: work.instant("2026-11-24 12:00")) == [:])
        #expect(try await digests(of: work).isEmpty)
    }

    @Test func whatCannotLeaveBeforeTheNextMorningExpires() async throws {
        let work = try await office(at: "2026-11-23 12:00")
        try await take(["A;Tugas;K;2026-11-23;16:00;WIB"], into: work)
        #expect(
            try await job(of: work).runOnce(at: work.instant("2026-11-24 08:00"))
                == ["digests": 1, "silent": 3])
        work.clock.set(try work.instant("2026-11-25 08:00"))
        try await work.settle()
        #expect(try await mailed(by: work) == ["K 2026-11-25 08:00"])
        let items = try await work.notices().flatMap(\.items)
        #expect(items.map { $0.withdrawnBecause == nil } == [false, true])
    }

    @Test func withoutTheSettingThereIsNone() async throws {
        let work = try await TestOffice(at: "2026-11-23 12:00", settings: [Self.settings[1]])
        try await take(["A;Tugas;K;2026-11-23;16:00;WIB"], into: work)
        try await work.advance(to: work.instant("2026-11-25 12:00"))
        #expect(try await work.notices().isEmpty)
        #expect(try await job(of: work).nextInstant() == nil)
    }
}
