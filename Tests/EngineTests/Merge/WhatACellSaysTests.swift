import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// What a cell says beside what sheets said before and what is so: the table, cell by cell.
@Suite struct WhatACellSaysTests: OneOrderSuite {
    // MARK: People

    private static let person = "code;name;role;email;phone;team;reports_to"

    private func person(_ work: TestOffice) async throws -> Person {
        try #require(try await work.stages.ledger.read { try $0.directory() }.person("P"))
    }

    private func withPerson() async throws -> TestOffice {
        let work = try await TestOffice()
        _ = try await take(
            work, "people.csv", Self.person, "P;Putri;sales;p@uji.test;0812345678;JKT;M")
        return work
    }

    @Test func aColumnThatIsNotThereSaysNothing() async throws {
        let work = try await withPerson()
        let known = try await person(work)
        let report = try await take(work, "people.csv", "code;name;role", "P;Putri;sales")
        #expect(report.isTaken && report.difference.isEmpty)
        #expect(try await person(work) == known)
    }

    @Test func aBlankCellClearsWhatASheetSaid() async throws {
        let work = try await withPerson()
        let report = try await take(
            work, "people.csv", Self.person, "P;Putri;sales;p@uji.test;;JKT;M")
        #expect(report.difference.changed.map(\.column) == ["phone"])
        #expect(try await person(work).phone == nil)
    }

    @Test func aBlankCellWhereNothingWasSaidSaysNothing() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "people.csv", "code;name;role;phone", "P;Putri;sales;0812345678")
        let report = try await take(
            work, "people.csv", Self.person, "P;Putri;sales;;0812345678;;")
        #expect(report.difference.isEmpty && codes(report).isEmpty)
    }

    @Test func anUnreadableCellErasesNothing() async throws {
        let work = try await withPerson()
        let report = try await take(
            work, "people.csv", Self.person, "P;Putri Ayu;sales;bukan alamat;0812345678;JKT;M")
        #expect(codes(report) == ["D2 invalid-address warning"])
        #expect(report.isTaken)
        let known = try await person(work)
        #expect(known.email == "p@uji.test" && known.name == "Putri Ayu")
        let role = try await take(
            work, "people.csv", Self.person, "P;Putri Ayu;penjual;p@uji.test;0812345678;JKT;M")
        #expect(codes(role) == ["C2 unknown-word blocker"] && !role.isTaken)
    }

    @Test func theFirstListAgainIsAnOldCopy() async throws {
        let work = try await withPerson()
        let first = "P;Putri;sales;p@uji.test;0812345678;JKT;M"
        _ = try await take(
            work, "people.csv", Self.person, "P;Putri;sales;baru@uji.test;0812345678;JKT;M")
        let report = try await take(work, "people.csv", Self.person, first)
        #expect(codes(report) == ["D2 stale warning"])
        #expect(notes(report) == ["old P email"])
        #expect(try await person(work).email == "baru@uji.test")
        // A list without the addresses that came since takes none away.
        let bare = try await TestOffice()
        _ = try await take(bare, "people.csv", Self.person, "P;Putri;sales;;0812345678;JKT;M")
        _ = try await take(bare, "people.csv", Self.person, first)
        let again = try await take(
            bare, "people.csv", Self.person, "P;Putri;sales;;0812345678;JKT;M")
        #expect(codes(again) == ["D2 stale warning"])
        #expect(try await person(bare).email == "p@uji.test")
    }

    // MARK: Deadlines and series

    private static let deadline = "code;title;owner;due_date;due_time;status;note"

    private func deadline(_ work: TestOffice, _ code: String = "A") async throws -> Deadline {
        let all = try await work.stages.ledger.read { try $0.deadlines(code: code) }
        return try #require(all.first { $0.deadline.state == .open } ?? all.last).deadline
    }

    private func move(_ work: TestOffice, to due: String, scope: DeadlineChanges.Scope? = nil)
        async throws
    {
        let office = work.stages.store.office
        let due = try #require(CivilDateTime(due))
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try DeadlineChanges(office: office, by: "K").move(
                .init(code: "A"), to: due.date, at: due.time, reason: nil, scope: scope, in: $0)
        }
    }

    @Test func aSheetThatRepeatsItselfDoesNotUndoAMove() async throws {
        let work = try await TestOffice()
        let row = "A;A;S;2026-12-04;15:00;;catatan"
        _ = try await take(work, "deadlines.csv", Self.deadline, row)
        try await move(work, to: "2026-12-18 15:00")
        let report = try await take(work, "deadlines.csv", Self.deadline, row)
        #expect(report.difference.isEmpty)
        #expect(notes(report) == ["kept A due_date"])
        #expect(report.reading.remarks.contains { $0.english.contains("A due_date") })
        #expect(try await deadline(work).due.description == "2026-12-18 15:00")
    }

    @Test func whatASheetNewlySaysIsTakenOverACommandAndBothAreNamed() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;;")
        try await move(work, to: "2026-12-18 15:00")
        let report = try await take(
            work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-21;15:00;;")
        #expect(notes(report) == ["overridden A due_date"])
        #expect(report.notes.map(\.said) == ["2026-12-21"])
        #expect(report.notes.map(\.known) == ["2026-12-18"])
        #expect(try await deadline(work).due.description == "2026-12-21 15:00")
        let old = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;;")
        #expect(codes(old) == ["D2 stale warning"])
        #expect(try await deadline(work).due.description == "2026-12-21 15:00")
    }

    @Test func aNewDateKeepsTheHourThatItsSheetDoesNotHave() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;;")
        _ = try await take(work, "deadlines.csv", "code;title;owner;due_date", "A;A;S;2026-12-08")
        #expect(try await deadline(work).due.description == "2026-12-08 15:00")
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-09;;;")
        #expect(try await deadline(work).due.description == "2026-12-09 17:00")
    }

    @Test func anHourThatCannotBeReadKeepsOutOnlyADateThatNeedsIt() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;;")
        let kept = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;25:00;;x")
        #expect(codes(kept) == ["E2 invalid-time warning"] && kept.isTaken)
        #expect(try await deadline(work).note == "x")
        let moved = try await take(
            work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-08;25:00;;x")
        #expect(codes(moved) == ["E2 invalid-time blocker"])
        #expect(!moved.isTaken)
    }

    @Test func whatWasFinishedIsOpenedOnlyByAStatusThatSaysSoAnew() async throws {
        let work = try await TestOffice()
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;;")
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;done;")
        let office = work.stages.store.office
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try DeadlineChanges(office: office, by: "K").reopen(
                .init(code: "A"), reason: nil, in: $0)
        }
        // The word that ended it is no news, and does not end it again.
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;done;")
        #expect(try await deadline(work).state == .open)
        _ = try await work.stages.ledger.write(at: work.clock.now) {
            try DeadlineChanges(office: office, by: "K").finish(
                .init(code: "A"), as: .done, reason: nil, proof: nil, scope: nil, in: $0)
        }
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;;baru")
        #expect(try await deadline(work).state == .done)
        _ = try await take(work, "deadlines.csv", Self.deadline, "A;A;S;2026-12-04;15:00;open;")
        #expect(try await deadline(work).state == .open)
    }

    @Test func aSeriesThatWasMovedStaysMoved() async throws {
        let work = try await TestOffice()
        let header = "code;title;owner;due_date;due_time;repeat;note"
        _ = try await take(work, "deadlines.csv", header, "A;A;S;2026-12-04;15:00;weekly;")
        try await move(work, to: "2026-12-07 15:00", scope: .following)
        let report = try await take(
            work, "deadlines.csv", header, "A;A;S;2026-12-04;15:00;weekly;ringkas")
        #expect(report.difference.changed.map(\.column) == ["note"])
        #expect(notes(report) == ["kept A due_date"])
        #expect(try await deadline(work).due.description == "2026-12-07 15:00")
        #expect(try await deadline(work).note == "ringkas")
    }

    // MARK: Orders

    @Test func aSheetWithoutExpectedLeavesADelay() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row("2026-12-18", reason: "KAPAL"))
        let report = try await take(
            work, "orders.csv", "order;line;client;item;quantity;promised",
            "O1;1;C1;Meja;5;2026-12-10")
        #expect(report.difference.isEmpty)
        #expect(try await line(work).expected?.description == "2026-12-18")
        #expect(try await line(work).reason == "KAPAL")
    }

    @Test func anExpectedDateThatIsClearedIsAskedAboutOnce() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row("2026-12-18", reason: "KAPAL"))
        for number in 0..<2 {
            let report = try await order(work, row(reason: "KAPAL"))
            #expect(codes(report) == (number == 0 ? ["G2 required warning"] : []))
            #expect(try await line(work).expected?.description == "2026-12-18")
            try await work.settle()
        }
        let asked = try await work.stages.ledger.read { try $0.deadlines(code: "CLEARED-O1") }
        #expect(asked.map(\.deadline.state) == [.open])
        #expect(asked[0].deadline.owner == "K")
        _ = try await order(work, row("2026-12-10", reason: "KAPAL"))
        #expect(try await line(work).expected?.description == "2026-12-10")
        let answered = try await work.stages.ledger.read { try $0.deadlines(code: "CLEARED-O1") }
        #expect(answered.map(\.deadline.state) == [.done])
    }

    /// No question is announced that nobody asks.
    @Test(
        "A date that is cleared of what stands on its promise, or is over, asks nothing",
        arguments: ["same", "promised", "delivered", "cancelled"])
    func aClearedDateOfWhatIsAsPromised(_ what: String) async throws {
        let work = try await TestOffice()
        _ = try await order(work, row(what == "same" ? "2026-12-10" : "2026-12-18"))
        let header = "order;line;client;item;quantity;promised;expected;delivered;status"
        let promised = what == "promised" ? "2026-12-18" : "2026-12-10"
        let rest = [what == "delivered" ? "5" : "", what == "cancelled" ? "cancelled" : ""]
            .joined(separator: ";")
        for _ in 0..<2 {
            let report = try await take(
                work, "orders.csv", header, "O1;1;C1;Meja;5;\(promised);;\(rest)")
            #expect(
                report.isTaken && !codes(report).contains { $0.hasPrefix("G2") }, "\(codes(report))"
            )
            try await work.settle()
        }
        #expect(
            try await work.stages.ledger.read { try $0.deadlines(code: "CLEARED-O1") }.isEmpty)
    }

    @Test func eachLineThatIsClearedHasItsOwnAnswer() async throws {
        let work = try await TestOffice()
        let header = "order;line;client;item;quantity;promised;expected;reason"
        let rows = { (first: String, second: String) in
            [
                header, "O1;1;C1;Meja;5;2026-12-10;\(first);KAPAL",
                "O1;2;C1;Kursi;5;2026-12-10;\(second);KAPAL",
            ]
        }
        try await work.take("orders.csv", rows("2026-12-18", "2026-12-21"))
        try await work.take("orders.csv", rows("", ""))
        let asked = {
            try await work.stages.ledger.read { try $0.deadlines(code: "CLEARED-O1") }
                .map(\.deadline)
        }
        let note = try #require(try await asked().first?.note)
        #expect(note.contains("1: 2026-12-18") && note.contains("2: 2026-12-21"), "\(note)")
        // One line's answer is no answer for the other.
        try await change(
            work, .init(kind: .slip, lines: ["1"], date: CivilDate("2026-12-22"), reason: "KAPAL"))
        #expect(try await asked().map(\.state) == [.open])
        let left = try #require(try await asked().first?.note)
        #expect(!left.contains("1: 2026") && left.contains("2: 2026-12-21"), "\(left)")
        // Nor is a part of it that was delivered.
        try await change(work, .init(kind: .deliver, lines: ["2"], quantity: 1))
        #expect(try await asked().map(\.state) == [.open])
        try await work.take("orders.csv", rows("2026-12-22", "2026-12-21"))
        #expect(try await asked().map(\.state) == [.done])
    }

    @Test func aReasonThatWentWithItsDateMayBeGivenAgain() async throws {
        for row in ["O1;1;2026-12-22", "O1;1;2026-12-22;"] {
            let work = try await TestOffice()
            _ = try await order(work, self.row("2026-12-18", reason: "KAPAL"))
            let header = row.hasSuffix(";") ? "order;line;expected;reason" : "order;line;expected"
            _ = try await take(work, "x.csv", header, row)
            #expect(try await line(work).reason == nil)
            // An old copy gives a later date no reason.
            _ = try await order(work, self.row("2026-12-18", reason: "KAPAL"))
            #expect(try await line(work).reason == nil)
            let given = try await order(work, self.row("2026-12-22", reason: "KAPAL"))
            #expect(codes(given).isEmpty && given.notes.isEmpty)
            #expect(try await line(work).reason == "KAPAL")
        }
    }

    @Test func aBlankExpectedDoesNotUndoASlip() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row())
        try await change(
            work, .init(kind: .slip, date: CivilDate("2026-12-18"), reason: "KAPAL"))
        let report = try await order(work, row())
        #expect(notes(report) == ["kept O1 1 expected", "kept O1 1 reason"])
        #expect(try await line(work).expected?.description == "2026-12-18")
        #expect(
            try await work.stages.ledger.read { try $0.deadlines(code: "CLEARED-O1") }.isEmpty)
    }

    @Test func deliveredAndStatusStayWhereTheyAreBlank() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row(delivered: "3", status: "cancelled"))
        let report = try await order(work, row())
        #expect(codes(report) == ["H2 required warning", "I2 required warning"])
        var known = try await line(work)
        #expect(known.delivered == 3 && known.isCancelled)
        let less = try await order(work, row(delivered: "2", status: "open"))
        #expect(codes(less) == ["H2 out-of-range warning"])
        known = try await line(work)
        #expect(known.delivered == 2 && !known.isCancelled)
    }

    @Test func anOldListRevivesNoCancelledOrder() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row(status: "open"))
        try await change(work, .init(kind: .cancel, reason: "batal"))
        #expect(notes(try await order(work, row(status: "open"))) == ["kept O1 1 status"])
        #expect(try await line(work).isCancelled)
        _ = try await order(work, row(status: "cancelled"))
        let old = try await order(work, row(status: "open"))
        #expect(codes(old) == ["I2 stale warning"])
        #expect(try await line(work).isCancelled)
    }

    @Test(
        "What cannot be read of an order keeps its file out",
        arguments: [
            (6, "31/02/2027", "G2 invalid-date blocker"), (7, "tiga", "H2 not-a-number blocker"),
            (8, "mungkin", "I2 unknown-word blocker"), (10, "kemarin", "K2 invalid-date blocker"),
        ])
    func unreadable(_ column: Int, _ cell: String, _ finding: String) async throws {
        let work = try await TestOffice()
        _ = try await order(work, row("2026-12-18", reason: "KAPAL"))
        let known = try await line(work)
        var cells = row("2026-12-18", reason: "KAPAL")
            .split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        cells[column] = cell
        let report = try await order(work, cells.joined(separator: ";"))
        #expect(codes(report) == [finding] && !report.isTaken)
        #expect(try await line(work) == known)
    }

    @Test func aTellingCountsOnce() async throws {
        let work = try await TestOffice()
        _ = try await order(work, row())
        let told = row("2026-12-18", reason: "KAPAL", told: "2026-12-18")
        _ = try await order(work, told)
        #expect(try await line(work).told.map(\.date.description) == ["2026-12-10", "2026-12-18"])
        _ = try await order(work, row("2026-12-21", reason: "KAPAL", told: "2026-12-21"))
        // Blank takes nothing back, and the old copy tells nothing.
        _ = try await order(work, row("2026-12-21", reason: "KAPAL"))
        _ = try await order(work, told)
        #expect(
            try await line(work).told.map(\.date.description)
                == ["2026-12-10", "2026-12-18", "2026-12-21"])
        #expect(try await line(work).expected?.description == "2026-12-21")
    }

    /// Both cells are taken, or pieces would go without a question.
    @Test(
        "A line that was split and is merged again has all of it back",
        arguments: [
            ("Meja", "20", true), ("Kursi", "20", false), ("Meja", "19", false),
        ])
    func linesMergedBack(_ item: String, _ quantity: String, isMerged: Bool) async throws {
        let work = try await TestOffice()
        let header = "order;line;client;item;quantity;promised;status"
        try await work.take("orders.csv", header, "O1;1;C1;Meja;\(quantity);2026-12-10;")
        try await work.take(
            "orders.csv", header, "O1;1;C1;Meja;12;2026-12-10;", "O1;2;C1;\(item);8;2026-12-10;")
        let report = try await work.take(
            "orders.csv", header, "O1;1;C1;Meja;\(quantity);2026-12-10;",
            "O1;2;C1;\(item);8;2026-12-10;cancelled")
        #expect(report.isTaken)
        let order = try #require(try await work.stages.ledger.read { try $0.order("O1") })
        #expect(order.lines.map(\.isCancelled) == [false, true])
        #expect(order.lines[0].quantity == (isMerged ? 20 : 12))
        // The same list once more says nothing new.
        let again = try await work.take(
            "orders.csv", header, "O1;1;C1;Meja;\(quantity);2026-12-10;",
            "O1;2;C1;\(item);8;2026-12-10;cancelled")
        #expect(again.difference.isEmpty)
    }
}
