import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// A file under another's name is no version of that other's.
@Suite struct MisnamedFileTests {
    private static let header = "period;salesperson;invoice;date;product;units;amount;returns"

    private func take(_ work: TestOffice, _ name: String, _ row: String) async throws
        -> ImportReport
    {
        try await work.take(name, Self.header, row)
    }

    private func latest(_ work: TestOffice) async throws -> SubmissionRecord {
        try #require(
            try await work.stages.ledger.read {
                try $0.submission(type: "achievements", team: "JKT", period: "2026-11")
            })
    }

    @Test(
        "The accepted file counts on",
        arguments: [
            // Makassar's figures, another month's figures, both named as Jakarta's of November.
            "2026-11;SM;I-7;2026-11-10;P;1;5000000;0", "2026-10;S;I-7;2026-10-10;P;1;5000000;0",
        ])
    func misnamed(_ row: String) async throws {
        let work = try await TestOffice()
        let name = "achievement-JKT-2026-11.csv"
        let good = try await take(work, name, "2026-11;S;I-1;2026-11-10;P;1;1000000;0")
        #expect(good.isTaken && good.version == 1)
        let wrong = try await take(work, name, row)
        #expect(!wrong.isTaken && wrong.version == nil && !wrong.replacesAccepted)
        #expect(wrong.reading.remarks.contains { $0.english.contains("counts as it did") })
        let record = try await latest(work)
        #expect(record.version == 1 && record.state == .accepted)
    }

    @Test func theSameFileJudgedOtherwiseReopens() async throws {
        let work = try await TestOffice()
        let name = "achievement-JKT-2026-11.csv"
        let row = "2026-11;S;I-1;2026-11-10;P;1;1000000;0"
        _ = try await take(work, name, row)
        try await work.take("people.csv", "code;team", "S;MKS")
        let again = try await take(work, name, row)
        #expect(!again.isTaken && again.version == 2)
        #expect(try await latest(work).state == .rejected)
    }

    @Test func aFaultyFileOfTheTeamStillReopens() async throws {
        let work = try await TestOffice()
        let name = "achievement-JKT-2026-11.csv"
        _ = try await take(work, name, "2026-11;S;I-1;2026-11-10;P;1;1000000;0")
        let faulty = try await take(work, name, "2026-11;S;I-1;2026-11-10;P;x;1000000;0")
        #expect(!faulty.isTaken && faulty.version == 2 && faulty.replacesAccepted)
        #expect(try await latest(work).state == .rejected)
    }
}
