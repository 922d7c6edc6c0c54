import Almanac
import Coordination
import Ledger

/// What the message about a rejected file states.
struct SubmissionFacts {
    let submission: SubmissionRecord
    let expected: ExpectedSubmission
    /// Nil where the team was let off.
    let cutOff: Instant?
    let office: Office
    let now: Instant

    var facts: Facts {
        // Warnings keep nothing out: what is to be corrected is not mixed with them.
        let blockers = submission.findings.filter { $0.severity == .blocker }
        var facts: Facts = FindingGroup.facts(of: blockers)
        facts["file"] = .text(submission.file)
        facts["team"] = .text(expected.team.name)
        facts["period"] = .texts(expected.period.words.texts)
        if let cutOff, cutOff > now {
            facts["due"] = .moment(cutOff, zone: office.profile.zone.identifier)
        }
        if !expected.type.words.isEmpty { facts["report"] = .texts(expected.type.words) }
        if let coordinator = office.actingCoordinator(at: now) {
            facts["coordinator"] = .text(coordinator.name)
        }
        return facts
    }
}

extension Office {
    /// Who hears what becomes of a team's files: the team by its own address, else whoever answers for it.
    func answerer(for team: Team, at now: Instant) -> Recipient? {
        team.email != nil ? recipient(team) : managers(of: team, at: now).first
    }
}
