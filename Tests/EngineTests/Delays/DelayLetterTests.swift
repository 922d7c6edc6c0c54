import Almanac
import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// What letters about delays say line by line, and what becomes of those whose fate was in doubt.
@Suite struct DelayLetterTests {
    private static let columns =
        "order;line;client_po;client;promised;expected;reason;item;quantity"

    private static func row(
        _ line: Int, _ expected: String = "", po: String = "PO-1", item: String = "Meja"
    ) -> String {
        let reason = expected.isEmpty ? "" : "KAPAL"
        return "O1;\(line);\(po);C1;2026-12-10;\(expected);\(reason);\(item);5"
    }

    /// The client reads English here.
    private func office(_ settings: [String] = []) async throws -> TestOffice {
        let work = try await TestOffice(settings: settings)
        try await takeClient("c1@sinar.test", in: work)
        return work
    }

    private func takeClient(_ email: String, in work: TestOffice) async throws {
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;\(email);en;WIB;automatic")
        try await work.settle()
    }

    private func take(_ rows: [String], at moment: String, in work: TestOffice) async throws {
        try await work.advance(to: work.instant(moment))
        let text = ([Self.columns] + rows).joined(separator: "\r\n")
        try await work.take([Intake.File(name: "orders.csv", content: Array(text.utf8))])
        try await work.settle()
    }

    private func lastLetter(in work: TestOffice) async throws -> LetterRecord {
        let notice = try #require(
            try await work.notices().last { $0.audience == .client && $0.state == .sent })
        return try #require(try await work.stages.ledger.read { try $0.letter(of: notice.id) })
    }

    // MARK: Line by line

    @Test func eachLineOfAMixedLetterIsTrue() async throws {
        let work = try await office()
        try await take(
            [Self.row(1), Self.row(2, item: "Kursi"), Self.row(3, item: "Lampu")],
            at: "2026-11-23 09:00", in: work)
        try await take(
            [Self.row(1, "2026-12-18"), Self.row(3, "2026-12-18", item: "Lampu")],
            at: "2026-11-30 10:00", in: work)
        try await take(
            [
                Self.row(1, "2026-12-21"), Self.row(2, "2026-12-22", item: "Kursi"),
                Self.row(3, "2026-12-10", item: "Lampu"),
            ], at: "2026-12-01 10:00", in: work)
        let text = try await lastLetter(in: work).text
        #expect(text.contains("has changed again") && !text.contains("either"))
        let lines = text.split(separator: "\n").map(String.init)
        let table = try #require(lines.first { $0.contains("Meja") })
        #expect(
            table.contains(
                "originally Thursday, 10 December 2026, most recently Friday, 18 December"))
        #expect(
            table.contains("now expected to ship on Monday, 21 December 2026 (reason: a delayed"))
        let chair = try #require(lines.first { $0.contains("Kursi") })
        #expect(
            chair.contains(
                "promised for Thursday, 10 December 2026, now expected to ship on Tuesday, 22"))
        let lamp = try #require(lines.first { $0.contains("Lampu") })
        #expect(
            lamp.contains(
                "originally Thursday, 10 December 2026, most recently Friday, 18 December"))
        #expect(lamp.contains("on Thursday, 10 December 2026, as originally promised."))
    }

    @Test func aDateThatWasGivenAndBrokenIsOwnedTo() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        try await take([Self.row(1, "2026-12-21")], at: "2026-12-01 10:00", in: work)
        #expect(
            try await lastLetter(in: work).text.contains("cannot meet the date that we gave you"))
    }

    @Test func backOnScheduleStatesEveryDateThatWasTold() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        try await take([Self.row(1, "2026-12-21")], at: "2026-12-01 10:00", in: work)
        try await take([Self.row(1, "2026-12-08")], at: "2026-12-02 10:00", in: work)
        let letter = try await lastLetter(in: work)
        for date in ["10 Dec", "18 Dec", "21 Dec", "8 Dec"] {
            #expect(letter.text.contains(date), "\(date) in \(letter.text)")
            #expect(letter.html.contains(date), "\(date) in \(letter.html)")
        }
        #expect(letter.text.contains("earlier than originally promised"))
        #expect(letter.text.contains("back on schedule"))
    }

    @Test func linesOfDifferentPurchaseOrdersKeepTheirs() async throws {
        let work = try await office()
        let first = [Self.row(1), Self.row(2, po: "PO-2", item: "Kursi")]
        try await take(first, at: "2026-11-23 09:00", in: work)
        let again = try await work.take("orders.csv", Self.columns, first[0], first[1])
        #expect(again.difference.isEmpty)
        try await take(
            [Self.row(1, "2026-12-18"), Self.row(2, "2026-12-18", po: "PO-2", item: "Kursi")],
            at: "2026-11-30 10:00", in: work)
        let letter = try await lastLetter(in: work)
        #expect(letter.text.contains("Meja, 5 (PO-1)"))
        #expect(letter.text.contains("Kursi, 5 (PO-2)"))
        #expect(letter.text.contains("your order O1") && letter.subject.contains("order O1"))
        #expect(letter.html.contains("PO-2<"))
        #expect(try await work.call(ShowOrder(order: "O1")).order.clientPo == "PO-1, PO-2")
        // A letter of one line alone names that line's.
        try await take(
            [Self.row(2, "2026-12-21", po: "PO-2", item: "Kursi")], at: "2026-12-01 10:00",
            in: work)
        let second = try await lastLetter(in: work)
        #expect(second.subject.contains("PO-2") && !second.text.contains("PO-1"))
    }

    @Test func aTellingThatCameBeforeAnotherIsWarnedOf() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        let columns = Self.columns + ";told;informed_on"
        let known = try await work.take(
            "orders.csv", columns, Self.row(1, "2026-12-18") + ";2026-12-18;2026-11-20")
        #expect(known.reading.findings == [])
        let late = try await work.take(
            "orders.csv", columns, Self.row(1, "2026-12-18") + ";2026-12-15;2026-11-20")
        #expect(late.reading.findings.map(\.code) == [.stale] && !late.reading.isBlocked)
        #expect(late.reading.findings[0].expected.english.contains("after 2026-11-30"))
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines[0].told.count == 2)
    }

    // MARK: Letters in doubt

    @Test func whatArrivedAfterAllWasToldWhenItLeft() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        work.courier.answer(.uncertain(reason: "no answer"))
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        try await work.advance(to: work.instant("2026-12-02 14:00"))
        let notice = try #require(try await work.notices().first { $0.audience == .client })
        #expect(notice.state == .uncertain)
        _ = try await work.call(ConfirmArrival(id: Int(notice.id), by: "K"))
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        let told = try #require(order.lines[0].told.last)
        #expect(told.date.description == "2026-12-18")
        #expect(told.at == (try work.instant("2026-11-30 10:00")))
    }

    @Test func whatCameWhileALetterWasOnItsWayIsWrittenOnceItIsRefused() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 18:00", in: work)
        let office = work.stages.store.office
        let writer = work.stages.writer
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            let view = transaction.view
            var notice = try #require(
                try view.notices(in: [.waiting], limit: 10).first { $0.audience == .client })
            let letter = try writer.letter(
                for: notice, view: view, office: office, now: transaction.now)
            try transaction.claim(&notice, letter: LetterRecord(letter), courier: "fake")
            let slip = OrderChanges.Change(
                kind: .slip, date: CivilDate("2026-12-21"), reason: "KAPAL")
            _ = try OrderChanges(office: office, by: "K").apply(slip, to: "O1", in: transaction)
            #expect(
                try DelayPlanner(office: office, writer: writer).work(in: transaction).letters == []
            )
            try transaction.settle(
                &notice, outcome: .refused(reason: "554 spam", isAddressAtFault: false),
                retry: RetryPolicy(
                    first: .seconds(60), most: .seconds(60), giveUpAfter: .seconds(60)))
        }
        try await work.settle()
        let waiting = try #require(
            try await work.notices().last { $0.audience == .client && $0.state == .waiting })
        #expect(try await work.letter(waiting).text.contains("21 December 2026"))
    }

    @Test func aRefusedLetterIsNotWrittenAgainByItself() async throws {
        let work = try await office()
        try await take([Self.row(1), Self.row(2)], at: "2026-11-23 09:00", in: work)
        work.courier.answer(.refused(reason: "554 spam", isAddressAtFault: false))
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        try await work.take("reasons.csv", "code;id;en;client_safe", "X;lain;other;yes")
        try await work.settle()
        #expect(try await work.notices().filter { $0.audience == .client }.count == 1)
        // The next one tells of both lines, and is taken back when the other needs no telling.
        try await take([Self.row(2, "2026-12-21")], at: "2026-11-30 18:00", in: work)
        let both = try #require(try await work.notices().last { $0.audience == .client })
        #expect(both.state == .waiting && both.liveItems.flatMap(\.statements).count == 2)
        _ = try await work.call(ChangeOrder(order: "O1", change: "deliver", lines: ["2"], by: "K"))
        try await work.settle()
        #expect(try await work.notice(both.id).state == .withdrawn)
    }

    @Test func aServerThatWasNeverReachedRefusedNothing() async throws {
        let work = try await office(["mail: {retry: {give_up_after: 1h}}"])
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        for _ in 0..<60 { work.courier.answer(.deferred(reason: "no route to host")) }
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        try await work.advance(to: work.instant("2026-12-01 12:00"))
        let call = try #require(try await work.deadlines().first { $0.code == "ADDRESS-C1" })
        #expect(call.title.contains("could not be delivered") && !call.title.contains("refused"))
        #expect(try #require(call.note).contains("no route to host"))
    }

    @Test func aCallForWantOfAnAddressEndsWithTheNextLetterThatArrives() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        work.courier.answer(.refused(reason: "554 spam", isAddressAtFault: false))
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        let open = try #require(try await work.deadlines().first { $0.code == "ADDRESS-C1" })
        #expect(open.state == .open && open.title.contains("refused"))
        try await take([Self.row(1, "2026-12-21")], at: "2026-12-01 10:00", in: work)
        #expect(try await lastLetter(in: work).text.contains("21 December"))
        let ended = try #require(try await work.deadlines().first { $0.code == "ADDRESS-C1" })
        #expect(ended.state == .done && ended.finishedBy == nil)
    }

    @Test("A free letter says its subject once, and not above its own words again")
    func freeLetter() async throws {
        let work = try await office()
        let id = try await work.call(
            WriteNotice(clients: ["C1"], subject: "Gudang tutup", text: "Senin.", by: "K")
        ).notices[0].id
        let letter = try #require(try await work.call(ShowNotice(id: id)).letter)
        #expect(letter.subject.contains("Gudang tutup"))
        #expect(!letter.text.contains("Gudang tutup") && letter.text.contains("Senin."))
        #expect(!letter.html.contains("<b>Perihal"))
    }

    @Test func aMessageThatWasRefusedIsStillToBeSaidWithAnotherAddress() async throws {
        let work = try await office()
        let written = try await work.call(
            WriteNotice(clients: ["C1"], subject: "Gudang tutup", text: "Senin.", by: "K"))
        let id = written.notices[0].id
        let hash = try #require(try await work.call(ShowNotice(id: id)).letter).hash
        work.courier.answer(.refused(reason: "550 no such user", isAddressAtFault: true))
        _ = try await work.call(ApproveNotices(approvals: [Approval(id: id, hash: hash)]))
        try await work.advance(to: work.instant("2026-11-23 10:00"))
        try await takeClient("baru@sinar.test", in: work)
        let call = try #require(try await work.deadlines().first { $0.code == "ADDRESS-C1" })
        #expect(call.state == .open && call.note?.contains("Senin.") == true)
    }

    @Test func anAddressThatIsEnteredAnewIsTried() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        work.courier.answer(.refused(reason: "550 no such user", isAddressAtFault: true))
        try await take([Self.row(1, "2026-12-18")], at: "2026-11-30 10:00", in: work)
        let isFlagged = {
            try await work.stages.ledger.read { try $0.isRefused(address: "c1@sinar.test") }
        }
        #expect(try await isFlagged())
        // The same row again confirms nothing.
        try await takeClient("c1@sinar.test", in: work)
        #expect(try await isFlagged())
        // An old copy of the list does not, either; who enters it in a copy of what is known does.
        try await takeClient("", in: work)
        try await takeClient("c1@sinar.test", in: work)
        #expect(try await isFlagged())
        let export = try await work.stages.export(.clients, as: .csv, at: work.clock.now)
        var rows = String(decoding: export.content, as: UTF8.self)
            .split(whereSeparator: \.isNewline).map {
                $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            }
        let index = try #require(rows.firstIndex { $0[0] == "C1" })
        rows[index][try #require(rows[0].firstIndex(of: "email"))] = "c1@sinar.test"
        let text = rows.map { $0.joined(separator: ";") }.joined(separator: "\r\n")
        try await work.take([Intake.File(name: "clients.csv", content: Array(text.utf8))])
        try await work.settle()
        #expect(try await !isFlagged())
        #expect(work.courier.parcels.filter(\.isClient).count == 2)
    }

    @Test func whoeverOfTheOfficeIsReachedAgainHasAGoodAddress() async throws {
        let work = try await office()
        let now = work.clock.now
        try await work.stages.ledger.write(at: now) { transaction in
            try transaction.flag(address: "s@garis.test", of: "S", because: "550")
        }
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time", "A;A;S;2026-11-24;15:00")
        try await work.advance(to: work.instant("2026-11-24 14:00"))
        #expect(work.courier.parcels.contains { $0.recipients == ["s@garis.test"] })
        #expect(
            try await !work.stages.ledger.read { try $0.isRefused(address: "s@garis.test") })
    }

    // MARK: Questions

    @Test func anOpenQuestionFollowsTheOrderToAnotherClient() async throws {
        let work = try await office()
        try await take([Self.row(1)], at: "2026-11-23 09:00", in: work)
        try await work.advance(to: work.instant("2026-12-11 09:00"))
        let question = {
            let questions = try await work.deadlines().filter { $0.code == "DATE-O1" }
            #expect(questions.count == 1 && questions[0].state == .open)
            return try #require(questions.first)
        }
        #expect(try await question().client == "C1")
        let moved = Self.row(1).replacingOccurrences(of: ";C1;", with: ";C2;")
        try await take([moved], at: "2026-12-11 10:00", in: work)
        #expect(try await question().client == "C2")
        #expect(try await question().title == "New date for order O1 of PT Cahaya")
    }

    @Test func aQuestionForSomebodyInParticularFollowsWhoeverThatIs() async throws {
        let work = try await office()
        let office = work.stages.store.office
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            var question = OfficeTask(
                topic: .signOff("SIGN"), occurrence: "v1",
                title: BilingualText(en: "sign", id: "sahkan"), owner: "M")
            #expect(try transaction.ask(question, office: office, because: "").isOpened)
            question.owner = "MM"
            #expect(try !transaction.ask(question, office: office, because: "").isOpened)
            let asked = try transaction.view.openDeadlines(code: "SIGN").map(\.deadline.owner)
            #expect(asked == ["MM"])
        }
    }

    @Test func aQuestionThatAPersonGaveToAnotherStaysTheirs() async throws {
        let work = try await office()
        try await take([Self.row(1), Self.row(2)], at: "2026-11-23 09:00", in: work)
        try await work.advance(to: work.instant("2026-12-11 09:00"))
        let owner = {
            try #require(try await work.deadlines().first { $0.code == "DATE-O1" }).owner
        }
        let office = work.stages.store.office
        #expect(try await owner() == "K")
        try await work.stages.ledger.write(at: work.clock.now) { transaction in
            let record = try #require(try transaction.view.openDeadlines(code: "DATE-O1").first)
            var deadline = record.deadline
            deadline.owner = "S"
            try transaction.change(record, to: deadline, office: office, by: "K")
        }
        try await take([Self.row(2, "2026-12-18")], at: "2026-12-11 10:00", in: work)
        #expect(try await owner() == "S")
    }

    @Test func theQuestionForADateNamesTheLinesThatNeedOne() async throws {
        let work = try await office()
        try await take(
            [Self.row(1), Self.row(2, "2026-12-11", item: "Kursi"), Self.row(3, "2026-12-28")],
            at: "2026-11-23 09:00", in: work)
        let note = {
            let questions = try await work.deadlines().filter { $0.kind == "date-needed" }
            #expect(questions.count == 1)
            return try #require(questions.first?.note)
        }
        try await work.advance(to: work.instant("2026-12-11 09:00"))
        #expect(try await note() == "PO-1\n1: 5 Meja, 2026-12-10")
        try await work.advance(to: work.instant("2026-12-14 09:00"))
        #expect(
            try await note() == "PO-1\n1: 5 Meja, 2026-12-10\n2: 5 Kursi, 2026-12-11")
        try await take([Self.row(1, "2026-12-18")], at: "2026-12-14 10:00", in: work)
        #expect(try await note() == "PO-1\n2: 5 Kursi, 2026-12-11")
    }
}
