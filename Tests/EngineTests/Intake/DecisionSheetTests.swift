import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// A person's word on waiting letters, filled into a sheet.
@Suite struct DecisionSheetTests {
    private static let header = "id;hash;keputusan;alasan;oleh"

    private func decide(
        _ work: TestOffice, _ rows: String...
    ) async throws -> ImportReport {
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        let report = try await work.take(
            [Intake.File(name: "keputusan.csv", content: Array(text.utf8))])[0]
        try await work.settle()
        return report
    }

    @Test func approveReleasesTheLetterOnceHoweverOftenTheSheetComes() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        let row = "\(waiting.id);\(hash);setuju;;K"
        let report = try await decide(work, row)
        #expect(report.reading.kind == .decisions && report.accepted == 1)
        #expect(report.difference.changed.map(\.new) == ["approve"])
        let sent = try await work.notice(waiting.id)
        #expect(sent.state == .sent && sent.approvedBy == "K")
        let again = try await decide(work, row, row)
        #expect(again.difference.isEmpty && again.difference.unchanged == 1)
        #expect(work.courier.parcels.filter(\.isClient).count == 1)
    }

    @Test func aWrongHashIsAFindingOnItsCellAndNothingOfTheSheetIsTaken() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let stale = try await work.letter(waiting).hash.prefix(16)
        let order = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take(
            "orders.csv", order, "O1;1;C2;2026-12-10;2026-12-21;KAPAL;Meja;5;unit")
        try await work.settle()
        let report = try await decide(work, "\(waiting.id);\(stale);setuju;;K")
        let finding = try #require(report.reading.findings.first)
        #expect(report.accepted == 0 && report.reading.findings.count == 1)
        #expect(finding.cell == "B2" && finding.code == .stale)
        #expect(finding.expected.english.contains("read it again in the mail that comes next"))
        let current = try await work.letter(waiting).hash
        #expect(!finding.expected.english.contains(current.prefix(8)))
        #expect(try await work.notice(waiting.id).state == .held)
    }

    @Test func approvingALetterThatIsOnItsWayRejectsNothing() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take("orders.csv", header, "O2;1;C1;2026-12-10;;;Meja;5;unit")
        // C1's letters go by themselves: this one is late for today and leaves tomorrow.
        try await work.advance(to: work.instant("2026-11-30 18:00"))
        try await work.take("orders.csv", header, "O2;1;C1;2026-12-10;2026-12-18;KAPAL;Meja;5;unit")
        try await work.settle()
        let leaving = try #require(
            try await work.notices().first { $0.recipient == "C1" && $0.state == .waiting })
        let hashes = (
            try await work.letter(leaving).hash, try await work.letter(waiting).hash
        )
        let report = try await decide(
            work, "\(leaving.id);\(hashes.0);setuju;;K", "\(waiting.id);\(hashes.1);setuju;;K")
        #expect(report.accepted == 2 && report.difference.changed.map(\.key) == ["\(waiting.id)"])
        #expect(try await work.notice(leaving.id).state == .waiting)
    }

    @Test func aRowAboutALetterThatMayHaveArrivedSaysWhatToDo() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        work.courier.answer(.uncertain(reason: "no answer"))
        _ = try await decide(work, "\(waiting.id);\(hash);setuju;;K")
        #expect(try await work.notice(waiting.id).state == .uncertain)
        let report = try await decide(work, "\(waiting.id);\(hash);tolak;salah;K")
        let finding = try #require(report.reading.findings.first)
        #expect(finding.cell == "C2" && finding.code == .notPossible)
        #expect(finding.expected.english.contains("decide “arrived”"))
        #expect(!report.reading.isBlocked)
        #expect(try await work.notice(waiting.id).state == .uncertain)
    }

    @Test("A letter that is there is not called unknown", arguments: ["setuju;;", "ya;;K"])
    func oneFaultARow(_ answers: String) async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        let report = try await decide(work, "\(waiting.id);\(hash);\(answers)")
        #expect(report.reading.findings.count == 1)
        #expect(report.reading.findings.first?.cell != "A2")
    }

    @Test(
        "A date that a decision does not take is a finding of its row",
        arguments: [
            ("setuju", "", "pindah"), ("tunda", "rapat", "senyap"), ("tolak", "salah", "pindah"),
            ("sampai", "", "klien tahu"),
        ])
    func idleDate(_ word: String, _ reason: String, _ named: String) async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        let header = "kode;periksa;keputusan;tanggal;alasan;oleh"
        let report = try await work.take(
            "keputusan.csv", header, "\(waiting.id);\(hash);\(word);2026-11-30;\(reason);K")
        try await work.settle()
        let finding = try #require(report.reading.findings.first { $0.cell == "D2" })
        #expect(finding.code == .notPossible)
        #expect(finding.expected.indonesian.contains("“\(word)” tidak memakai tanggal"))
        #expect(finding.expected.indonesian.contains(named), "\(finding.expected.indonesian)")
        #expect(report.difference.answers.allSatisfy { !$0.isDone })
        #expect(try await work.notice(waiting.id).state == .held)
    }

    @Test func aReasonBesideAnApprovalStaysAllowedAndAnAmountIsNot() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        let header = "kode;periksa;keputusan;nominal;alasan;oleh"
        let report = try await work.take(
            "keputusan.csv", header, "\(waiting.id);\(hash);setuju;500000;;K")
        #expect(report.reading.findings.map(\.cell) == ["D2"])
        #expect(try await work.notice(waiting.id).state == .held)
        try await work.take("keputusan.csv", header, "\(waiting.id);\(hash);setuju;;sudah dicek;K")
        try await work.settle()
        #expect(try await work.notice(waiting.id).state == .sent)
    }

    @Test("Words that somebody wrote into a letter's cells are not sent as if", arguments: [0, 1])
    func changedWords(_ changed: Int) async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let letter = try await work.letter(waiting)
        let header = "kode;periksa;perihal;isi;keputusan;oleh"
        let row = { (subject: String, text: String) in
            "\(waiting.id);\(letter.hash.prefix(16));\"\(subject)\";\"\(text)\";setuju;K"
        }
        let words = (
            letter.subject.replacing("\"", with: "\"\""), letter.text.replacing("\"", with: "\"\"")
        )
        let report = try await work.take(
            "keputusan.csv", header,
            row(
                changed == 0 ? words.0 + " (penting)" : words.0,
                changed == 1 ? words.1 + " Mohon maaf sebesar-besarnya." : words.1))
        try await work.settle()
        let finding = try #require(report.reading.findings.first)
        #expect(finding.cell == "E2" && finding.code == .notPossible)
        #expect(finding.expected.english.contains("letter edit \(waiting.id)"))
        #expect(try await work.notice(waiting.id).state == .held)
        // As they came, whatever a program made of their line ends.
        let taken = try await work.take(
            "keputusan.csv", header,
            row(words.0, words.1.replacing("\n", with: "\r\n") + "\n"))
        try await work.settle()
        #expect(taken.reading.findings.isEmpty, "\(taken.reading.findings)")
        #expect(try await work.notice(waiting.id).state == .sent)
    }

    @Test("A refusal and a hold need a reason", arguments: ["tolak", "tunda"])
    func reason(_ word: String) async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        let report = try await decide(work, "\(waiting.id);\(hash);\(word);;K")
        #expect(report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["C2 required"])
        let taken = try await decide(work, "\(waiting.id);\(hash);\(word);harga belum pasti;K")
        #expect(taken.accepted == 1 && !taken.difference.isEmpty)
        let notice = try await work.notice(waiting.id)
        #expect(notice.state == (word == "tolak" ? .withdrawn : .held))
        #expect(notice.holdReasons.contains(.byRequest) == (word == "tunda"))
        #expect(try #require(notice.response).contains("harga belum pasti"))
        let again = try await decide(work, "\(waiting.id);\(hash);\(word);harga belum pasti;K")
        #expect(again.difference.isEmpty)
    }

    @Test func anApprovedLetterWithNothingLeftToTellIsTakenBackWithAWarning() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", by: "K"))
        let report = try await decide(work, "\(waiting.id);\(hash);setuju;;K")
        #expect(report.reading.findings.map(\.severity) == [.warning] && report.accepted == 1)
        #expect(report.difference.changed.map(\.new) == ["withdrawn"])
        #expect(try await work.notice(waiting.id).state == .withdrawn)
    }

    @Test func aLetterThatWaitsOnRequestCanStillBeApproved() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        _ = try await decide(work, "\(waiting.id);\(hash);tunda;sebentar;K")
        _ = try await decide(work, "\(waiting.id);\(hash);setuju;;K")
        #expect(try await work.notice(waiting.id).state == .sent)
    }

    @Test func aNumberThatNoLetterHasIsNamed() async throws {
        let work = try await TestOffice()
        let report = try await decide(work, "4711;0123456789abcdef;setuju;;K")
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["A2 unknown-code"])
    }

    @Test func whatMustBeMendedFirstIsSaid() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C2;PT Cahaya;Maya Sari;;id;WIB;approval")
        let waiting = try await work.slippedOrder()
        // Without an address the letter cannot be composed, so that its hash names nothing.
        let report = try await decide(work, "\(waiting.id);0123456789abcdef;setuju;;K")
        #expect(report.accepted == 0)
        #expect(
            report.reading.findings.map { "\($0.cell) \($0.code.rawValue)" } == ["C2 not-possible"])
        let refused = try await decide(work, "\(waiting.id);0123456789abcdef;tolak;ditelepon;K")
        #expect(refused.accepted == 1)
        #expect(try await work.notice(waiting.id).state == .withdrawn)
    }

    @Test func aDryRunDecidesNothing() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash
        let text = "\(Self.header)\r\n\(waiting.id);\(hash);setuju;;K\r\n"
        let report = try await work.take(
            [Intake.File(name: "d.csv", content: Array(text.utf8))], isDryRun: true)[0]
        #expect(report.difference.changedCount == 1)
        #expect(try await work.notice(waiting.id).state == .held)
    }

    // MARK: The morning mail

    private func morningMails(_ work: TestOffice) async throws -> [NoticeRecord] {
        try await work.notices().filter { notice in
            notice.state == .sent && notice.items.contains { $0.item.kind == "waiting-letters" }
        }
    }

    @Test func eachWorkingMorningTheCoordinatorReadsEveryWaitingLetterInFull() async throws {
        let work = try await TestOffice()
        let first = try await work.slippedOrder("O1")
        try await work.advance(to: work.instant("2026-12-01 08:30"))
        let mail = try #require(try await morningMails(work).last)
        #expect(mail.recipient == "K")
        let sealed = try #require(try await work.stages.ledger.read { try $0.letter(of: mail.id) })
        let letter = try await work.letter(first)
        for line in letter.text.split(separator: "\n") {
            #expect(sealed.text.contains(line), "\(line)")
        }
        let check = try #require(CheckValue(ofHash: letter.hash)).description
        #expect(sealed.text.contains("Code LETTER-\(first.id), check \(check)"))
        #expect(sealed.html.contains(check) && !sealed.html.contains("tenggatctl"))
        // The sheet to fill in goes with it, and as it is it decides nothing.
        let attachment = try #require(mail.items.flatMap(\.item.attachments).first)
        #expect(attachment.name.hasPrefix("decisions 2026-12-01 08.00 "))
        let sheet = try #require(
            try await work.stages.ledger.read { try $0.keptFile(attachment.hash) })
        let report = try await work.take([Intake.File(name: attachment.name, content: sheet)])[0]
        #expect(report.reading.kind == .decisions)
        #expect(report.reading.findings.isEmpty && report.accepted == 0)
        #expect(report.reading.remarks.contains { $0.english.contains("wait on: 2") })
        // Not again that day, and not on the weekend; after the decision not at all.
        try await work.advance(to: work.instant("2026-12-07 08:30"))
        #expect(try await morningMails(work).count == 5)
        _ = try await work.call(
            RefuseNotice(id: Int(first.id), reason: "tidak perlu", by: "K"))
        try await work.advance(to: work.instant("2026-12-10 12:00"))
        #expect(try await morningMails(work).count == 5)
    }

    @Test func aLetterThatBeganToWaitThatDayWasToldByItself() async throws {
        let work = try await TestOffice()
        _ = try await work.slippedOrder()
        try await work.advance(to: work.instant("2026-11-30 16:59"))
        #expect(try await morningMails(work).isEmpty)
        let told = try await work.notices().contains { notice in
            notice.state == .sent && notice.items.contains { $0.item.kind == "approval-needed" }
        }
        #expect(told)
    }

    @Test func asTheyBeginToWaitLettersComeInFullWithTheSheetToDecideThem() async throws {
        let work = try await TestOffice()
        try await work.take(
            "people.csv", "code;name;email;role;reports_to;language",
            "K;Citra Halim;k@garis.test;coordinator;D;id")
        let waiting = try await work.slippedOrder()
        try await work.advance(to: work.instant("2026-11-30 10:30"))
        let mail = try #require(
            try await work.notices().last { notice in
                notice.items.contains { $0.item.kind == "approval-needed" }
            })
        let sealed = try #require(try await work.stages.ledger.read { try $0.letter(of: mail.id) })
        let letter = try await work.letter(waiting)
        for line in letter.text.split(separator: "\n") { #expect(sealed.text.contains(line)) }
        let attachment = try #require(mail.items.flatMap(\.item.attachments).first)
        #expect(attachment.name.hasPrefix("keputusan 2026-11-30"))
        let content = try #require(
            try await work.stages.ledger.read { try $0.keptFile(attachment.hash) })
        let report = try await work.take([Intake.File(name: attachment.name, content: content)])[0]
        #expect(report.reading.kind == .decisions && report.reading.findings.isEmpty)
        // Nobody has filled anything in, and its columns to read by are none that it does not know.
        #expect(report.reading.remarks.count == 1, "\(report.reading.remarks)")
        // Approved by what stands in the mail, without the sheet's other columns.
        let check = try #require(CheckValue(ofHash: letter.hash)).description
        let taken = try await work.take(
            "keputusan.csv", "kode;keputusan;oleh;periksa",
            "LETTER-\(waiting.id);setuju;K;\(check.lowercased())")
        #expect(taken.difference.answers.map(\.isDone) == [true])
        try await work.settle()
        #expect(try await work.notice(waiting.id).state == .sent)
    }

    @Test func anUnansweredLetterIsADeadlineThatEndsWithTheDecision() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let code = "LETTER-\(waiting.id)"
        let open = try #require(try await work.deadlines().first { $0.code == code })
        #expect(open.state == .open && open.owner == "K" && open.kind == "letter-approval")
        let hash = try await work.letter(waiting).hash
        _ = try await decide(work, "\(waiting.id);\(hash);setuju;;K")
        let ended = try #require(try await work.deadlines().first { $0.code == code })
        #expect(ended.state == .done && ended.reason == "decided")
    }
}
