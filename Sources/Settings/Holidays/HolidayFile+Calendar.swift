import Almanac

extension HolidayFile {
    /// Properties without which an event's days would be wrong.
    private static let needed = ["DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE"]
    /// Properties that move or add single days, which no calendar of holidays needs.
    private static let unread = ["RDATE", "EXRULE", "RECURRENCE-ID"]
    /// The longest event that is taken for holidays, in days.
    private static let longestEvent = 366

    /// The all-day events of an iCalendar file (RFC 5545), each of their days a holiday, or, where
    /// `X-TENGGAT-HOURS` says so, a day with hours of its own; what goes from midnight to midnight lasts
    /// all day, too. Events with another time of day, and those that were cancelled, are none.
    static func calendar(_ text: String, fail: (Int, String) -> Void) -> [Holiday] {
        guard let outline = CalendarOutline(text, fail: fail) else { return [] }
        let events = CalendarDocument(text)?.events ?? []
        guard !events.isEmpty, events.count == outline.events.count else {
            fail(1, "holds no events that can be read; export the calendar anew")
            return []
        }
        return zip(events, outline.events).flatMap { event, place in
            if let (property, message) = fault(of: event, at: place) {
                fail(place.line(of: property), "\(property) \(message)")
                return [Holiday]()
            }
            guard let name = event.name, event.takesWholeDays, event.status != .cancelled else {
                return []
            }
            let hours = event.hours.flatMap(DayHours.init)
            let times = hours != nil && event.days > 1 ? event.spans : event.dates.map { ($0, nil) }
            return times.map { date, until in
                Holiday(
                    date: date, name: name,
                    kind: kind(of: event) ?? (hours == nil ? .regional : .office),
                    certainty: event.status == .tentative ? .estimated : .fixed,
                    scope: event.scope, until: until, hours: hours)
            }
        }
    }

    /// What keeps an event from being read, and at which property.
    private static func fault(
        of event: CalendarEvent, at place: CalendarOutline.Event
    ) -> (property: String, message: String)? {
        let given = place.properties
        guard given["DTSTART"] != nil else {
            return ("DTSTART", "is missing: the holiday's date, as in DTSTART;VALUE=DATE:20261225")
        }
        for name in needed where given[name] != nil && !event.properties.contains(name) {
            return (name, "cannot be read")
        }
        guard event.start != nil else { return ("DTSTART", "is no date that the calendar has") }
        guard event.status != .cancelled else { return nil }
        if event.isDayUnclear {
            return (
                "DTSTART",
                "is of an event that lasts all day, in another zone's time: export the calendar with "
                    + "dates, as in DTSTART;VALUE=DATE:20261225"
            )
        }
        guard event.takesWholeDays else { return nil }
        if let name = unread.first(where: { given[$0] != nil }) {
            return (name, "is not read here: write an event for each of its dates")
        }
        if !(1...longestEvent).contains(event.days) {
            let end = given["DTEND"] == nil ? "DURATION" : "DTEND"
            return (end, "makes it \(event.days) days; DTEND is the day after the last")
        }
        if case .unfit = event.repetition {
            return ("RRULE", "is no rule for holidays: only FREQ=YEARLY is")
        }
        if event.name == nil { return ("SUMMARY", "is missing: the holiday's name") }
        if let hours = event.hours, DayHours(hours) == nil {
            return ("X-TENGGAT-HOURS", "is “\(hours)”, wanted hours such as 08:00-12:00")
        }
        if let word = event.kind, HolidayKind(rawValue: word) == nil {
            let known = HolidayKind.allCases.map(\.rawValue).joined(separator: ", ")
            return ("X-TENGGAT-KIND", "is “\(word)”, wanted one of \(known)")
        }
        return nil
    }

    /// The kind that the file names for us, else the first category that is one.
    private static func kind(of event: CalendarEvent) -> HolidayKind? {
        event.kind.flatMap(HolidayKind.init(rawValue:))
            ?? event.categories.lazy.compactMap { HolidayKind(rawValue: $0.lowercased()) }.first
    }
}
