package import Almanac

/// When a period is looked at before and after it ends, and by when it is to be closed.
///
/// Every offset counts from the closing hour of the period's last day, in the office's calendar, as a
/// submission's cut-off does.
package struct CloseCalendar: Hashable, Sendable {
    /// The first period that is looked after; nil is the one in which the service first ran.
    package var first: Period?
    /// When what came is checked anew, and the summary goes if anything changed.
    package var checks: [Offset]
    /// When the period is to be closed: a deadline of the coordinator.
    package var due: Offset
    /// That deadline's ladder.
    package var ladder: String
    /// Who reads the summary; ``Role/manager`` means the managers of teams.
    package var tell: [Role]
    /// Whether they hear, too, that it is closed.
    package var announcesClose: Bool

    package init(
        first: Period? = nil, checks: [Offset] = usualChecks, due: Offset = usualDue,
        ladder: String = "close", tell: [Role] = [.coordinator, .manager],
        announcesClose: Bool = false
    ) {
        self.first = first
        self.checks = checks
        self.due = due
        self.ladder = ladder
        self.tell = tell
        self.announcesClose = announcesClose
    }

    /// Three working days and one before the end, then as cut-offs come and pass.
    package static let usualChecks: [Offset] = [
        .workingDays(-3, at: morning), .workingDays(-1, at: morning), .workingDays(1, at: morning),
        .workingDays(2, at: CivilTime(secondOfDay: 15 * 3_600 + 1_800)),
        .workingDays(3, at: morning),
    ]
    /// A working week after the end.
    package static let usualDue: Offset = .workingDays(
        5, at: CivilTime(secondOfDay: 17 * 3_600))

    private static let morning = CivilTime(secondOfDay: 8 * 3_600)
}

extension CloseCalendar {
    /// When a period is checked, earliest first and no moment twice.
    package func checkInstants(of period: Period, in office: Office) -> [Instant] {
        let end = period.end(in: office)
        return Set(checks.map { $0.instant(due: end, in: office.workingTime) }).sorted()
    }

    /// The moment by which a period is to be closed.
    package func dueInstant(of period: Period, in office: Office) -> Instant {
        due.instant(due: period.end(in: office), in: office.workingTime)
    }
}
