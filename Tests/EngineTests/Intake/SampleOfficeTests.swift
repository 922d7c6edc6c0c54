import Coordination
import Foundation
import Ledger
import Post
import Testing

@testable import Control
@testable import Engine

/// One office's sheets as people save them give what a right reading gives.
@Suite struct SampleOfficeTests {
    private static let registers = [
        "people", "teams", "clients", "reasons", "holidays", "delegations", "targets-2026-11",
    ]

    private func office() async throws -> TestOffice {
        try await TestOffice(
            at: "2026-11-23 09:00", settings: ["mail: {courier: maildir, maildir: mail}"],
            base: "etc/tenggat.yaml",
            registers: Self.registers.map { "Tests/SampleOffice/\($0).csv" })
    }

    private func file(_ name: String) throws -> Intake.File {
        try TestOffice.file(ExpectedReadings.folder.appending(path: name))
    }

    /// Cells with their codes; their order is the rules', which nobody promised.
    private func blockers(of report: ImportReport) -> [String] {
        report.reading.findings.filter { $0.severity == .blocker }
            .map { "\($0.cell) \($0.code.rawValue)" }.sorted()
    }

    private func blockers(of expected: ExpectedReadings.Reading) -> [String] {
        (expected.findings ?? []).map { $0.joined(separator: " ") }.sorted()
    }

    @Test(
        "Sheets give the expected rows or blockers",
        arguments: [
            "people", "teams", "clients", "reasons", "holidays", "delegations", "targets-2026-11",
            "deadlines", "orders", "ambiguous-people-or-clients", "bad-orders-one-column",
            "bad-deadlines",
        ])
    func sheets(_ name: String) async throws {
        let expected = try #require(try ExpectedReadings.load().files["\(name).csv"])
        let report = try await office().take([file("\(name).csv")])[0]
        #expect(report.reading.kind?.rawValue == expected.sheet)
        #expect(report.accepted == expected.accepted)
        #expect(blockers(of: report) == blockers(of: expected))
        if let totals = expected.totals { #expect(report.reading.totals == totals) }
    }

    @Test(
        "Submissions give the expected rows or blockers",
        arguments: [
            "achievement-JKT-2026-11", "achievement-SBY-2026-11", "achievement-MDN-2026-11",
            "achievement-MKS-2026-11", "achievement-BDG-2026-11", "collections-JKT-2026-11",
            "expenses-SBY-2026-11",
        ])
    func submissions(_ name: String) async throws {
        let expected = try #require(try ExpectedReadings.load().files["\(name).csv"])
        let work = try await office()
        let report = try await work.stages.intake.submit(
            file("\(name).csv"), type: nil, team: nil, period: nil, by: nil, at: work.clock.now)
        #expect(report.reading.kind?.rawValue == expected.sheet)
        if let team = expected.team { #expect(report.team == team) }
        #expect(report.period == "2026-11")
        #expect(report.accepted == expected.accepted)
        #expect(blockers(of: report) == blockers(of: expected))
        #expect(report.reading.isNilReport == (expected.nilReport ?? false))
        if let totals = expected.totals { #expect(report.reading.totals == totals) }
    }

    @Test("What is right stays right while the period is worked on", arguments: ["11-30", "12-07"])
    func later(_ day: String) async throws {
        let work = try await office()
        work.clock.set(try work.instant("2026-\(day) 09:00"))
        for name in ["achievement-JKT", "achievement-SBY", "collections-JKT", "expenses-SBY"] {
            let report = try await work.stages.intake.submit(
                file("\(name)-2026-11.csv"), type: nil, team: nil, period: nil, by: nil,
                at: work.clock.now)
            #expect(blockers(of: report).isEmpty && report.accepted > 0, "\(name)")
        }
    }

    @Test func theWholeOfficeInOneImportRefersToItself() async throws {
        let work = try await TestOffice(
            at: "2026-11-23 09:00", base: "etc/tenggat.yaml", registers: [])
        let names = ["orders", "deadlines"] + Self.registers
        let reports = try await work.take(names.map { try file("\($0).csv") })
        #expect(reports.allSatisfy { !$0.reading.isBlocked })
        let again = try await work.take(names.map { try file("\($0).csv") })
        #expect(again.allSatisfy { $0.difference.isEmpty && $0.accepted > 0 })
    }

    @Test func lateOrdersBecomeOneHeldLetterAClientAndNobodyHearsOfAMissingDate() async throws {
        let expected = try ExpectedReadings.load().orders
        let work = try await office()
        try await work.take([file("orders.csv")])
        try await work.settle()
        let letters = try await work.notices().filter { $0.audience == .client }
        #expect(letters.allSatisfy { $0.state == .held })
        #expect(Set(letters.map(\.recipient)) == Set(expected.clientsOfLateOrders))
        #expect(letters.count == expected.clientsOfLateOrders.count)
        let told = letters.flatMap(\.items).map(\.item.subject.id)
        #expect(told.sorted() == expected.lateOrders.sorted())
        let asked = try await work.stages.ledger.read { try $0.deadlines(in: .open) }
            .filter { $0.deadline.kind == "date-needed" }.map { $0.deadline.code.dropFirst(5) }
        #expect(asked.map(String.init).sorted() == expected.ordersThatNeedADate.sorted())
        let unsafe = expected.lateOrdersWithAReasonNotClientSafe
        for letter in letters {
            let isUnsafe = letter.items.contains { unsafe.contains($0.item.subject.id) }
            #expect(letter.holdReasons.contains(.reasonNotClientSafe) == isUnsafe)
            #expect(letter.holdReasons.contains(.lateWhenFirstSeen))
        }
        #expect(work.courier.parcels.allSatisfy { !$0.isClient })
        // Approved by one sheet, they are one mail a client.
        var rows: [String] = []
        for letter in letters {
            let hash = try await work.letter(letter).hash.prefix(16)
            rows.append("\(letter.id);\(hash);approve;;K-01")
        }
        let sheet = (["id;hash;decision;reason;by"] + rows).joined(separator: "\r\n")
        let decided = try await work.take(
            [Intake.File(name: "decisions.csv", content: Array(sheet.utf8))])[0]
        #expect(decided.accepted == letters.count)
        try await work.advance(to: work.instant("2026-11-24 12:00"))
        #expect(work.courier.parcels.filter(\.isClient).count == expected.clientsOfLateOrders.count)
        let left = try await work.notices().filter { $0.audience == .client }
        #expect(left.allSatisfy { $0.state == .sent })
    }
}
