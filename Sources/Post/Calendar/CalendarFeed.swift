package import Almanac
import CICal

/// An iCalendar file (RFC 5545) of what is due, for programs such as Outlook to subscribe to.
package struct CalendarFeed: Sendable {
    /// One due moment.
    package struct Event: Sendable, Hashable {
        /// Stays the same however often the rest changes.
        package var identifier: String
        /// When it last became what it is: what came last counts (RFC 5545, 3.8.7.4).
        package var changedAt: Instant
        package var due: Instant
        package var title: String
        /// Lines about it.
        package var details: [String]
        package var category: String
        /// Whether it holds only once something else has ended.
        package var isTentative: Bool

        package init(
            identifier: String, changedAt: Instant, due: Instant, title: String,
            details: [String], category: String, isTentative: Bool
        ) {
            self.identifier = identifier
            self.changedAt = changedAt
            self.due = due
            self.title = title
            self.details = details
            self.category = category
            self.isTentative = isTentative
        }
    }

    private let name: String
    private let isPublished: Bool
    /// How long before a due moment a calendar reminds of it, in seconds.
    private static let alarm: Int32 = 86_400

    /// - Parameters:
    ///   - name: what a calendar program calls it.
    ///   - isPublished: whether it stands by itself, for programs to fetch; a part of a mail does not, since
    ///     that would want an organiser (RFC 5546, 3.2.1).
    package init(name: String, isPublished: Bool = true) {
        self.name = name
        self.isPublished = isPublished
    }

    /// What a due moment is called in every calendar that comes from one ledger.
    ///
    /// - Parameter name: the deadline's code, with its occurrence.
    package static func identifier(of name: String, ledger: String) -> String {
        "\(Checksum.sha256(Array(name.utf8)).prefix(32))@\(ledger).tenggat"
    }

    // libical wants to be set up once per process; a static is initialised once, on any thread.
    private static let isStarted: Bool = {
        cical_start()
        return true
    }()

    /// Equal events give equal bytes.
    package func bytes(of events: [Event]) -> [UInt8] {
        precondition(Self.isStarted)
        guard let calendar = unsafe icalcomponent_new(ICAL_VCALENDAR_COMPONENT) else { return [] }
        defer { unsafe icalcomponent_free(calendar) }
        unsafe icalcomponent_add_property(calendar, icalproperty_new_version("2.0"))
        unsafe icalcomponent_add_property(
            calendar, icalproperty_new_prodid("-//Tenggat//Deadlines//EN"))
        if isPublished {
            unsafe icalcomponent_add_property(
                calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH))
            unsafe Self.add("X-WR-CALNAME", Self.line(name), to: calendar)
            unsafe Self.add("X-PUBLISHED-TTL", "PT15M", to: calendar)
        }
        for event in events { unsafe Self.add(event, to: calendar) }
        guard let text = unsafe icalcomponent_as_ical_string_r(calendar) else { return [] }
        defer { unsafe icalmemory_free_buffer(text) }
        return unsafe Array(String(cString: text).utf8)
    }

    private static func add(_ event: Event, to calendar: OpaquePointer) {
        guard let entry = unsafe icalcomponent_new(ICAL_VEVENT_COMPONENT) else { return }
        let properties = unsafe [
            icalproperty_new_uid(event.identifier), icalproperty_new_dtstamp(time(event.changedAt)),
            icalproperty_new_dtstart(time(event.due)), icalproperty_new_summary(line(event.title)),
            icalproperty_new_description(text(event.details)),
            icalproperty_new_categories(line(event.category)),
            icalproperty_new_sequence(sequence(of: event.changedAt)),
            icalproperty_new_status(
                event.isTentative ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED),
            // Something is due at that moment; nobody is busy because of it.
            icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT),
        ]
        for index in unsafe properties.indices {
            unsafe icalcomponent_add_property(entry, properties[index])
        }
        if let reminder = unsafe icalcomponent_new(ICAL_VALARM_COMPONENT) {
            var trigger = unsafe icaltriggertype()
            unsafe trigger.time = icaltime_null_time()
            unsafe trigger.duration = icaldurationtype_from_int(-alarm)
            unsafe icalcomponent_add_property(
                reminder, icalproperty_new_action(ICAL_ACTION_DISPLAY))
            unsafe icalcomponent_add_property(
                reminder, icalproperty_new_description(line(event.title)))
            unsafe icalcomponent_add_property(reminder, icalproperty_new_trigger(trigger))
            unsafe icalcomponent_add_component(entry, reminder)
        }
        unsafe icalcomponent_add_component(calendar, entry)
    }

    private static func add(_ name: String, _ value: String, to component: OpaquePointer) {
        guard let property = unsafe icalproperty_new_x(value) else { return }
        unsafe icalproperty_set_x_name(property, name)
        unsafe icalcomponent_add_property(component, property)
    }

    /// In UTC, which needs no definition of a zone beside it: each program shows its reader's own.
    private static func time(_ instant: Instant) -> icaltimetype {
        unsafe icaltime_from_timet_with_zone(
            time_t(instant.seconds), 0, icaltimezone_get_utc_timezone())
    }

    /// Seconds since 2020, which fit until 2088.
    private static func sequence(of moment: Instant) -> Int32 {
        Int32(clamping: max(0, moment.seconds - 1_577_836_800))
    }

    private static func line(_ text: String) -> String {
        SubjectLine.flattened(text)
    }

    private static func text(_ lines: [String]) -> String {
        lines.flatMap { $0.split(whereSeparator: \.isNewline) }.map { line(String($0)) }
            .joined(separator: "\n")
    }
}
