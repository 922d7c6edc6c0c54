import Almanac
import Coordination
import Engine
import Ledger
import Timelines

/// What the oracle makes of what happened, beside what went: the second reading of the design as a judge.
struct OfficeJudge {
    let office: SimulatedOffice

    /// What the timelines' office expects of its teams.
    private static let submissions =
        "setting submissions: {achievements: {owed_by: [JKT, MKS, JPR], cut_off: WD+2 15:00, "
        + "ladder: submission}}"

    /// What went and should not have gone, or should have and did not; the first few.
    func faults() async throws -> [String] {
        let mails = try await office.stages.store.read { view, office in
            let words = MailWords(office: office)
            return try view.notices(in: [.sent], limit: .max).compactMap(words.words)
        }
        let lines =
            ["timeline judged", Self.submissions] + office.scenario.settings.map { "setting \($0)" }
            + office.diary + ["until \(office.truth)"] + mails.map { "mail \($0)" }
        let script = Script.read(lines.joined(separator: "\n"), file: "")
        guard let script = script.first else { return [] }
        let verdict = try Verdict(of: script, root: office.ground.checkout)
        if !verdict.agrees { for line in lines { office.note("timeline: \(line)") } }
        let isAboutOrders = office.scenario.isJudgedOnOrders
        let parts = { (lines: [String]) in isAboutOrders ? lines.flatMap(Self.parts) : lines }
        let (went, wanted) = Self.difference(parts(verdict.missing), parts(verdict.extra))
        return verdict.strange.map { "the oracle does not take \($0)" }
            + went.map { "went: \($0)" } + wanted.map { "should have gone: \($0)" }
    }

    /// What a mail says, a line each: what a client is told of each line of an order, whichever share a letter. A
    /// question about a letter, what a digest counts at the very minute at which letters leave, and the number of a
    /// revision the oracle reads otherwise.
    private static func parts(of line: String) -> [String] {
        guard let colon = line.firstRange(of: ": ") else { return [line] }
        let head = String(line[..<colon.upperBound])
        return line[colon.upperBound...].split(separator: "; ").flatMap { item -> [String] in
            let words = item.split(separator: " ")
            guard let first = words.first else { return [] }
            if ["LETTER", "date-needed", "digest"].contains(where: first.hasPrefix) { return [] }
            guard letters.contains(String(first)), words.count > 2 else {
                return [head + item.replacing(/^(CALL-\S+)\/r[\d.]+/) { $0.1 }]
            }
            return words[2...].filter { $0 != "others" }.split(separator: "|")
                .map { head + "\(words[1]) \($0.joined(separator: " "))" }
        }
    }

    private static let letters: Set = ["slip", "further-slip", "improved", "recovery"]

    /// What differs, what the oracle does not know aside: how many deadlines a digest tells to fall on days off,
    /// of what comes back several times within the days that it looks ahead.
    private static func difference(
        _ went: [String], _ wanted: [String]
    ) -> (went: [String], wanted: [String]) {
        let known = { (line: String) in line.replacing(/\ ahead=\d+/, with: "") }
        let isTold = { (line: String) in !line.hasSuffix(": digest") && !line.hasSuffix(": digest ")
        }
        var rest = wanted.map(known).filter(isTold)
        let extra = went.map(known).filter(isTold).filter { line in
            guard let index = rest.firstIndex(of: line) else { return true }
            rest.remove(at: index)
            return false
        }
        return (extra, rest)
    }
}
