import Almanac

/// What an event of an iCalendar file says that a holiday needs.
struct CalendarEvent {
    /// `SUMMARY`.
    var name: String?
    /// `X-TENGGAT-KIND`.
    var kind: String?
    /// `X-TENGGAT-HOURS`: the hours of days that are not closed.
    var hours: String?
    /// `X-TENGGAT-SCOPE`: the team whose days they are.
    var scope: String?
    var categories: [String] = []
    var status = Status.confirmed
    /// `DTSTART`; nil when it is no date that the calendar has.
    var start: CivilDate?
    /// Whether it starts on a date, not at a time of day.
    var isAllDay = true
    /// Whether it goes from one midnight to a later one, as Exchange writes what lasts all day.
    var isMidnightToMidnight = false
    /// Whether Exchange says that it lasts all day: `X-MICROSOFT-CDO-ALLDAYEVENT`.
    var isAllDayByExchange = false
    /// How many days it lasts, by `DTEND`, which is the day after its last, or `DURATION`.
    var days = 1
    var repetition = Repetition.none
    /// `EXDATE`: first days on which it does not take place.
    var exceptions: Set<CivilDate> = []
    /// Names of the properties that could be read.
    var properties: Set<String> = []

    /// `STATUS`.
    enum Status {
        case confirmed, tentative, cancelled
    }

    /// `RRULE`.
    enum Repetition {
        case none
        /// Yearly: the first day of each time.
        case yearly([CivilDate])
        /// By a rule that gives no holidays: not yearly, or on more dates than there are.
        case unfit
    }

    /// Whether it takes whole days, however it is written.
    var takesWholeDays: Bool {
        if isAllDay || isAllDayByExchange && isMidnightToMidnight { return true }
        // What goes on from midnight to midnight again and again is somebody's duty, no holiday.
        guard isMidnightToMidnight else { return false }
        if case .unfit = repetition { return false }
        return true
    }

    /// Whether it is said to take whole days, and cannot be told which.
    var isDayUnclear: Bool { isAllDayByExchange && !takesWholeDays }

    /// Every day of every time that it takes place, in their order.
    var dates: [CivilDate] {
        let dates = starts.flatMap { start in (0..<days).map { start.adding(days: $0) } }
        return Set(dates).sorted()
    }

    /// The first and the last day of every time that it takes place.
    var spans: [(from: CivilDate, until: CivilDate?)] {
        starts.map { ($0, $0.adding(days: days - 1)) }
    }

    private var starts: [CivilDate] {
        let starts: [CivilDate] =
            switch repetition {
            case .none: start.map { [$0] } ?? []
            case .yearly(let starts): starts
            case .unfit: []
            }
        return starts.filter { !exceptions.contains($0) }
    }
}
