import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// For whom a sheet's cells may say that its sender acts: for the same people as a command's `--by`.
@Suite struct SheetAuthorityTests {
    /// S, an operator who is no administrator.
    private static let permissions = Permissions(
        viewers: .init(), operators: .init(users: [1_000]), persons: [1_000: "S"])
    private static let peer = Peer(processID: 1, user: 1_000, groups: [1_000])
    private static let sender = Sender(
        by: "S", authority: Authority(of: peer, under: permissions))

    private func take(
        _ work: TestOffice, _ name: String, _ lines: String...
    ) async throws -> ImportReport {
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return try await work.stages.intake.take(
            [Intake.File(name: name, content: Array(text.utf8))], as: nil, isDryRun: false,
            from: Self.sender, at: work.clock.now)[0]
    }

    private func codes(_ report: ImportReport) -> [String] {
        report.reading.findings.map { "\($0.cell) \($0.code.rawValue) \($0.severity.rawValue)" }
    }

    private func decide(
        _ work: TestOffice, by name: String
    ) async throws -> (report: ImportReport, letter: NoticeRecord) {
        let waiting = try await work.slippedOrder()
        let hash = try await work.letter(waiting).hash.prefix(16)
        let report = try await take(
            work, "decisions.csv", "id;hash;decision;by", "\(waiting.id);\(hash);approve;\(name)")
        return (report, try await work.notice(waiting.id))
    }

    @Test(arguments: [("K", "D2 not-allowed blocker"), ("ZZ", "D2 unknown-code blocker")])
    func nobodyDecidesInAnothersName(_ name: String, _ finding: String) async throws {
        let (report, letter) = try await decide(TestOffice(), by: name)
        #expect(codes(report) == [finding])
        #expect(!report.isTaken && letter.state == .held)
    }

    @Test func whoeverStandsInDecides() async throws {
        let work = try await TestOffice()
        try await work.take(
            "delegations.csv", "person;from;until;stand_in", "K;2026-11-24;2026-12-31;S")
        let (report, letter) = try await decide(work, by: "k")
        #expect(report.isTaken && letter.state != .held)
        #expect(letter.approvedBy == "K (entered by S)")
    }

    private static let deadline = ["code;title;owner;due_date", "T-1;Tender;S;2026-12-04"]

    @Test(
        arguments: [
            ("K", "D2 not-allowed warning"), ("Siapa saja", "D2 unknown-code warning"),
        ])
    func whatARowDecidesIsItsSendersWordWhereTheyMayNotActForOthers(
        _ name: String, _ finding: String
    ) async throws {
        let work = try await TestOffice()
        try await work.take("deadlines.csv", Self.deadline[0], Self.deadline[1])
        let report = try await take(
            work, "deadlines.csv", "code;status;done_on;by", "T-1;done;2026-11-23;\(name)")
        #expect(codes(report).contains(finding))
        #expect(try await work.deadlines().first?.finishedBy == "S")
    }

    @Test func historyHasBoth() async throws {
        let work = try await TestOffice()
        try await work.take("deadlines.csv", Self.deadline[0], Self.deadline[1])
        let report = try await work.take("deadlines.csv", "code;status;by", "T-1;done;S")
        #expect(report.isTaken)
        #expect(try await work.deadlines().first?.finishedBy == "S (entered by K)")
    }

    // MARK: Who may have somebody stand in

    @Test func nobodyGivesThemselvesTheRightToActForOthers() async throws {
        let work = try await TestOffice()
        let header = "person;from;until;stand_in"
        let own = try await take(work, "delegations.csv", header, "K;2026-11-24;2026-12-31;S")
        #expect(codes(own) == ["D2 not-allowed blocker"])
        let away = try await take(work, "delegations.csv", header, "S;2026-11-24;2026-12-31;K")
        #expect(away.isTaken)
        let others = try await take(work, "delegations.csv", header, "K;2026-11-24;2026-12-31;M")
        #expect(others.isTaken)
    }

    @Test("No command gives whoever makes it the right to act for others")
    func noRightByCommand() async throws {
        let work = try await TestOffice()
        #expect(try await answer(work, person: "K", standIn: "S").contains("permissionDenied"))
        #expect(!(try await answer(work, person: "S", standIn: "K").contains("permissionDenied")))
        _ = try await work.call(
            AddDelegation(
                delegation: .init(
                    person: "K", from: "2026-12-01", until: "2026-12-04", standIn: "M",
                    reason: nil)))
    }

    @Test func aNameThatNobodyHasIsRefusedWithTheNearest() async throws {
        let work = try await TestOffice()
        let refusal = try await answer(work, person: "S", standIn: "K", by: "GHOST")
        #expect(refusal.contains("invalidArgument") && refusal.contains("GHOST"))
    }

    /// What S is answered who adds a delegation.
    private func answer(
        _ work: TestOffice, person: String, standIn: String, by: String? = nil
    ) async throws -> String {
        let handlers = ControlHandlers(
            stages: work.stages, loops: [], permissions: Self.permissions, clock: work.clock,
            about: ControlHandlers.About(
                version: "1", startedAt: work.clock.now, courier: "fake", warnings: []))
        let method = try #require(handlers.methods.first { $0.name == AddDelegation.method })
        let call = AddDelegation(
            delegation: .init(
                person: person, from: "2026-12-01", until: "2026-12-04", standIn: standIn,
                reason: nil), by: by)
        let parameters = String(decoding: try WireFormat.encode(call), as: UTF8.self)
        let message = #"{"method": "\#(AddDelegation.method)", "parameters": \#(parameters)}"#
        do {
            return String(
                decoding: try await method.answer(Data(message.utf8), Self.peer) { _ in },
                as: UTF8.self)
        } catch let error as ControlError {
            return "\(error.code) \(error.message)"
        }
    }
}
