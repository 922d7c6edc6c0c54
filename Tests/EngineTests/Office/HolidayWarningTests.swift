import Almanac
import Control
import Coordination
import Foundation
import Testing

@testable import Engine

/// What `status` says of the years that the office's holidays do not cover.
@Suite struct HolidayWarningTests {
    /// The warnings of a handlers at a moment, those of the settings aside.
    private func warnings(_ work: TestOffice) async throws -> [String] {
        let handlers = ControlHandlers(
            stages: work.stages, loops: [],
            permissions: Permissions(viewers: .init(), operators: .init()),
            clock: work.clock,
            about: ControlHandlers.About(
                version: "test", startedAt: work.clock.now, courier: "fake", warnings: []))
        return try await handlers.status(GetStatus(), by: "uid:0").status.warnings
    }

    @Test(
        "A year that is not covered is told in time",
        arguments: [
            ("2026-09-30 23:59", nil), ("2027-05-19 08:00", nil),
            ("2026-10-01 00:00", "7 holidays of 2027 still estimated, the first on 2027-03-09: "),
            ("2027-03-12 08:00", "4 holidays of 2027 still estimated, the first on 2027-03-12: "),
            ("2027-05-18 08:00", "1 holiday of 2027 still estimated, the first on 2027-05-18: "),
            ("2027-10-01 00:00", "no national holidays of 2028 are known, "),
            ("2028-02-01 00:00", "no national holidays of 2028 are known, "),
        ])
    func year(_ moment: String, _ expected: String?) async throws {
        let work = try await TestOffice(at: moment)
        let warnings = try await warnings(work)
        #expect(warnings.count == (expected == nil ? 0 : 1), "\(warnings)")
        if let expected, let warning = warnings.first {
            #expect(warning.hasPrefix(expected), "\(warning)")
            #expect(warning.contains("\(work.folder.path)/holidays/id.csv"), "\(warning)")
        }
    }

    @Test func theSheetCountsToo() async throws {
        let work = try await TestOffice(at: "2027-11-01 08:00")
        #expect(try await warnings(work).count == 1)
        let report = try await work.take(
            "holidays.csv", "date,name,kind", "2028-01-01,Tahun Baru,national")
        #expect(!report.reading.isBlocked, "\(report.reading.findings)")
        #expect(try await warnings(work).isEmpty)
    }

    @Test func whoNamesNoFileMissesNone() async throws {
        let work = try await TestOffice(at: "2027-11-01 08:00")
        var profile = work.stages.store.office.profile
        (profile.holidays, profile.holidayFiles) = ([], [])
        let office = Office(profile: profile, directory: Directory())
        #expect(office.holidayWarnings(at: work.clock.now).isEmpty)
    }

    @Test func whoWorksOnJointLeaveNeedNotKnowItsDates() async throws {
        let work = try await TestOffice(
            at: "2026-11-01 08:00", settings: ["office: {joint_leave: worked}"])
        let warnings = try await warnings(work)
        #expect(warnings.first?.hasPrefix("3 holidays of 2027 still estimated") == true)
    }
}
