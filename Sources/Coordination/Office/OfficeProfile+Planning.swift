import Almanac

extension OfficeProfile {
    /// Everything of the settings that plans of ladders depend on, spelled so that equal settings give
    /// equal text: when it differs from the last start's, plans are derived anew.
    ///
    /// - Parameter zoneData: the version of the system's zone data.
    package func planningText(zoneData: String) -> String {
        let ladders = ladders.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let kinds = kinds.sorted { $0.key < $1.key }.map { kind in
            "\(kind.key) \(kind.value.ladder ?? "") \(kind.value.roll?.rawValue ?? "")"
        }
        let weeks = calendars.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let holidays = holidays.map { day in
            let until = day.until.map { "\($0)" } ?? ""
            let hours = day.hours.map { "\($0)" } ?? ""
            return "\(day.date) \(until) \(day.kind) \(day.scope ?? "") \(hours)"
        }.sorted()
        let delegations = delegations.map {
            "\($0.person) \($0.from) \($0.until) \($0.standIn)"
        }.sorted()
        let submissions = submissionTypes.map { type in
            let owing = type.owedBy?.sorted().joined(separator: ",") ?? "all"
            return
                "\(type.name) \(owing) \(type.every) \(type.cutOff) \(type.ladder) \(type.signOff)"
        }.sorted()
        let close =
            closeCalendar.checks.map(\.description) + [
                closeCalendar.due.description, closeCalendar.ladder,
            ]
        let rest = [
            zone.identifier, calendar, "\(observesJointLeave)", coordinator ?? "", director ?? "",
            zoneData,
        ]
        let readers = weeklyDigest.map(\.rawValue).sorted()
        let sections = [
            rest, ladders, kinds, weeks, holidays, delegations, submissions, close, readers,
        ]
        return sections.flatMap(\.self).joined(separator: "\n")
    }
    /// Everything of the settings that letters to clients, and their reasons to wait, depend on beside
    /// plans: when it differs from the last start's, orders are looked at again.
    package var letterText: String {
        [
            name, language, "\(automaticLimit)",
            "\(automaticShare ?? -1) \(automaticEqualShifts ?? -1)",
            answerDays.map { "\($0)" } ?? "",
            clientRequests.map(\.foldedCode).sorted().joined(separator: ","), style.text,
        ].joined(separator: "\n")
    }
}
