import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// The letters as their readers get them, written to `.build/letters` for a look.
@Suite struct LetterGalleryTests {
    private static let folder = TestOffice.checkout.appending(path: ".build/letters")
    private static let header =
        "order;line;client_po;client;promised;expected;delivered;reason;item;quantity;unit;salesperson"

    private static func row(_ order: String, _ expected: String, delivered: Int = 0) -> [String] {
        [
            "\(order);1;PO-88/XI/2026;C1;2026-12-10;\(expected);\(delivered);KAPAL;"
                + "Meja rapat 240 cm;1250;unit;S",
            "\(order);2;PO-88/XI/2026;C1;2026-12-11;;0;;Kursi susun;40;unit;S",
        ]
    }

    @Test("Every letter to a client is there to read, in both languages", arguments: ["id", "en"])
    func gallery(_ language: String) async throws {
        let work = try await TestOffice(settings: ["answer_days: 3"])
        try await work.take(
            "clients.csv", "code;name;contact;salutation;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;\(language == "id" ? "Bapak" : "Mr");c1@sinar.test;"
                + "\(language);WIB;automatic")
        for (moment, expected, delivered) in [
            ("2026-11-23 09:00", "", 0), ("2026-11-30 10:00", "2026-12-18", 0),
            ("2026-12-01 10:00", "2026-12-21", 400), ("2026-12-03 10:00", "2026-12-15", 400),
            ("2026-12-04 10:00", "2026-12-10", 400),
        ] {
            try await work.advance(to: work.instant(moment))
            let rows = Self.row("SO-1187", expected, delivered: delivered)
            try await work.take("orders.csv", Self.header, rows[0], rows[1])
            try await work.settle()
        }
        let message = try await work.call(
            WriteNotice(
                order: "SO-1187", subject: language == "id" ? "Gudang tutup" : "Warehouse closed",
                text: language == "id"
                    ? "Gudang kami tutup pada 14 Desember 2026.\n\nMohon maklum."
                    : "Our warehouse is closed on 14 December 2026.\n\nThank you.",
                by: "K"))
        let waiting = try #require(
            try await work.call(ShowNotice(id: message.notices[0].id)).letter)
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: message.notices[0].id, hash: waiting.hash)]))
        try await work.settle()
        let sent = try await work.notices().filter { $0.audience == .client && $0.state == .sent }
        let kinds = sent.flatMap(\.liveItems).map(\.item.kind)
        #expect(kinds == ["slip", "further-slip", "improved", "recovery", "message"])
        let folder = Self.folder.appending(path: language)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for notice in sent {
            let letter = try #require(
                try await work.stages.ledger.read { try $0.letter(of: notice.id) })
            let kind = try #require(notice.liveItems.first?.item.kind)
            let name = folder.appending(path: kind)
            let text = "Subject: \(letter.subject)\n\n\(letter.text)"
            try text.write(
                to: name.appendingPathExtension("txt"), atomically: true, encoding: .utf8)
            try letter.html.write(
                to: name.appendingPathExtension("html"), atomically: true, encoding: .utf8)
            #expect(letter.subject.count <= 70)
            #expect(letter.text.split(separator: "\n").count > 6)
            #expect(!letter.text.contains("{{") && !letter.html.contains("{{"))
            #expect(letter.text.contains("SO-1187") && letter.html.contains("PO-88/XI/2026"))
        }
    }

    @Test("So is one letter about several orders", arguments: ["id", "en"])
    func several(_ language: String) async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;salutation;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;\(language == "id" ? "Bapak" : "Mr");c1@sinar.test;"
                + "\(language);WIB;automatic")
        for (moment, expected, other) in [
            ("2026-11-23 09:00", "", ""), ("2026-11-30 10:00", "2026-12-18", "2026-12-17"),
        ] {
            try await work.advance(to: work.instant(moment))
            let rows = Self.row("SO-1187", expected, delivered: 400)
            try await work.take(
                "orders.csv", Self.header, rows[0], rows[1],
                "SO-1190;1;4500123;C1;2026-12-10;\(other);0;KAPAL;Lemari arsip;3;unit;S",
                "SO-1191;1;;C1;2026-12-10;\(other);0;KAPAL;Papan tulis;2;unit;SM")
            try await work.settle()
        }
        let notice = try #require(
            try await work.notices().last { $0.audience == .client && $0.state == .sent })
        #expect(notice.liveItems.count == 3)
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: notice.id) })
        let name = Self.folder.appending(path: "\(language)/several")
        try FileManager.default.createDirectory(
            at: name.deletingLastPathComponent(), withIntermediateDirectories: true)
        try "Subject: \(letter.subject)\n\n\(letter.text)".write(
            to: name.appendingPathExtension("txt"), atomically: true, encoding: .utf8)
        try letter.html.write(
            to: name.appendingPathExtension("html"), atomically: true, encoding: .utf8)
        #expect(letter.text.contains("PO 4500123") && letter.text.contains("PO-88/XI/2026"))
        // Two orders in a row have the same person to ask, the third another.
        for body in [letter.text, letter.html] {
            #expect(body.split(separator: "s@garis.test").count == 2)
            #expect(body.split(separator: "sm@garis.test").count == 2)
        }
    }

    @Test("So is what the coordinator reads about them", arguments: ["id", "en"])
    func coordinator(_ language: String) async throws {
        let work = try await TestOffice()
        try await work.take(
            "people.csv", "code;name;email;role;reports_to;language",
            "K;Citra Halim;k@garis.test;coordinator;D;\(language)")
        try await work.take(
            "clients.csv", "code;name;contact;salutation;email;language;time_zone;notices;phone",
            "C1;PT Sinar Baru;Hendra Wijaya;Bapak;;id;WIB;none;0812-3456-7890")
        _ = try await work.slippedOrder("SO-1")
        try await work.take(
            "orders.csv", Self.header, "SO-2;1;;C1;2026-12-10;;0;;Kursi susun;40;unit;S")
        _ = try await work.call(
            ChangeOrder(
                order: "SO-2", change: "slip", date: "2026-12-18", reason: "KAPAL", by: "K"))
        try await work.advance(to: work.instant("2026-12-01 08:30"))
        let folder = Self.folder.appending(path: language)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (kind, fact) in [("waiting-letters", "LETTER-"), ("reminder", "https://wa.me/")] {
            let notice = try #require(
                try await work.notices().last { notice in
                    notice.state == .sent && notice.recipient == "K"
                        && notice.items.contains { $0.item.kind == kind }
                })
            let letter = try #require(
                try await work.stages.ledger.read { try $0.letter(of: notice.id) })
            #expect(letter.text.contains(fact) && letter.subject.count <= 70)
            let name = folder.appending(path: kind)
            try "Subject: \(letter.subject)\n\n\(letter.text)".write(
                to: name.appendingPathExtension("txt"), atomically: true, encoding: .utf8)
            try letter.html.write(
                to: name.appendingPathExtension("html"), atomically: true, encoding: .utf8)
        }
    }
}
