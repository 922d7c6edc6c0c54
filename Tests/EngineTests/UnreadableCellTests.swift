import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// A cell that cannot be read says nothing: what is known stays, and where nothing is, as much is taken
/// as could be read.
@Suite struct UnreadableCellTests {
    private func take(_ work: Workplace, _ lines: String...) async throws -> ImportReport {
        let text = lines.joined(separator: "\r\n") + "\r\n"
        return try await work.take([Intake.File(name: "clients.csv", content: Array(text.utf8))])[0]
    }

    private func client(_ code: String, _ work: Workplace) async throws -> Client {
        try #require(try await work.stages.ledger.read { try $0.directory() }.client(code))
    }

    private let header = "code;name;contact;email;cc;phone;language"

    @Test func whatIsKnownStays() async throws {
        let work = try await Workplace()
        _ = try await take(
            work, header, "N1;PT Maju;Ani;ani@maju.test;a@maju.test, b@maju.test;0812345678;en")
        let known = try await client("N1", work)
        let report = try await take(
            work, header, "N1;PT Maju;Ani;nanti;a@maju.test dan b;6.28123E+12;jawa")
        #expect(report.isTaken && report.difference.isEmpty)
        #expect(report.reading.findings.map(\.cell) == ["D2", "E2", "F2", "G2"])
        #expect(report.reading.findings.allSatisfy { $0.severity == .warning })
        #expect(try await client("N1", work) == known)
    }

    @Test func addressesAsOutlookCopiesThemAreRead() async throws {
        let work = try await Workplace()
        _ = try await take(work, header, "N1;PT Maju;Ani;ani@maju.test;;;")
        let report = try await take(
            work, header,
            "N1;PT Maju;Ani;\"Hakim, Rahman <rahman@maju.test>\";\"A <a@maju.test>; b@maju.test;\";;"
        )

        #expect(report.reading.findings.isEmpty)
        let client = try await client("N1", work)
        #expect(client.email == "rahman@maju.test")
        #expect(client.cc == "a@maju.test, b@maju.test")
    }

    @Test func ofAnEntryOfWhichNothingIsKnownAsMuchIsTakenAsCanBeRead() async throws {
        let work = try await Workplace()
        let report = try await take(
            work, header,
            "N2;PT Jaya;Budi;b@jaya.test / c@jaya.test;a@jaya.test, nanti;lihat kartu;")
        #expect(report.isTaken)
        let client = try await client("N2", work)
        #expect(client.email == nil)
        #expect(client.cc == "a@jaya.test")
        #expect(client.phone == "lihat kartu")
    }
}
