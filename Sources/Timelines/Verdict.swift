import Almanac
package import Foundation
import Oracle

/// A timeline, played to the oracle, beside what it says must happen.
package struct Verdict: Sendable {
    package var name: String
    package var file: String
    /// What the oracle does not take.
    package var strange: [String] = []
    /// Said by the timeline and not by the oracle.
    package var missing: [String] = []
    /// Said by the oracle and not by the timeline.
    package var extra: [String] = []

    package var agrees: Bool { strange.isEmpty && missing.isEmpty && extra.isEmpty }

    package init(of script: Script, root: URL) throws {
        name = script.name
        file = script.file
        strange = script.strange
        guard strange.isEmpty else { return }
        let setting = try ScriptOffice(root: root, settings: script.settings)
        let reader = ScriptHistory(office: setting.office)
        let history = try reader.entries(of: script)
        guard let end = reader.instant(script.until) else { return }
        let account = Oracle(
            office: setting.office, registers: setting.registers, history: history.map(\.entry),
            startingAt: reader.instant("2026-11-23 08:00"),
            isSynchronised: script.isSynchronised
        ).account(until: end)
        compare(
            script.mails.map(Self.normal),
            account.mails.map { Self.normal(Self.text($0, zone: setting.office.zone)) })
        compare(
            script.refusals.map { "refused \($0)" },
            account.refused.map { place in
                let moment = Self.text(history[place].entry.at, zone: setting.office.zone)
                return "refused \(moment) \(history[place].text)"
            })
        if !script.held.isEmpty || !script.withdrawn.isEmpty {
            compare(
                script.held.map { "held " + Self.normal($0, separator: ", ") },
                account.held.map {
                    "held "
                        + Self.normal(
                            "\($0.client): " + $0.reasons.map(\.rawValue).joined(separator: ", "),
                            separator: ", ")
                })
            compare(
                script.withdrawn.map { "withdrawn \($0)" },
                account.withdrawn.map { "withdrawn \($0.client): \($0.reason)" })
        }
    }

    private mutating func compare(_ wanted: [String], _ got: [String]) {
        var rest = got
        for line in wanted {
            if let index = rest.firstIndex(of: line) {
                rest.remove(at: index)
            } else {
                missing.append(line)
            }
        }
        extra += rest
    }

    /// The items of a mail in one order; numbers of notices are the ledger's own affair.
    static func normal(_ line: String) -> String { normal(line, separator: "; ") }

    static func normal(_ line: String, separator: String) -> String {
        guard let colon = line.range(of: ": ") else { return line }
        let items = line[colon.upperBound...].components(separatedBy: separator).sorted()
        return line[..<colon.upperBound]
            + items.map {
                $0.replacing(/\/n\d+/, with: "/n").replacing(/LETTER-\d+/, with: "LETTER")
            }.joined(separator: separator)
    }

    static func text(_ mail: Mail, zone: Zone) -> String {
        "\(text(mail.at, zone: zone)) \(mail.to): "
            + mail.items.map(Self.text).joined(separator: "; ")
    }

    private static func text(_ moment: Instant, zone: Zone) -> String {
        let local = zone.civil(moment)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(local.date) \(two(local.time.hour)):\(two(local.time.minute))"
    }

    private static func text(_ item: Item) -> String {
        switch item {
        case .step(let id, let label, let time, let isLate, let dates):
            var words = ["\(id)", label]
            if time > 1 { words.append("\(time)") }
            if isLate { words.append("late") }
            if let dates { words.append("(\(dates[0]) → \(dates[1]))") }
            return words.joined(separator: " ")
        case .correction(let id, let from, let to):
            return "\(id) correction (\(from) → \(to))"
        case .digest(let count): return text(count)
        case .week(let count): return text(count)
        case .letter(let part):
            let lines = part.lines.map { $0.map { "\($0)" }.joined(separator: " ") }
            return "\(part.text.rawValue) \(part.order) " + lines.joined(separator: " | ")
                + (part.othersUnaffected ? " others" : "")
        case .submission(let code, let label, let isMissing, let findings, let isLate):
            return "\(code) \(label)" + (isMissing ? " missing" : "")
                + (findings > 0 ? " findings=\(findings)" : "") + (isLate ? " late" : "")
        case .invalidSubmission(let type, let team, let period, let findings):
            return "submission-invalid \(type) \(team) \(period) \(findings)"
        case .close(let period, let summary): return "close \(period) " + text(summary)
        case .periodReopened(let period): return "period-reopened \(period)"
        case .sheetRejected: return "sheet-rejected"
        case .handover: return "handover"
        case .handoverUndone: return "handover-undone"
        case .trialTally: return "service-warning"
        case .datesNeeded(let order, let line, let date):
            return "date-needed \(order) \(line) \(date)"
        }
    }

    private static func text(_ summary: CloseSummary) -> String {
        let parts = [
            ("accepted", summary.accepted), ("rejected", summary.rejected),
            ("missing", summary.missing), ("waived", summary.waived),
        ]
        let words = parts.filter { $0.1 > 0 }.map { "\($0.0)=\($0.1)" }
        return (words + [summary.isReady ? "ready" : "not-ready"]).joined(separator: " ")
    }

    private static func text(_ count: DigestCount) -> String {
        let parts = [
            ("due", count.due), ("overdue", count.overdue), ("letters", count.letters),
            ("orders", count.orders), ("ahead", count.ahead),
        ]
        let words = parts.filter { $0.1 > 0 }.map { "\($0.0)=\($0.1)" }
        return (["digest"] + words).joined(separator: " ")
    }

    private static func text(_ count: WeekCount) -> String {
        let parts = [("due", count.due), ("orders", count.orders), ("open", count.open)]
        let words = parts.filter { $0.1 > 0 }.map { "\($0.0)=\($0.1)" }
        return (["week"] + words).joined(separator: " ")
    }
}
