import Almanac
import Coordination
import Foundation
import Testing

@testable import Settings

/// What teams hand in and when a period closes, as an administrator writes it, right and wrong.
@Suite struct SubmissionSettingsTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "s-\(UUID())")

    private static let good = """
        office: {name: PT Uji, language: id, time_zone: UTC, calendar: five}
        calendars: {five: {mon-fri: "08:00-17:00"}}
        ladders: {standard: [{when: WD-1 09:00, tell: owner}], submission: [{when: due, tell: team}]}

        """

    private func load(_ text: String) throws -> OfficeProfile {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appending(path: "tenggat.yaml")
        try (Self.good + text).write(to: path, atomically: true, encoding: .utf8)
        return try Settings.load(path: path.path) { _ in Zone(fixed: "UTC", seconds: 0) }.profile
    }

    /// The faults of a file, without the folder before its name.
    private func faults(_ text: String) -> [String] {
        do {
            _ = try load(text)
            return []
        } catch {
            return "\(error)".split(separator: "\n").map {
                $0.replacingOccurrences(of: folder.path + "/", with: "")
            }
        }
    }

    private func submission(_ more: String) -> String {
        "submissions: {a: {sheet: achievements, cut_off: WD+2 15:00, \(more)}}"
    }

    @Test func whoOwesItAndWhoSigns() throws {
        let usual = try #require(try load(submission("")).submissionTypes.first)
        #expect(usual.owedBy == nil && usual.isOwed(by: "MKS"))
        #expect(usual.signOff == .optional && usual.figures == nil)
        #expect(try load(submission("owed_by: all")).submissionTypes.first?.owedBy == nil)
        let some = try #require(
            try load(submission("owed_by: [JKT, sby], sign_off: required")).submissionTypes.first)
        #expect(some.owedBy == ["JKT", "sby"] && some.signOff == .required)
        #expect(some.isOwed(by: "jkt") && some.isOwed(by: "SBY") && !some.isOwed(by: "MKS"))
    }

    @Test func whatCountsAgainstTheTarget() throws {
        let both = try load(submission("figures: {net: [amount, returns], gross: amount}"))
        let figures = try #require(both.submissionTypes.first?.figures)
        let totals: [String: Int64] = ["amount": 1_000, "returns": -50, "paid": 7]
        #expect(figures.gross(in: totals) == 1_000 && figures.net(in: totals) == 950)
        let one = try load(submission("figures: {gross: amount}")).submissionTypes.first
        #expect(one?.figures?.net(in: totals) == 1_000)
    }

    @Test func theCloseIsReadAsWritten() throws {
        let usual = try load("")
        #expect(usual.closeCalendar == CloseCalendar(ladder: "standard"))
        #expect(
            usual.closeCalendar.checks.map(\.description)
                == ["WD-3 08:00", "WD-1 08:00", "WD+1 08:00", "WD+2 15:30", "WD+3 08:00"])
        #expect(usual.closeCalendar.due.description == "WD+5 17:00")
        let set = try load(
            """
            close: {first: 2026-11, checks: [D-1 08:00], due: D+9, ladder: submission, tell: [director, a@uji.test]}
            """
        ).closeCalendar
        #expect(set.first == Period("2026-11") && set.checks.map(\.description) == ["D-1 08:00"])
        #expect(set.due.description == "D+9" && set.ladder == "submission")
        #expect(set.tell == [.director, .address("a@uji.test")])
        let ladder = try load("ladder_aliases: {close: submission}").closeCalendar.ladder
        #expect(ladder == "close")
    }

    @Test(
        "Each fault is told with its place and what to do",
        arguments: [
            (
                "owed_by: []",
                "70: submissions.a.owed_by: found nothing, wanted `all` or codes of teams"
            ),
            (
                "owed_by: [all, JKT]",
                "70: submissions.a.owed_by: `all` stands alone, or codes of teams do"
            ),
            (
                "sign_off: yes",
                "71: submissions.a.sign_off: found “yes”, wanted one of optional, required"
            ),
            (
                "figures: {net: amount}",
                "70: submissions.a.figures: `figures` needs `gross`, a column whose total counts against the target"
            ),
            (
                "figures: {gross: amout}",
                "78: submissions.a.figures.gross: achievements has no total column “amout”; did you mean `amount`?"
            ),
            (
                "figures: {gross: amount, net: [amount, units]}",
                "100: submissions.a.figures.net[2]: achievements has no total column “units”; it has: amount, returns"
            ),
        ])
    func fault(_ more: String, _ expected: String) {
        #expect(faults(submission(more)) == ["tenggat.yaml:4:\(expected)"])
    }

    @Test(
        "Each fault of the close, too",
        arguments: [
            (
                "first: November",
                "16: close.first: found “November”, wanted a period such as 2026-11 or 2026-Q4"
            ),
            ("ladder: close", "17: close.ladder: no ladder “close”; known: standard, submission"),
            (
                "tell: [owner]",
                "16: close.tell[1]: found “owner”, wanted coordinator, manager, director, a person's code or an address"
            ),
        ])
    func closeFault(_ more: String, _ expected: String) {
        #expect(faults("close: {\(more)}") == ["tenggat.yaml:4:\(expected)"])
    }

    @Test func aMomentOfTheCloseThatCannotBeReadIsNamed() {
        let faults = faults("close: {checks: [WD-1 08:00, soon], due: later}")
        #expect(
            faults.map { $0.prefix(22) } == ["tenggat.yaml:4:30: clo", "tenggat.yaml:4:42: clo"])
    }
}
