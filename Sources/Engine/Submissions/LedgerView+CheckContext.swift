import Almanac
import Coordination
import Ledger

extension LedgerView {
    /// What a check of a team's file must know, read as far as the type's rules ask for it.
    ///
    /// - Parameter now: when the check is made.
    func checkContext(
        for type: SubmissionType, team: Team, period: Period, in office: Office, now: Instant
    ) throws -> SubmissionCheck.Context {
        let time = office.workingTime
        var context = SubmissionCheck.Context(
            today: time.zone.civil(now).date, calendar: time.calendar,
            style: office.profile.style)
        if type.comparesPeriods {
            context.previous = try acceptedTotals(
                of: type.name, team: team.code, period: period.previous.description)
        }
        for name in type.counterparts {
            guard let other = office.profile.submissionTypes.first(where: { $0.name == name }),
                let totals = try acceptedTotals(
                    of: name, team: team.code, period: period.description)
            else { continue }
            context.others[name] = SubmissionCheck.Accepted(type: other, totals: totals)
        }
        if type.comparesDeliveries {
            context.delivered = try delivered(
                by: office.directory.members(of: team.code).map(\.code), from: period.firstDay,
                through: period.lastDay)
        }
        return context
    }
}
