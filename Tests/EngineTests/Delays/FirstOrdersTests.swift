import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What a coordinator's first days look like: how many mails, how tall, how many decisions.
@Suite struct FirstOrdersTests: PeriodSuite {
    private static let header = "order;line;client;promised;expected;reason;item;quantity;unit"
    private static let folder = TestOffice.checkout.appending(path: ".build/letters/morning")

    private func office(
        _ language: String, settings: [String] = []
    ) async throws -> TestOffice {
        let work = try await TestOffice(
            settings: [#"digest: {at: "08:00", reassure: true}"#] + settings)
        try await work.take(
            "people.csv", "code;name;email;role;reports_to;language",
            "K;Citra Halim;k@garis.test;coordinator;D;\(language)")
        try await work.take(
            "clients.csv",
            ["code;name;contact;email;language;time_zone;notices"]
                + (1...8).map {
                    "P\($0);PT Pelanggan \($0);Budi;p\($0)@client.test;id;WIB;approval"
                })
        return work
    }

    private func mails(_ work: TestOffice, since moment: Instant) async throws -> [LetterRecord] {
        try await work.stages.ledger.read { view in
            try view.notices(in: [.sent], limit: 1_000)
                .filter { $0.recipient == "K" && $0.finishedAt ?? .distantPast >= moment }
                .compactMap { try view.letter(of: $0.id) }
        }
    }

    private func show(_ letters: [LetterRecord], as name: String) throws {
        try FileManager.default.createDirectory(
            at: Self.folder, withIntermediateDirectories: true)
        for (index, letter) in letters.enumerated() {
            try letter.html.write(
                to: Self.folder.appending(path: "\(name)-\(index + 1).html"), atomically: true,
                encoding: .utf8)
        }
    }

    @Test("Eighty late lines on day one are asked about once", arguments: ["id", "en"])
    func eighty(_ language: String) async throws {
        let work = try await office(language)
        let rows = (1...80).map {
            "SO-\($0);1;P\($0 % 8 + 1);2026-12-10;2026-12-\(14 + $0 % 4);KAPAL;Meja;5;unit"
        }
        let start = work.clock.now
        try await work.take("orders.csv", [Self.header] + rows)
        try await work.advance(to: work.instant("2026-11-23 16:59"))
        let letters = try await mails(work, since: start).filter {
            $0.text.contains("SO-80")
        }
        #expect(letters.count == 1)
        try show(letters, as: "first-orders.\(language)")
        let text = try #require(letters.first).text
        #expect(text.contains(language == "id" ? "Cukup putuskan sekali" : "Please decide once"))
        #expect(!text.contains("PT Garis Waktu\n----"))
        // One sheet settles all of it, by client or by order.
        let held = try await work.notices().filter { $0.audience == .client && $0.state == .held }
        #expect(held.count == 8)
        let checks = try await held.asyncMap { notice in
            try #require(CheckValue(ofHash: try await work.letter(notice).hash)).description
        }
        var decisions = zip(held, checks).map { "LETTER-\($0.id);setuju;\($1);K" }
        decisions[0] = "LETTER-\(held[0].id);klien tahu;;K"
        decisions.append("SO-1;klien tahu;;K")
        let report = try await work.take(
            "keputusan.csv", ["kode;keputusan;periksa;oleh"] + decisions)
        #expect(!report.difference.answers.contains { !$0.isDone }, "\(report.difference.answers)")
        try await work.settle()
        let left = try await work.notices().filter { $0.audience == .client && $0.state == .held }
        // Of the letter with SO-1 in it less is left, which goes as it was approved.
        #expect(left.isEmpty)
    }

    @Test("A morning with much of everything is short", arguments: ["id", "en"])
    func morning(_ language: String) async throws {
        let work = try await office(
            language, settings: ["ladders: {standard: [{when: WD-1 09:00, tell: owner}]}"])
        try await work.take(
            "orders.csv",
            [Self.header]
                + (1...30).map { "D-\($0);1;P\($0 % 8 + 1);2026-11-26;;;Meja;5;unit" }
                + (1...9).map { "L-\($0);1;P\($0 % 8 + 1);2026-12-10;;;Meja;5;unit" })
        try await work.take(
            "deadlines.csv",
            ["code;title;owner;due_date"]
                + (1...40).map { "T-\($0);Laporan mingguan cabang \($0);S;2026-11-2\(4 + $0 % 4)" }
                + (1...20).map { "K-\($0);Periksa kontrak \($0);K;2026-11-2\(5 + $0 % 3)" })
        try await work.advance(to: work.instant("2026-11-27 16:00"))
        try await work.take(
            "orders.csv",
            [Self.header]
                + (1...9).map {
                    "L-\($0);1;P\($0 % 8 + 1);2026-12-10;2026-12-18;KAPAL;Meja;5;unit"
                })
        let monday = try work.instant("2026-11-30 08:00")
        try await work.advance(to: monday + .seconds(600))
        let letters = try await mails(work, since: monday)
        try show(letters, as: "monday.\(language)")
        // The morning's, and the letters in full.
        #expect(letters.count == 2, "\(letters.map(\.subject))")
        let digest = try #require(letters.first { !$0.text.contains("LETTER-") })
        #expect(digest.subject.count <= 70 && digest.subject.hasPrefix("8 "))
        #expect(digest.text.split(separator: "\n").count < 60, "\(digest.text)")
        for word in ["D-1,", "K-1)", "T-40", "tenggatctl"] {
            #expect(digest.text.components(separatedBy: word).count <= 2, "\(word)")
        }
    }

    @Test func aManagerSignsByTheSheetThatTheQuestionCarries() async throws {
        let work = try await office(submission: "sign_off: required,")
        try await work.submit(team: "JKT", period: "2026-11")
        try await work.advance(to: work.instant("2026-12-02 12:00"))
        let asked = try #require(
            try await work.notices().first { notice in
                notice.recipient == "M" && notice.state == .sent
                    && notice.items.contains { $0.item.subject.id.hasPrefix("sign-") }
            })
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: asked.id) })
        #expect(String(decoding: letter.bytes, as: UTF8.self).contains("decisions 2026-12-01"))
        #expect(
            letter.text.contains("attached decisions sheet") && letter.text.contains("Sign the"))
    }
}

extension Array {
    /// Each element's value, one after the other.
    fileprivate func asyncMap<Value>(
        _ transform: (Element) async throws -> Value
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}
