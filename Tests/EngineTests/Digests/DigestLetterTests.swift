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
                "en", "Today: 1 due, 1 overdue, 1 awaiting approval, 2 orders at risk",
                [
                    "Today: 1 due, 1 overdue, 1 awaiting approval, 2 orders at risk. This covers "
                        + "everything up to Tuesday, 22 December 2026, 08:00 WIB.",
                    "What matters most:\n1) Penawaran tender RSUD (TND-1, Sari Wulandari): was due "
                        + "Monday, 14 December 2026, 15:00 WIB.\n2) Letter to PT Cahaya, order SO-1",
                    "3) Laporan stok (LAP-2, Makassar): due Monday, 21 December 2026, 15:00 WITA "
                        + "(14:00 WIB).",
                    "PT Cahaya, order SO-1 (letter 1): waiting since 17 Dec 2026 12:00 WIB because "
                        + "an item was late already when it was first seen.",
                    "Order SO-1 of PT Cahaya: now expected Monday, 18 January 2027, while the "
                        + "client counts on Sunday, 10 January 2027.",
                    "Order SO-2 of PT Sinar Baru: to be delivered by Monday, 21 December 2026, "
                        + "still outstanding.",
                    "Laporan akhir tahun (LAP-7, Sari Wulandari) is due on Friday, 25 December "
                        + "2026, a day off (Hari Raya Natal).",
                ]
            ),
            (
                "id", "Hari ini: 1 jatuh tempo, 1 terlambat, 1 persetujuan, 2 pesanan",
                [
                    "Hari ini: 1 jatuh tempo, 1 terlambat, 1 menunggu persetujuan, 2 pesanan "
                        + "berisiko. Ringkasan ini mencakup semua hal sampai dengan Selasa, "
                        + "22 Desember 2026 pukul 08.00 WIB.",
                    "Yang terpenting:\n1) Penawaran tender RSUD (TND-1, Sari Wulandari): seharusnya "
                        + "selesai pada Senin, 14 Desember 2026 pukul 15.00 WIB.",
                    "Surat kepada PT Cahaya, pesanan SO-1 (surat 1): menunggu sejak 17 Des 2026 "
                        + "12.00 WIB karena ada barang yang sudah terlambat ketika pertama kali dicatat.",
                    "Pesanan SO-1 dari PT Cahaya: kini diperkirakan Senin, 18 Januari 2027, "
                        + "sedangkan tanggal yang diketahui klien adalah Minggu, 10 Januari 2027.",
                    "Pesanan SO-2 dari PT Sinar Baru: harus dikirim paling lambat Senin, "
                        + "21 Desember 2026, belum terkirim seluruhnya.",
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
        // The letter that waits comes with it, in full.
        let beginning = language == "id" ? "2 pemberitahuan: " : "2 notices: "
        #expect(letter.subject.hasPrefix(beginning + subject.prefix(45)))
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
        #expect(letter.subject == "Today: 1 due, 40 overdue, 0 awaiting approval, 0 orders at risk")
        let numbers = (10...49).filter { letter.text.contains("\n- Tugas \($0) (A") }
        #expect(numbers == Array(10...24))
        #expect(letter.text.contains("1) Tugas 10 (A10, "))
        #expect(letter.text.contains("\n- and 25 more."))
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
        // Two things are no choice of what matters most.
        #expect(!letter.text.contains("What matters most"))
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
