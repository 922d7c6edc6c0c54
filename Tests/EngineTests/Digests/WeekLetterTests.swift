import Almanac
import Coordination
import Ledger
import Testing

@testable import Engine

/// The mail that begins somebody's week, from an office's sheets to the letter.
@Suite struct WeekLetterTests {
    private static let quiet = "ladders: {quiet: [{when: D+300, tell: director}]}"

    /// An office on the Friday before the week of 30 November, with sheets of its own.
    private func office(
        _ settings: String..., reader language: String = "en", deadlines: [String],
        orders: [String] = []
    ) async throws -> TestOffice {
        let work = try await TestOffice(at: "2026-11-24 10:00", settings: settings)
        try await work.settle()
        try await work.take(
            "people.csv", "code;name;email;team;role;reports_to;language",
            "S;Sari Wulandari;s@garis.test;JKT;sales;M;\(language)")
        let report = try await work.take(
            "deadlines.csv", ["code;title;owner;client;due_date;due_time;ladder"] + deadlines)
        #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        if !orders.isEmpty {
            let report = try await work.take(
                "orders.csv",
                ["order;line;client;promised;expected;reason;item;quantity;salesperson"] + orders)
            #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        }
        return work
    }

    private func letters(to reader: String, from work: TestOffice) async throws -> [LetterRecord] {
        let notices = try await work.notices().filter {
            $0.recipient == reader && $0.state == .sent
        }
        return try await work.stages.ledger.read { view in
            try notices.compactMap { try view.letter(of: $0.id) }
        }
    }

    @Test(
        "A week with something of everything reads well",
        arguments: [
            (
                "en", "Your week: 3 deadlines; 2 deliveries promised; 1 still open",
                [
                    "This covers everything up to Monday, 7 December 2026, 08:00 WIB.",
                    "Today's reminders:\n- Tagihan (B, Sari Wulandari): due 1 Dec 2026 15:00 WIB.",
                    "Also due this week:\n\nWednesday, 2 December 2026\n- 11:00 WIB: Telepon (C, PT "
                        + "Sinar Baru).\n- 15:00 WIB: Laporan (D).",
                    "- Tuesday, 1 December 2026: order SO-2 of PT Cahaya; now expected Friday, 18 "
                        + "December 2026; the client still counts on Tuesday, 1 December 2026.",
                    "- Thursday, 3 December 2026: order SO-1 of PT Sinar Baru.",
                    "Still open from before:\n- Tender (A): was due 26 Nov 2026 15:00 WIB.",
                    "Please tell Citra Halim what is done, by replying to this message",
                ]
            ),
            (
                "id", "Minggu Anda: 3 tenggat; 2 pengiriman dijanjikan; 1 belum selesai",
                [
                    "Mencakup semua hal sampai dengan Senin, 7 Desember 2026 pukul 08.00 WIB.",
                    "Pengingat hari ini:\n- Tagihan (B, Sari Wulandari): jatuh tempo 1 Des 2026 15.00 WIB.",
                    "Tenggat lain minggu ini:\n\nRabu, 2 Desember 2026\n- 11.00 WIB: Telepon (C, PT "
                        + "Sinar Baru).\n- 15.00 WIB: Laporan (D).",
                    "- Selasa, 1 Desember 2026: pesanan SO-2 dari PT Cahaya; kini diperkirakan Jumat, "
                        + "18 Desember 2026; setahu klien masih Selasa, 1 Desember 2026.",
                    "Belum selesai dari sebelumnya:\n- Tender (A): seharusnya 26 Nov 2026 15.00 WIB.",
                    "mohon kabari Citra Halim dengan membalas surel ini agar pengingat berhenti.",
                ]
            ),
        ])
    func everything(_ language: String, _ subject: String, _ lines: [String]) async throws {
        let work = try await office(
            "weekly_digest: [sales]",
            "ladders: {quiet: [{when: D+300, tell: director}], day: [{when: D-1 10:00, tell: owner}]}",
            reader: language,
            deadlines: [
                "A;Tender;S;;2026-11-26;15:00;quiet", "B;Tagihan;S;;2026-12-01;15:00;day",
                "C;Telepon;S;C1;2026-12-02;11:00;quiet", "D;Laporan;S;;2026-12-02;15:00;quiet",
                "E;Nanti;S;;2026-12-07;15:00;quiet", "F;Orang lain;M;;2026-12-01;15:00;quiet",
            ],
            orders: [
                "SO-1;1;C1;2026-12-03;;;Meja;5;S",
                "SO-2;1;C2;2026-12-01;2026-12-18;KAPAL;Kursi;9;S",
                "SO-3;1;C1;2026-12-03;;;Meja;5;SM",
            ])
        try await work.advance(to: work.instant("2026-11-30 20:00"))
        let letter = try #require(try await letters(to: "S", from: work).last)
        #expect(letter.subject == subject)
        for line in lines { #expect(letter.text.contains(line), "“\(line)” in \(letter.text)") }
        for other in ["Nanti", "Orang lain", "SO-3", "()"] {
            #expect(!letter.text.contains(other) && !letter.html.contains(other))
        }
        // Nothing is told twice in it.
        for title in ["Tender", "Tagihan", "Telepon", "Laporan", "SO-1", "SO-2"] {
            #expect(letter.text.ranges(of: title).count == 1, "\(title) in \(letter.text)")
            #expect(letter.html.ranges(of: title).count == 1, "\(title)")
        }
    }

    @Test func aDigestInTheSameMailNamesNothingThatTheWeekNames() async throws {
        let work = try await office(
            #"digest: {at: "08:00", to: manager}"#, "weekly_digest: [manager]", Self.quiet,
            deadlines: [
                "A;Rapat;M;;2026-11-30;15:00;quiet", "B;Anggaran;M;;2026-12-02;15:00;quiet",
                "C;Lama;M;;2026-11-26;15:00;quiet", "D;Laporan tim;S;;2026-11-30;15:00;quiet",
            ])
        try await work.advance(to: work.instant("2026-11-30 20:00"))
        let letter = try #require(
            try await letters(to: "M", from: work).last { $0.text.contains("Your week") })
        for title in ["Rapat", "Anggaran", "Lama", "Laporan tim"] {
            #expect(letter.text.ranges(of: title).count == 1, "\(title) in \(letter.text)")
        }
        #expect(letter.text.contains("2. Your week: 2 deadlines; 1 still open."))
    }

    @Test func whatTheDigestHasNamedIsNoWeekOfItsOwn() async throws {
        let work = try await office(
            #"digest: {at: "08:00", to: manager}"#, "weekly_digest: [manager]", Self.quiet,
            deadlines: ["A;Rapat;M;;2026-11-30;15:00;quiet"])
        try await work.advance(to: work.instant("2026-11-30 20:00"))
        let letter = try #require(try await letters(to: "M", from: work).last)
        #expect(letter.subject == "1 task of yours due")
        #expect(!letter.text.contains("Your week"))
    }

    @Test func longListsAreCutAndCounted() async throws {
        let work = try await office(
            "weekly_digest: [sales]",
            "ladders: {quiet: [{when: D+300, tell: director}], day: [{when: D-1 10:00, tell: owner}]}",
            deadlines: (10...29).map { "D\($0);Tugas \($0);S;;2026-12-02;15:\($0);quiet" }
                + (10...19).map { "R\($0);Ingat \($0);S;;2026-12-01;15:\($0);day" },
            orders: (10...18).map { "SO-\($0);1;C1;2026-12-03;;;Meja;5;S" })
        try await work.advance(to: work.instant("2026-11-30 20:00"))
        let sent = try await letters(to: "S", from: work).filter { $0.subject.hasPrefix("Your") }
        #expect(sent.count == 1)
        let letter = try #require(sent.first)
        #expect(letter.subject == "Your week: 30 deadlines; 9 deliveries promised")
        #expect((10...29).filter { letter.text.contains("Tugas \($0) (") } == Array(10...19))
        #expect(letter.text.contains("- and 10 more.") && letter.text.contains("- and 3 more."))
        #expect((10...19).filter { letter.text.contains("Ingat \($0) (") } == Array(10...15))
        #expect(letter.text.contains("Besides, 4 more: R16, R17, R18, R19."))
    }

    @Test func aWeekIsMarkedAndCountedOnceAndSilentOnesStaySilent() async throws {
        let work = try await TestOffice(
            at: "2026-11-30 08:00", settings: ["weekly_digest: [sales]", Self.quiet])
        let job = try #require(work.stages.jobs.first { $0.name == "digest" })
        let now = try work.instant("2026-11-30 08:00")
        // Jayapura opened two hours ago, Makassar one: their weeks have begun, too.
        #expect(try await job.runOnce(at: now) == ["silent": 3])
        #expect(try await job.runOnce(at: now) == [:])
        #expect(try await job.nextInstant() == work.instant("2026-12-07 06:00"))
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time;ladder",
            "A;Tugas;S;2026-12-02;15:00;quiet")
        #expect(try await job.runOnce(at: work.instant("2026-11-30 12:00")) == [:])
        #expect(try await work.notices().isEmpty)
    }

    @Test func whySaysThatAWeekHadNothingToSay() async throws {
        let work = try await TestOffice(
            at: "2026-11-30 07:00", settings: ["weekly_digest: [sales]", Self.quiet])
        try await work.advance(to: work.instant("2026-11-30 20:00"))
        for (reader, isTold) in [("S", true), ("M", false)] {
            let now = work.clock.now
            let lines = try await work.stages.store.read { view, office in
                try Explainer(view: view, office: office, now: now)
                    .explanation(of: "person:\(reader)", on: CivilDate("2026-11-30")).lines
            }
            #expect(lines.contains { $0.rules == ["week-silent"] } == isTold, "\(reader)")
        }
    }
}
