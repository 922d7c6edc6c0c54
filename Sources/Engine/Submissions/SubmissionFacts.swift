import Almanac
import Coordination
import Ledger

/// What the message about a rejected file states.
struct SubmissionFacts {
    let submission: SubmissionRecord
    let type: SubmissionType
    let team: Team
    let period: Period
    let cutOff: Instant
    let office: Office

    /// As many findings as a person corrects in one go; the rest is counted.
    private static let shown = 20

    var facts: Facts {
        let groups = FindingGroup.groups(of: submission.findings)
        var facts: Facts = [
            "file": .text(submission.file), "team": .text(team.name),
            "period": .texts(period.words.texts),
            "count": .number(Int64(submission.findings.count)),
            "findings": .list(groups.prefix(Self.shown).map(\.facts)),
            "due": .moment(cutOff, zone: office.profile.zone.identifier),
        ]
        let hidden = groups.dropFirst(Self.shown).reduce(0) { $0 + $1.count }
        if hidden > 0 { facts["more"] = .number(Int64(hidden)) }
        if !type.words.isEmpty { facts["report"] = .texts(type.words) }
        if let coordinator = office.coordinator { facts["coordinator"] = .text(coordinator.name) }
        return facts
    }
}
