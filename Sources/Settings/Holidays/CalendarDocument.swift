import Almanac
import CICal

/// An iCalendar file in libical's hands while its events are read.
///
/// A class, since the C objects want to be freed once; it never leaves the function that makes it.
@safe final class CalendarDocument {
    private let root: OpaquePointer

    /// A rule without an end is followed through these years.
    static let years = 2000...2100
    /// More times than a yearly rule has days in all those years.
    private static let longestRule = 40_000

    // libical wants to be set up once per process; a static is initialised once, on any thread.
    private static let isStarted: Bool = {
        cical_start()
        return true
    }()

    /// Nil when there is no calendar in the text.
    init?(_ text: String) {
        precondition(Self.isStarted)
        guard let root = unsafe icalparser_parse_string(text) else { return nil }
        unsafe self.root = root
    }

    deinit {
        unsafe icalcomponent_free(root)
    }

    /// The events of the file's calendars, in their order.
    var events: [CalendarEvent] {
        if unsafe icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT {
            return unsafe events(in: root)
        }
        // Of several calendars in one file libical makes the parts of a whole.
        return unsafe components(of: root, ICAL_VCALENDAR_COMPONENT)
            .flatMap { unsafe events(in: $0) }
    }

    private func events(in calendar: OpaquePointer) -> [CalendarEvent] {
        unsafe components(of: calendar, ICAL_VEVENT_COMPONENT).map { unsafe event($0) }
    }

    private func components(
        of parent: OpaquePointer, _ kind: icalcomponent_kind
    ) -> [OpaquePointer] {
        var found: [OpaquePointer] = unsafe []
        var next = unsafe icalcomponent_get_first_component(parent, kind)
        while let component = unsafe next {
            unsafe found.append(component)
            unsafe next = icalcomponent_get_next_component(parent, kind)
        }
        return unsafe found
    }

    private func event(_ component: OpaquePointer) -> CalendarEvent {
        var event = CalendarEvent()
        let start = unsafe icalcomponent_get_dtstart(component)
        event.start = unsafe Self.date(start)
        event.isAllDay = unsafe start.is_date != 0
        let end = unsafe icalcomponent_get_dtend(component)
        if let first = event.start, let after = unsafe Self.date(end) {
            event.days = after.dayNumber - first.dayNumber
        }
        // Many programs write the day itself as its end.
        if event.isAllDay, event.days == 0 { event.days = 1 }
        event.isMidnightToMidnight =
            unsafe !event.isAllDay && event.days > 0 && Self.isMidnight(start)
            && Self.isMidnight(end)
        var next = unsafe icalcomponent_get_first_property(component, ICAL_ANY_PROPERTY)
        while let property = unsafe next {
            unsafe read(property, into: &event, start: start)
            unsafe next = icalcomponent_get_next_property(component, ICAL_ANY_PROPERTY)
        }
        return event
    }

    private func read(
        _ property: OpaquePointer, into event: inout CalendarEvent, start: icaltimetype
    ) {
        unsafe event.properties.insert(Self.text(icalproperty_get_property_name(property)) ?? "")
        switch unsafe icalproperty_isa(property) {
        case ICAL_SUMMARY_PROPERTY:
            event.name = unsafe Self.text(icalproperty_get_summary(property))
        case ICAL_CATEGORIES_PROPERTY:
            event.categories += unsafe [Self.text(icalproperty_get_categories(property))]
                .compactMap { $0 }
        case ICAL_X_PROPERTY:
            let value = unsafe Self.text(icalproperty_get_x(property))
            switch unsafe Self.text(icalproperty_get_x_name(property))?.uppercased() {
            case "X-TENGGAT-KIND": event.kind = value
            case "X-TENGGAT-HOURS": event.hours = value
            case "X-TENGGAT-SCOPE": event.scope = value
            case "X-MICROSOFT-CDO-ALLDAYEVENT":
                event.isAllDayByExchange = value?.uppercased() == "TRUE"
            default: break
            }
        case ICAL_STATUS_PROPERTY:
            switch unsafe icalproperty_get_status(property) {
            case ICAL_STATUS_TENTATIVE: event.status = .tentative
            case ICAL_STATUS_CANCELLED: event.status = .cancelled
            default: break
            }
        case ICAL_EXDATE_PROPERTY:
            if let date = unsafe Self.date(icalproperty_get_exdate(property)) {
                event.exceptions.insert(date)
            }
        case ICAL_RRULE_PROPERTY where event.isAllDay || event.isMidnightToMidnight:
            event.repetition = unsafe Self.repetition(icalproperty_get_rrule(property), from: start)
        default: break
        }
    }

    private static func repetition(
        _ rule: icalrecurrencetype, from start: icaltimetype
    ) -> CalendarEvent.Repetition {
        guard unsafe rule.freq == ICAL_YEARLY_RECURRENCE,
            let iterator = unsafe icalrecur_iterator_new(rule, start)
        else { return .unfit }
        defer { unsafe icalrecur_iterator_free(iterator) }
        var starts: [CivilDate] = []
        for _ in 0..<longestRule {
            guard let date = unsafe date(icalrecur_iterator_next(iterator)),
                date.year <= years.upperBound
            else { return .yearly(starts) }
            if date.year >= years.lowerBound { starts.append(date) }
        }
        return .unfit
    }

    private static func isMidnight(_ time: icaltimetype) -> Bool {
        unsafe time.is_date == 0 && time.hour == 0 && time.minute == 0 && time.second == 0
    }

    private static func date(_ time: icaltimetype) -> CivilDate? {
        unsafe CivilDate(year: Int(time.year), month: Int(time.month), day: Int(time.day))
    }

    /// A text without blanks around it; nil when nothing is left.
    private static func text(_ characters: UnsafePointer<CChar>?) -> String? {
        guard let characters = unsafe characters else { return nil }
        let text = unsafe String(cString: characters)
        let trimmed = text.trimmingPrefix(while: \.isWhitespace)
        let end = trimmed.lastIndex { !$0.isWhitespace }
        return end.map { String(trimmed[...$0]) }
    }
}
