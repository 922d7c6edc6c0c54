import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// One sheet for every decision: the code says what it is about.
@Suite struct DecisionKindsTests: PeriodSuite {
    private static let header = "kode;keputusan;tanggal;alasan;oleh"

    private func decide(_ work: TestOffice, _ rows: String...) async throws -> ImportReport {
        let text = ([Self.header] + rows).joined(separator: "\r\n") + "\r\n"
        let report = try await work.take(
            [Intake.File(name: "keputusan.csv", content: Array(text.utf8))])[0]
        try await work.settle()
        return report
    }

    private func answers(_ report: ImportReport) -> [String] {
        report.difference.answers.map { "\($0.code) \($0.isDone)" }
    }

    @Test func deadlinesEndMoveAndWaitBySheet() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04",
            "B;Tugas B;S;2026-12-04", "C;Tugas C;S;2026-12-04", "D;Tugas D;S;2026-12-04")
        let report = try await decide(
            work, "A;selesai;;;K", "B;pindah;2026-12-10;menunggu data;K", "C;diketahui;;;K",
            "D;kecualikan;;tidak perlu lagi;K")
        #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        #expect(answers(report) == ["A true", "B true", "C true", "D true"])
        let deadlines = try await work.deadlines().sorted { $0.code < $1.code }
        #expect(deadlines.map(\.state) == [.done, .open, .open, .waived])
        #expect(deadlines[1].due.date.description == "2026-12-10")
        #expect(deadlines[2].acknowledgedUntil != nil && deadlines[0].finishedBy == "K")
        // The same sheet again does nothing, whatever it would need.
        let again = try await decide(work, "A;selesai;;;K", "B;pindah;2026-12-10;;K")
        #expect(again.difference.isEmpty && again.reading.findings.isEmpty)
    }

    @Test(
        "Of what comes back a word that may mean all of it asks which one is meant, as the command does",
        arguments: ["kecualikan;;tidak perlu", "batal;;tidak perlu", "pindah;2026-12-07;"])
    func seriesAreAskedAbout(_ said: String) async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "A;Lapor;S;2026-12-04;weekly")
        let report = try await decide(work, "A;\(said);K")
        let finding = try #require(report.reading.findings.first)
        #expect(finding.cell == "A2" && finding.severity == .blocker)
        #expect(finding.expected.english.contains("A 2026-12-04 17:00"), "\(finding.expected)")
        #expect(try await work.deadlines().allSatisfy { $0.state == .open && $0.revision == 1 })
        // One that is named is that one.
        let named = try await decide(work, "A 2026-12-04;\(said);K")
        #expect(answers(named) == ["A 2026-12-04 true"], "\(named.reading.findings)")
    }

    @Test("Done is said of the one that is due, by sheet as by command")
    func seriesAreDone() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "A;Lapor;S;2026-12-04;weekly")
        #expect(answers(try await decide(work, "A;selesai;;;K")) == ["A true"])
    }

    @Test func goodRowsAreTakenAndTheOthersNamed() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04",
            "B;Tugas B;S;2026-12-04")
        let report = try await decide(
            work, "A;selesai;;;K", "B;pindah;;;K", "C;selesai;;;K", "A 2;setuju;;;K",
            "B;kunci;;;K")
        #expect(report.isTaken && report.accepted == 1)
        #expect(
            report.reading.findings.filter { $0.severity == .blocker }
                .map { "\($0.cell) \($0.code.rawValue)" }
                == ["A4 unknown-code", "A5 unknown-code", "A6 duplicate-key"])
        #expect(
            answers(report)
                == ["A true", "B false", "C false", "A 2 false", "B false"])
        #expect(try await work.deadlines().map(\.state) == [.done, .open])
    }

    @Test func aWordThatDoesNotFitSaysWhichDo() async throws {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04")
        let report = try await decide(work, "A;kunci;;;K")
        let finding = try #require(report.reading.findings.first)
        #expect(finding.cell == "B2" && finding.code == .notPossible)
        #expect(finding.expected.english.contains("a deadline: done, moved, acknowledged"))
        #expect(finding.expected.indonesian.contains("tenggat: selesai, pindah, diketahui"))
    }

    @Test func anOrdersNewDateAndWhatItsClientKnowsComeByTheSameSheet() async throws {
        let work = try await TestOffice()
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O1;1;C2;2026-12-10;Meja;5",
            "O2;1;C2;2026-12-10;Kursi;5")
        let report = try await decide(
            work, "O1;pindah;2026-12-18;KAPAL;K", "O2;klien tahu;2026-12-21;;K")
        #expect(answers(report) == ["O1 true", "O2 true"], "\(report.reading.findings)")
        let lines = try await work.stages.ledger.read { view in
            try ["O1", "O2"].compactMap { try view.order($0)?.lines.first }
        }
        #expect(lines[0].expected?.description == "2026-12-18" && lines[0].reason == "KAPAL")
        #expect(lines[1].lastTold.description == "2026-12-21")
        // The letter about it waits; the client knows already, and it is not sent.
        let letter = try #require(
            try await work.notices().first { $0.audience == .client && $0.state == .held })
        let told = try await decide(work, "LETTER-\(letter.id);klien tahu;;;K")
        #expect(answers(told) == ["LETTER-\(letter.id) true"])
        #expect(try await work.notice(letter.id).state == .withdrawn)
        let known = try await work.stages.ledger.read { try $0.order("O1")?.lines.first }
        #expect(known?.lastTold.description == "2026-12-18")
        #expect(try await work.notices().filter { $0.audience == .client }.count == 1)
    }

    @Test func whatAClientKnowsOfAnOrderIsOfItsLateLinesAndTheAnswerNamesThem() async throws {
        let work = try await TestOffice()
        let header = "order;line;client;promised;expected;reason;item;quantity"
        try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;;;Meja;5", "O1;2;C2;2026-12-04;;;Kursi;5")
        try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5",
            "O1;2;C2;2026-12-04;;;Kursi;5")
        let tellings = {
            try await work.stages.ledger.read { try $0.order("O1") }?.lines
                .map(\.lastTold.description)
        }
        let report = try await decide(work, "O1;klien tahu;2026-12-20;;K")
        #expect(try await tellings() == ["2026-12-20", "2026-12-04"])
        let answer = try #require(report.difference.answers.first?.text)
        #expect(
            answer.english.hasSuffix(
                "20 December 2026 for line 1, while it ships 18 December 2026"),
            "\(answer.english)")
        #expect(answer.indonesian.contains("baris 1") && !answer.indonesian.contains("baris 2"))
        // Said once more it says nothing, and of an order that is told wholly neither does a command.
        _ = try await decide(work, "O1;klien tahu;2026-12-20;;K")
        await #expect(throws: ControlError.self) {
            try await work.call(ChangeOrder(order: "O1", change: "told", date: "2026-12-20"))
        }
        #expect(try await tellings() == ["2026-12-20", "2026-12-04"])
        // Another day is of the line that moved; a line that is named is that line.
        let told = try await work.call(
            ChangeOrder(order: "O1", change: "told", date: "2026-12-22"))
        #expect(told.warnings == ["line 1: told 2026-12-22, while it ships 2026-12-18"])
        #expect(try await tellings() == ["2026-12-22", "2026-12-04"])
        let one = try await decide(work, "O1 2;klien tahu;2026-12-07;;K")
        #expect(one.difference.answers.first?.text.english.contains("for line 2") ?? false)
        #expect(try await tellings() == ["2026-12-22", "2026-12-07"])
    }

    @Test func aLetterOfUnknownFateIsSettledByTheSheet() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash
        work.courier.answer(.uncertain(reason: "no answer"))
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: hash)], by: "K"))
        try await work.settle()
        #expect(try await work.notice(waiting.id).state == .uncertain)
        _ = try await decide(work, "\(waiting.id);sampai;;;K")
        #expect(try await work.notice(waiting.id).state == .sent)
        let line = try await work.stages.ledger.read { try $0.order("O1")?.lines.first }
        #expect(line?.lastTold.description == "2026-12-18")
    }

    @Test func aCallThatWasMadeIsToldAndDone() async throws {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;notices;phone", "C9;PT Tanpa Surel;Budi;none;08123")
        try await work.slipOrder("O9", client: "C9")
        let call = try #require(try await work.deadlines().first { $0.code == "CALL-O9" })
        let report = try await decide(work, "\(call.identifier);klien tahu;;;K")
        #expect(answers(report) == ["\(call.identifier) true"], "\(report.reading.findings)")
        let line = try await work.stages.ledger.read { try $0.order("O9")?.lines.first }
        #expect(line?.lastTold.description == "2026-12-18")
    }

    @Test func aPeriodIsWaivedClosedAndOpenedAgainBySheet() async throws {
        let work = try await office()
        let early = try await decide(work, "2026-11;tutup;;;K")
        let finding = try #require(early.reading.findings.first)
        #expect(finding.cell == "B2" && finding.expected.english.contains("still in the way"))
        #expect(!finding.expected.indonesian.contains("missing"))
        try await work.submit(team: "JKT", period: "2026-11")
        let waived = try await decide(
            work, "achievements-MKS 2026-11;kecualikan;;gudang banjir;K")
        #expect(answers(waived) == ["achievements-MKS 2026-11 true"])
        let closed = try await decide(work, "close 2026-11;tutup;;;K")
        #expect(answers(closed) == ["close 2026-11 true"], "\(closed.reading.findings)")
        #expect(try await board(work).period.state == "closed")
        let reopened = try await decide(work, "2026-11;buka lagi;;;K")
        #expect(reopened.reading.findings.map(\.code) == [.required])
        _ = try await decide(work, "2026-11;buka lagi;;retur terlambat;K")
        #expect(try await board(work).period.state == "open")
        // What follows a team's file does not end by a word.
        let done = try await decide(work, "achievements-JKT 2026-11;selesai;;;K")
        #expect(done.reading.isBlocked || done.difference.isEmpty)
    }

    @Test func whatSomebodyAsksForIsGrantedWithAnAmountOrNotAndTheyAreTold() async throws {
        let work = try await TestOffice(
            settings: ["kinds: {approval: {request: true}, task: {}}"])
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;kind;by",
            "APP-1;Potongan harga 5%;M;2026-12-04;approval;S",
            "APP-2;Lembur gudang;M;2026-12-04;approval;S")
        let header = "kode;keputusan;alasan;nominal;oleh"
        let bare = try await work.take("keputusan.csv", header, "APP-2;tolak;;;M")
        #expect(bare.difference.isEmpty && bare.reading.findings.map(\.code) == [.required])
        let report = try await work.take(
            "keputusan.csv", header, "APP-1;setuju;hanya pesanan ini;1500000;M",
            "APP-2;tolak;anggaran habis;;M")
        #expect(answers(report) == ["APP-1 true", "APP-2 true"], "\(report.reading.findings)")
        #expect(
            report.difference.answers[0].text.english
                == "approved, Rp1,500,000; Sari Wulandari is told")
        #expect(report.difference.answers[0].text.indonesian.hasPrefix("disetujui, Rp1.500.000"))
        try await work.settle()
        let ended = try await work.deadlines().sorted { $0.code < $1.code }
        #expect(
            ended.map(\.state) == [.done, .done] && ended[0].finishedBy?.hasPrefix("M") == true)
        #expect(ended[0].proof == "approved, Rp1,500,000: hanya pesanan ini")
        try await work.advance(to: work.clock.now + .seconds(600))
        let told = try await work.notices().filter { notice in
            notice.recipient == "S" && notice.state == .sent
                && notice.items.contains { $0.item.kind == "request-decided" }
        }
        var text = ""
        for notice in told {
            text += try await work.stages.ledger.read { try $0.letter(of: notice.id) }?.text ?? ""
        }
        for words in [
            "Potongan harga 5%", "Rp1,500,000", "refused", "anggaran habis", "Rizky Santoso",
        ] {
            #expect(text.contains(words), "\(text)")
        }
        // The same sheet again says what is so.
        let again = try await work.take(
            "keputusan.csv", header, "APP-1;setuju;hanya pesanan ini;1500000;M")
        #expect(again.difference.isEmpty && again.reading.findings.isEmpty)
        // A word that is no answer to a request.
        let other = try await work.take("keputusan.csv", header, "APP-1;kunci;;;M")
        #expect(other.reading.findings.map(\.code) == [.notPossible])
    }

    @Test(
        "Two decisions about one thing are refused, however they are spelled",
        arguments: [
            ("O1;pindah;2026-12-18;KAPAL;K", "O1 1;batal;;salah;K", true),
            ("O1;pindah;2026-12-18;KAPAL;K", "O1 1;pindah;2026-12-21;KAPAL;K", true),
            ("O1;pindah;2026-12-18;KAPAL;K", "O1 1;pindah;2026-12-18;KAPAL;K", false),
            ("O1 1;pindah;2026-12-18;KAPAL;K", "O1 2;pindah;2026-12-21;KAPAL;K", false),
            ("A;selesai;;;K", "a;kecualikan;;tidak perlu;K", true),
            ("2026-11;kunci;;;K", "close 2026-11;tutup;;;K", true),
            ("C2;senyap;2026-12-31;sengketa;K", "O1;pindah;2026-12-18;KAPAL;K", false),
        ])
    func contradictions(first: String, second: String, isContradiction: Bool) async throws {
        let work = try await office()
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity", "O1;1;C2;2026-12-10;Meja;5",
            "O1;2;C2;2026-12-10;Kursi;5")
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04")
        let report = try await decide(work, first, second)
        let refused = report.reading.findings.filter { $0.code == .duplicateKey }
        #expect(refused.isEmpty != isContradiction, "\(report.reading.findings)")
        if isContradiction { #expect(report.difference.isEmpty) }
    }

    @Test func aLetterAndItsOrderAreDecidedAboutTogether() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash
        let check = try #require(CheckValue(ofHash: hash)).description
        let report = try await work.take(
            "keputusan.csv", "kode;keputusan;tanggal;alasan;periksa;oleh",
            "LETTER-\(waiting.id);setuju;;;\(check);K", "O1 1;pindah;2026-12-22;KAPAL;;K")
        #expect(report.difference.isEmpty)
        #expect(
            report.reading.findings.map(\.expected.english).contains {
                $0.contains("row 3 (O1 1) says “moved”")
            }, "\(report.reading.findings)")
        #expect(try await work.notice(waiting.id).state == .held)
        // That the client knows is the same, whichever is named.
        let told = try await decide(work, "\(waiting.id);klien tahu;;;K", "O1;klien tahu;;;K")
        #expect(told.difference.answers.map(\.isDone) == [true, true], "\(told.reading.findings)")
    }

    @Test func whatWasApprovedAndStillWaitsCanBeStoppedBySheet() async throws {
        for (row, state) in [
            ("tolak;;klien sudah ditelepon", NoticeState.withdrawn), ("tunda;;tunggu kapal", .held),
        ] {
            let work = try await TestOffice()
            let waiting = try await work.slippedOrder()
            // It leaves in the client's hours, the next morning.
            work.clock.set(try work.instant("2026-11-30 20:00"))
            let check = try #require(
                CheckValue(ofHash: try await work.letter(waiting).hash)
            ).description
            let approval = "LETTER-\(waiting.id);setuju;;;K;\(check)"
            let header = "kode;keputusan;tanggal;alasan;oleh;periksa"
            _ = try await work.take("keputusan.csv", header, approval)
            #expect(try await work.notice(waiting.id).state == .waiting)
            let stop = "LETTER-\(waiting.id);\(row);K;\(check)"
            let stopped = try await work.take("keputusan.csv", header, stop)
            #expect(
                stopped.difference.answers.map(\.isDone) == [true],
                "\(stopped.reading.findings)")
            #expect(try await work.notice(waiting.id).state == state)
            guard state == .held else { continue }
            // Approved again; the sheet that had it wait is an old one then.
            _ = try await work.take("keputusan.csv", header, approval)
            let old = try await work.take("keputusan.csv", header, stop)
            #expect(try await work.notice(waiting.id).state == .waiting)
            #expect(old.reading.findings.map(\.severity) == [.warning])
        }
    }

    @Test func whoAskedThatALetterWaitAndWhyStandsInItsSheetInTheReadersLanguage() async throws {
        let work = try await TestOffice()
        try await work.take(
            "people.csv", "code;name;email;role;reports_to;language",
            "K;Citra Halim;k@garis.test;coordinator;D;id")
        let waiting = try await work.slippedOrder()
        _ = try await decide(work, "\(waiting.id);tunda;;tunggu kapal kedua;K")
        let now = work.clock.now
        let sheet = try await work.stages.ledger.read { [stages = work.stages] view in
            let office = stages.store.office
            return try ["en", "id"].map { language in
                let sheet = DecisionSheet(
                    office: office, writer: stages.writer, view: view, now: now,
                    language: language)
                return try sheet.undecidedLetters().map {
                    try sheet.entry(of: $0, as: sheet.shown($0)).values["waits_because"]?.word ?? ""
                }
            }
        }
        #expect(sheet[0].allSatisfy { $0.contains("Citra Halim asked that it wait: tunggu kapal") })
        #expect(sheet[1].allSatisfy { $0.contains("ditunda oleh Citra Halim: tunggu kapal kedua") })
    }

    @Test(
        "A letter of whose delay nobody said why is not said to have a reason of no list",
        arguments: [("", "no reason is given"), ("Hujan", "is not on the list of reasons")])
    func aReasonThatIsMissingIsSaidToBe(_ reason: String, _ words: String) async throws {
        let work = try await TestOffice()
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take("orders.csv", header, "O1;1;C2;2026-12-10;;;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;2026-12-18;\(reason);Meja;5;unit")
        try await work.settle()
        let letter = try #require(
            try await work.notices().first { $0.audience == .client && $0.state == .held })
        #expect(letter.holdReasons.contains(.reasonNotClientSafe))
        let why = try await work.stages.ledger.read { [office = work.stages.store.office] view in
            try view.holdWords(of: letter, office: office).map(\.english)
        }
        #expect(why.count { $0.contains("reason") } == 1)
        #expect(why.contains { $0.contains(words) }, "\(why)")
    }

    @Test func whatWasToldTodayIsLaterThanTodaysLetter() async throws {
        let work = try await TestOffice()
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash
        _ = try await work.call(
            ApproveNotices(approvals: [Approval(id: Int(waiting.id), hash: hash)], by: "K"))
        try await work.settle()
        let header = "order;line;client;promised;expected;reason;item;quantity;unit"
        try await work.take(
            "orders.csv", header, "O1;1;C2;2026-12-10;2026-12-22;KAPAL;Meja;5;unit")
        try await work.advance(to: work.instant("2026-11-30 15:00"))
        let next = try #require(
            try await work.notices().last { $0.audience == .client && $0.state != .sent })
        let report = try await decide(work, "LETTER-\(next.id);klien tahu;2026-11-30;;K")
        #expect(answers(report) == ["LETTER-\(next.id) true"], "\(report.reading.findings)")
        let line = try await work.stages.ledger.read { try $0.order("O1")?.lines.first }
        #expect(line?.lastTold.description == "2026-12-22")
    }

    @Test func whoeverDropsASheetIsAnsweredAndOthersReadOfTheirOwnRows() async throws {
        let inbox = try await Inbox(
            permissions: Permissions(
                viewers: .init(), operators: .init(), administrators: .init(users: [getuid()]),
                persons: [getuid(): "S"]))
        try await inbox.work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04",
            "B;Tugas B;S;2026-12-04", "C;Tugas C;S;2026-12-04")
        try inbox.drop(
            "keputusan.csv", Self.header, "A;selesai;;;K", "B;pindah;;;M", "C;setujui saja;;;M")
        try await inbox.settle()
        try await inbox.work.advance(to: inbox.work.clock.now + .seconds(600))
        var texts: [String: (text: String, files: Int)] = [:]
        for notice in try await inbox.work.notices() {
            guard notice.items.contains(where: { $0.item.kind == "decisions-taken" }),
                let letter = try await inbox.work.stages.ledger.read({
                    try $0.letter(of: notice.id)
                })
            else { continue }
            texts[notice.recipient] = (
                letter.text, notice.items.flatMap(\.item.attachments).count
            )
        }
        #expect(Set(texts.keys) == ["K", "M", "S"])
        let all = try #require(texts["S"])
        for words in ["Row 2", "Row 3", "Row 4", "“setujui saja”"] {
            #expect(all.text.contains(words), "\(all.text)")
        }
        #expect(all.files == 1)
        let own = try #require(texts["M"])
        #expect(!own.text.contains("Row 2") && own.text.contains("Row 3") && own.files == 0)
    }

    @Test func anAnswerSaysTheDateAndTheReasonOfItsRow() async throws {
        let inbox = try await Inbox()
        try await inbox.work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04")
        try inbox.drop(
            "keputusan.csv", Self.header, "A;pindah;2026-12-11;menunggu kapal;K")
        try await inbox.settle()
        let words = "(moved, 11 December 2026, reason “menunggu kapal”)"
        #expect(try inbox.report("accepted/keputusan.csv").contains(words))
        try await inbox.work.advance(to: inbox.work.clock.now + .seconds(600))
        let mail = try #require(
            try await inbox.work.notices().last { notice in
                notice.items.contains { $0.item.kind == "decisions-taken" }
            })
        let letter = try #require(
            try await inbox.work.stages.ledger.read { try $0.letter(of: mail.id) })
        #expect(letter.text.contains("reason “menunggu kapal”"), "\(letter.text)")
        #expect(letter.text.contains("11 December 2026"))
    }

    @Test func aDroppedSheetIsAnsweredByRowWithTheFaultyCellsMarked() async throws {
        let inbox = try await Inbox()
        try await inbox.work.take(
            "deadlines.csv", "code;title;owner;due_date", "A;Tugas A;S;2026-12-04",
            "B;Tugas B;S;2026-12-04")
        try inbox.drop("keputusan.csv", Self.header, "A;selesai;;;K", "B;pindah;;;K")
        try await inbox.settle()
        #expect(try inbox.names("accepted").contains("keputusan.csv"))
        let report = try inbox.report("accepted/keputusan.csv")
        #expect(report.contains("- row 2, A, Tugas A (done): done: reminders stop"))
        #expect(report.contains("- row 3, B (moved): not carried out: expected a date"))
        // What asks for something comes first.
        let fault = try #require(report.range(of: "NOT CARRIED OUT: 1 of 2 decisions."))
        #expect(fault.lowerBound < (try #require(report.range(of: "TAKEN: "))).lowerBound)
        try await inbox.work.advance(to: inbox.work.clock.now + .seconds(600))
        let mail = try #require(
            try await inbox.work.notices().last { notice in
                notice.items.contains { $0.item.kind == "decisions-taken" }
            })
        let letter = try #require(
            try await inbox.work.stages.ledger.read { try $0.letter(of: mail.id) })
        #expect(mail.recipient == "K")
        #expect(letter.text.contains("1 not possible yet, 1 carried out"))
        #expect(letter.subject.hasPrefix("Your decisions: 1 not carried out, 1 carried out"))
        #expect(mail.items.flatMap(\.item.attachments).map(\.name) == ["keputusan (marked).xlsx"])
        #expect(!letter.text.contains("tenggatctl"))
    }

    /// Beside a letter or a call the date is the day on which the client was told; a day to come is meant as another date.
    @Test(
        "A day to come beside told is a finding, and nothing is carried out",
        arguments: ["letter", "call", "done"])
    func toldOnADayToCome(_ what: String) async throws {
        let work = try await TestOffice()
        let code: String
        if what == "letter" {
            code = "LETTER-\(try await work.slippedOrder("O9").id)"
        } else {
            try await work.take(
                "clients.csv", "code;name;contact;notices;phone",
                "C9;PT Tanpa Surel;Budi;none;08123")
            try await work.slipOrder("O9", client: "C9")
            code = try #require(try await work.deadlines().first { $0.code == "CALL-O9" })
                .identifier
        }
        let word = what == "done" ? "selesai" : "klien tahu"
        let row = { (day: String) in ["kode;keputusan;tanggal;oleh", "\(code);\(word);\(day);K"] }
        let report = try await work.take("keputusan.csv", row("2026-12-21"))
        let finding = try #require(report.reading.findings.first)
        #expect(finding.cell == "C2" && finding.severity == .blocker && report.accepted == 0)
        #expect(what == "done" || finding.expected.english.contains("about the order"))
        let told = try await work.stages.ledger.read { try $0.order("O9")?.lines.first?.told.count }
        #expect(told == 1)
        let today = try await work.take("keputusan.csv", row("2026-11-30"))
        #expect(today.accepted == 1, "\(today.reading.findings)")
        let line = try await work.stages.ledger.read { try $0.order("O9")?.lines.first }
        #expect(line?.lastTold.description == "2026-12-18")
    }
}
