import Almanac
import Coordination
import Ledger
import Testing

@testable import Control
@testable import Engine

/// A file by which somebody left is undone: what it handed over is theirs again, but for what was changed since.
@Suite struct UndoneHandoverTests {
    private static let people = "code;name;email;team;role;reports_to;language;status;successor"
    private static let leaving = "M;Rizky Santoso;m@garis.test;JKT;manager;D;en;left;S"

    /// An office with everything that a handover moves; M owns it.
    private func office() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;repeat", "A;Tugas A;M;2026-12-04;",
            "B;Tugas B;M;2026-12-04;", "W;Laporan;M;2026-11-27;weekly", "C;Tugas C;S;2026-12-04;")
        try await work.take(
            "orders.csv", "order;line;client;promised;item;quantity;salesperson",
            "O1;1;C1;2026-12-10;Meja;5;M", "O1;2;C1;2026-12-10;Kursi;5;M",
            "O2;1;C1;2026-12-10;Meja;5;S")
        return work
    }

    /// Whose what is: deadlines by code, series, orders' lines, team, superior, post.
    private func holders(_ work: TestOffice) async throws -> [String: String] {
        try await work.stages.ledger.read { view in
            var holders: [String: String] = [:]
            for deadline in try view.deadlines(in: .open).map(\.deadline) {
                holders[deadline.identifier] = deadline.owner
            }
            for series in try view.allSeries() { holders[series.code] = series.owner }
            for order in try view.orders() {
                holders[order.code] = order.salesperson
                for line in order.lines { holders["\(order.code) \(line.line)"] = line.salesperson }
            }
            let directory = try view.directory()
            for team in directory.teams.values { holders["team \(team.code)"] = team.manager }
            for person in directory.people.values {
                holders["above \(person.code)"] = person.reportsTo
                holders["post \(person.code)"] = person.post.rawValue
                holders["left \(person.code)"] = "\(person.hasLeft)"
            }
            return holders
        }
    }

    private func undo(
        _ report: ImportReport, in work: TestOffice
    ) async throws -> UndoImport.Reply {
        let number = Int(try #require(report.number))
        let before = try await holders(work)
        let dry = try await work.call(UndoImport(number: number, dryRun: true))
        #expect(try await holders(work) == before)
        let reply = try await work.call(UndoImport(number: number))
        #expect(dry.restored == reply.restored && dry.kept == reply.kept)
        #expect(dry.keptBecause == reply.keptBecause && dry.effects == reply.effects)
        return reply
    }

    @Test("Everything that moved goes back, and those whom it is about are told")
    func whole() async throws {
        let work = try await office()
        let before = try await holders(work)
        let report = try await work.take("people.csv", Self.people, Self.leaving)
        let words = report.effectWords.map(\.english).joined(separator: "\n")
        #expect(words.contains("M hands over to S: deadlines A, B, W"), "\(words)")
        #expect(words.contains("orders O1; teams JKT") && words.contains("the post"), "\(words)")
        #expect(try await holders(work).filter { $0.value == "M" }.isEmpty)
        try await work.advance(to: work.clock.now + .seconds(600))
        let reply = try await undo(report, in: work)
        #expect(try await holders(work) == before)
        #expect(reply.kept.isEmpty, "\(reply.keptBecause)")
        #expect(Set(["M", "A", "B", "W", "O1", "JKT", "S"]).isSubset(of: reply.restored))
        try await work.advance(to: work.clock.now + .seconds(600))
        let told = try await work.notices().filter { notice in
            notice.items.contains { $0.item.kind == "handover-undone" }
        }
        #expect(told.map(\.recipient).sorted() == ["K", "M", "S"])
        let text = try await work.letter(try #require(told.first)).text
        #expect(text.contains("Rizky Santoso") && text.contains("O1"), "\(text)")
        // Once more is no second time.
        await #expect(throws: ControlError.self) {
            try await work.call(UndoImport(number: Int(report.number ?? 0)))
        }
    }

    @Test("What was changed, done or delivered since stays, and is named")
    func touched() async throws {
        let work = try await office()
        let report = try await work.take("people.csv", Self.people, Self.leaving)
        try await work.advance(to: work.clock.now + .seconds(600))
        try await work.take("deadlines.csv", "code;owner", "A;K")
        _ = try await work.call(FinishDeadline(code: "B"))
        try await work.take("teams.csv", "team_code;name;manager", "JKT;Jakarta;K")
        try await work.take("orders.csv", "order;line;delivered", "O1;1;5")
        // The series goes on, and what came of it since is M's, too.
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        let reply = try await undo(report, in: work)
        let after = try await holders(work)
        #expect(after["A"] == "K" && after["team JKT"] == "K" && after["O1 1"] == "S")
        #expect(after["O1 2"] == "M" && after["O1"] == "M" && after["W"] == "M")
        #expect(after.filter { $0.key.hasPrefix("W ") }.allSatisfy { $0.value == "M" })
        #expect(after["C"] == "S" && after["O2 1"] == "S" && after["post S"] == "sales")
        #expect(Set(reply.kept) == ["A", "B", "JKT", "O1 1"], "\(reply.kept)")
    }

    @Test("What somebody gave another date since stays, and is named")
    func movedAndSlipped() async throws {
        let work = try await office()
        let report = try await work.take("people.csv", Self.people, Self.leaving)
        try await work.advance(to: work.clock.now + .seconds(600))
        _ = try await work.call(
            MoveDeadline(code: "A", due: "2026-12-09", by: "S", reason: "klien minta"))
        _ = try await work.call(
            ChangeOrder(
                order: "O1", change: "slip", lines: ["1"], date: "2026-12-18", reason: "KAPAL",
                by: "S"))
        let reply = try await undo(report, in: work)
        let after = try await holders(work)
        #expect(after["A"] == "S" && after["O1 1"] == "S" && after["O1"] == "S")
        #expect(after["B"] == "M" && after["O1 2"] == "M" && after["W"] == "M")
        #expect(Set(reply.kept) == ["A", "O1", "O1 1"], "\(reply.keptBecause)")
        #expect(reply.keptBecause.contains { $0.contains("moved since") }, "\(reply.keptBecause)")
        try await work.advance(to: work.clock.now + .seconds(600))
        let told = try await work.notices().flatMap { notice in
            notice.items.filter { $0.item.kind == "handover-undone" }
        }
        #expect(told.first?.item.facts["kept"] == .text("O1 1, O1, A"), "\(told)")
    }

    @Test(
        "What runs of a series that came since is named in the mail, and stays where it was moved")
    func runningOccurrence() async throws {
        for isMoved in [false, true] {
            let work = try await office()
            let report = try await work.take("people.csv", Self.people, Self.leaving)
            // The one that ran has been done; the next runs.
            try await work.advance(to: work.clock.now + .seconds(600))
            let first = try #require(
                try await work.deadlines().first { $0.code == "W" && $0.state == .open })
            _ = try await work.call(
                FinishDeadline(code: "W", occurrence: first.occurrence, by: "S"))
            try await work.advance(to: work.clock.now + .seconds(600))
            let next = try #require(
                try await work.deadlines().first { $0.code == "W" && $0.state == .open })
            #expect(next.owner == "S" && next.occurrence != first.occurrence)
            if isMoved {
                _ = try await work.call(
                    MoveDeadline(
                        code: "W", occurrence: next.occurrence, due: "2026-12-08", scope: "this",
                        by: "S", reason: "klien"))
            }
            let reply = try await undo(report, in: work)
            #expect(reply.kept.contains(next.identifier) == isMoved, "\(reply.kept)")
            #expect(try await holders(work)[next.identifier] == (isMoved ? "S" : "M"))
            try await work.advance(to: work.clock.now + .seconds(600))
            let told = try #require(
                try await work.notices().first { notice in
                    notice.items.contains { $0.item.kind == "handover-undone" }
                })
            let text = try await work.letter(told).text
            #expect(text.contains(next.identifier), "\(text)")
        }
    }

    @Test("A series that was ended since stays ended")
    func endedSeries() async throws {
        let work = try await office()
        let report = try await work.take("people.csv", Self.people, Self.leaving)
        try await work.advance(to: work.clock.now + .seconds(600))
        _ = try await work.call(
            FinishDeadline(
                code: "W", outcome: "cancelled", scope: "following", reason: "tidak perlu"))
        let reply = try await undo(report, in: work)
        #expect(reply.kept.contains("W"), "\(reply.kept)")
        #expect(try await holders(work)["W"] == "S")
    }

    @Test(
        "Of two who leave in one file, what went on to the second's successor comes back to the first",
        arguments: [[0, 1], [1, 0]])
    func chain(_ order: [Int]) async throws {
        let work = try await office()
        let before = try await holders(work)
        let rows = [Self.leaving, "S;Sari;s@garis.test;JKT;sales;M;en;left;SM"]
        let report = try await work.take("people.csv", Self.people, rows[order[0]], rows[order[1]])
        let moved = try await holders(work)
        #expect(moved["A"] == "SM" && moved["C"] == "SM" && moved["O1 1"] == "SM")
        #expect(moved["team JKT"] == "SM", "\(moved)")
        _ = try await undo(report, in: work)
        #expect(try await holders(work) == before)
    }

    @Test("A workbook that brings the successor, too, is taken back whole")
    func newSuccessor() async throws {
        let work = try await office()
        let before = try await holders(work)
        let report = try await work.take(
            "people.csv", Self.people, "M;Rizky Santoso;m@garis.test;JKT;manager;D;en;left;N",
            "N;Baru;n@garis.test;JKT;manager;D;en;;")
        #expect(try await holders(work)["A"] == "N")
        let reply = try await undo(report, in: work)
        #expect(reply.kept.isEmpty, "\(reply.keptBecause)")
        #expect(try await holders(work) == before)
    }

    @Test("Nothing goes back to whom nobody knows any more")
    func erased() async throws {
        let work = try await office()
        let report = try await work.take(
            "people.csv", Self.people, Self.leaving + "\r\nN;Baru;n@garis.test;JKT;sales;S;en;;")
        try await work.advance(to: work.clock.now + .seconds(600))
        _ = try await work.call(EraseReader(kind: "person", code: "M", forGood: true))
        let before = try await holders(work)
        let reply = try await undo(report, in: work)
        #expect(reply.restored == ["N"] && reply.kept.contains("A"), "\(reply)")
        var after = try await holders(work)
        for key in ["above N", "post N", "left N"] { after[key] = before[key] }
        #expect(after == before)
    }
}
