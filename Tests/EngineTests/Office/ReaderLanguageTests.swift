import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// People of the office read everything that is mailed to them in their own language.
@Suite struct ReaderLanguageTests: PeriodSuite {
    /// The text and the HTML of the one letter with an entry of a kind.
    private func letter(_ kind: String, from work: TestOffice) async throws -> LetterRecord {
        let notice = try #require(
            try await work.notices().first { $0.liveItems.contains { $0.item.kind == kind } })
        return try #require(try await work.stages.ledger.read { try $0.letter(of: notice.id) })
    }

    /// Has everybody that these tests write to read a language.
    private func everybodyReads(_ language: String, in work: TestOffice) async throws {
        try await work.take(
            "people.csv", "code;name;email;team;role;language",
            "MM;Andi Mappanyukki;mm@garis.test;MKS;manager;\(language)",
            "K;Citra Halim;k@garis.test;;coordinator;\(language)")
    }

    @Test("A rejected file's letter words what was expected", arguments: ["id", "en"])
    func rejectedSubmission(_ language: String) async throws {
        let work = try await TestOffice()
        try await everybodyReads(language, in: work)
        let report = try await work.take(
            "achievement-MKS-2026-11.csv",
            "period;salesperson;invoice;date;product;units;amount;returns",
            "2026-11;SM;F-1;2026-11-04;A;#N/A;1.000;0", "2026-10;SM;F-2;2026-11-04;A;1;1.000;0",
            "2026-11;XX;F-3;2026-11-04;A;1;1.000;0", "2026-11;SM;F-4;2026-12-04;A;1;1.000;0",
            "2026-11;S;F-5;2026-11-04;A;-1;1,250;5", "2026-11;SM;;31/02/2026;A;1;;0")
        try await work.settle()
        let letter = try await letter("submission-invalid", from: work)
        // Its letter has what must be mended; what is only asked about stands in the marked copy.
        let expected = report.reading.findings.filter { $0.severity == .blocker }.map(\.expected)
        #expect(expected.count == 10)
        for text in expected {
            let own = language == "id" ? text.indonesian : text.english
            let other = language == "id" ? text.english : text.indonesian
            #expect(letter.text.contains(" \(own)."), "“\(own)” in \(letter.text)")
            #expect(!letter.text.contains(other), "“\(other)” in \(letter.text)")
        }
        let formula = language == "id" ? "bukan kesalahan rumus" : "not a formula"
        #expect(letter.text.contains(formula) && letter.html.contains(formula))
    }

    /// The office's own words for a period's deadlines, and nobody else's.
    @Test func whatAPeriodMadeIsTitledInItsReadersLanguage() async throws {
        let work = try await office()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;close November 2026;S;2026-12-04")
        let titles = try await work.deadlines().map { deadline in
            (deadline, work.stages.store.office.title(of: deadline))
        }
        for (deadline, title) in titles where deadline.occurrence == "2026-11" {
            guard case .texts(let words) = title else {
                Issue.record("\(deadline.code) is titled in one language")
                continue
            }
            #expect(words["id"] != words["en"] && words.values.contains(deadline.title))
        }
        #expect(titles.contains { $0.0.code == "achievements-JKT" && $0.0.occurrence == "2026-11" })
        #expect(titles.first { $0.0.code == "A" }?.1 == .text("close November 2026"))
    }

    /// What only shows beside the registers, the settings and the sender's word.
    @Test func whatTheOfficeExpectsIsWordedInBothLanguages() async throws {
        let work = try await TestOffice()
        let header = "period;salesperson;invoice;product;units;amount"
        try await work.take("targets.csv", "period;salesperson;target_amount", "2026-11;SM;5000")
        let foreign = [header, "2026-11;S;F-1;A;1;1.000"].joined(separator: "\r\n")
        let reports = try await [
            work.take("achievement-MKS-2026-11.csv", header, "2026-11;NIHIL;;;;"),
            work.stages.intake.submit(
                Intake.File(name: "achievement-JKT-2026-10.csv", content: Array(foreign.utf8)),
                type: nil, team: "MKS", period: Period("2026-11"), by: nil, at: work.clock.now),
            work.take(
                "deadlines.csv", "code;title;owner;due_date;kind;ladder;time_zone",
                "A;Satu;XX;2026-12-04;rapat;tangga;Atlantis"),
            work.take(
                "orders.csv", "order;line;client;promised;item;quantity;delivered",
                "O1;1;C1;2026-12-10;Meja;5;6", "O1;2;C2;2026-12-10;Meja;5;0"),
            work.take("decisions.csv", "id;hash;decision;by", "1;abcdefgh;approve;K"),
        ]
        let findings = reports.flatMap(\.reading.findings)
        #expect(
            findings.map(\.code).sorted { $0.rawValue < $1.rawValue } == [
                .clientMismatch, .nilAgainstTarget, .outOfRange, .unknownCode, .unknownCode,
                .unknownCode, .unknownWord, .unknownWord, .wrongPeriod, .wrongTeam,
                .wrongTeam,
            ])
        for expected in findings.map(\.expected) {
            #expect(!expected.english.isEmpty && !expected.indonesian.isEmpty)
            #expect(expected.english != expected.indonesian)
        }
    }

    @Test("A file that does not tell its team or period says so in both languages")
    func untoldSubmission() async throws {
        let work = try await TestOffice()
        let header = "period;salesperson;invoice;product;units;amount"
        let codes = try await [
            work.take("achievement.csv", header, "2026-11;XX;F-1;A;1;1.000"),
            work.take(
                "achievement-MKS.csv", header, "2026-11;SM;F-1;A;1;1", "2026-10;SM;F-2;A;1;1"),
            work.take("achievement-MKS.csv", header, "2026-Q4;SM;F-1;A;1;1.000"),
            work.take(
                "expenses-MKS-2026-11.csv", "period;team;category;date;amount;receipt",
                "2026-11;MKS;Bensin;2026-11-04;1;R-1"),
        ].flatMap(\.reading.findings).map { finding in
            #expect(finding.expected.english != finding.expected.indonesian)
            return finding.code
        }
        #expect(codes == [.wrongTeam, .wrongPeriod, .wrongPeriod, .unrecognisedSheet])
    }

    @Test("Every reason to hold a letter has words", arguments: HoldReason.allCases)
    func holdReasons(_ reason: HoldReason) {
        let words = reason.words
        #expect(!words.english.isEmpty && !words.indonesian.isEmpty)
        #expect(words.english != words.indonesian)
        #expect(!words.indonesian.contains(" the "))
    }

    @Test("The coordinator reads why letters are held", arguments: ["id", "en"])
    func heldLetters(_ language: String) async throws {
        let work = try await TestOffice(at: "2026-11-30 10:00")
        try await everybodyReads(language, in: work)
        try await work.take("clients.csv", "code;name;contact;language", "C4;PT Tanpa;Joko;id")
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity",
            "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5",
            "O2;1;C4;2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        let held = try await work.notices().filter { $0.state == .held }
        #expect(
            held.map(\.holdReasons)
                == [[.approval, .lateWhenFirstSeen], [.approval, .lateWhenFirstSeen, .noAddress]])
        let letter = try await letter("approval-needed", from: work)
        for notice in held {
            let words = notice.holdReasons.map { $0.words.text(in: language) }
                .joined(separator: "; ")
            #expect(letter.text.contains(": \(words)."), "“\(words)” in \(letter.text)")
        }
        #expect(!letter.text.contains(HoldReason.lateWhenFirstSeen.rawValue))
        // The one that has no address yet is there to read, too.
        #expect(letter.text.components(separatedBy: "LETTER-").count == held.count + 1)
    }

    @Test(
        "A deadline that the engine makes is titled in the office's language",
        arguments: [
            (
                "id", "Tanggal baru untuk pesanan O1 dari PT Cahaya",
                "Telepon Ibu Rini dari PT Lisan tentang keterlambatan pesanan O2"
            ),
            (
                "en", "New date for order O1 of PT Cahaya",
                "Call Ibu Rini of PT Lisan about the delay of order O2"
            ),
        ])
    func titles(_ language: String, _ date: String, _ call: String) async throws {
        let work = try await TestOffice(
            at: "2026-11-30 10:00", settings: ["office: {language: \(language)}"])
        try await work.take(
            "clients.csv", "code;name;contact;salutation;notices", "C5;PT Lisan;Rini;Ibu;none")
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity",
            "O1;1;C2;2026-11-20;;;Meja;5", "O2;1;C5;2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        let titles = try await work.stages.ledger.read { try $0.deadlines(in: .open) }
            .map(\.deadline.title)
        #expect(Set(titles) == [date, call])
    }
}
