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

    var facts: Facts {
        var facts: Facts = FindingGroup.facts(of: submission.findings)
        facts["file"] = .text(submission.file)
        facts["team"] = .text(team.name)
        facts["period"] = .texts(period.words.texts)
        facts["due"] = .moment(cutOff, zone: office.profile.zone.identifier)
        if !type.words.isEmpty { facts["report"] = .texts(type.words) }
        if let coordinator = office.coordinator { facts["coordinator"] = .text(coordinator.name) }
        return facts
    }
}
