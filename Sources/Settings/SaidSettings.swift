import Almanac
import Coordination
import Yams

/// What the settings' files say, by the settings' names: what tells one reading of them from another.
package struct SaidSettings: Sendable, Hashable {
    /// `mail.smtp.port` and `587`; a list, and whatever stands in it, is one text.
    package private(set) var values: [String: String] = [:]

    /// What is said, but for some names what another reading says.
    func keeping(_ names: Set<String>, of other: SaidSettings) -> SaidSettings {
        var kept = self
        for name in names { kept.values[name] = other.values[name] }
        return kept
    }

    /// Takes in what a file says: a later one replaces it, or adds to it.
    mutating func add(_ node: Node, at path: String = "") {
        guard case .mapping(let mapping) = node else {
            var text = Self.text(of: node)
            if Self.isAddedTo(path), let known = values[path] { text = "\(known) \(text)" }
            values[path] = text
            return
        }
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            add(value, at: path.isEmpty ? name : "\(path).\(name)")
        }
    }

    /// Whether a later file adds to what an earlier one says.
    private static func isAddedTo(_ path: String) -> Bool {
        ["holidays", "delegations", "client_requests"].contains(path)
            || path.hasPrefix("sheets.aliases.")
    }

    /// As YAML's flow style writes it.
    private static func text(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): scalar.string
        case .sequence(let sequence):
            "[" + sequence.map(text).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            "{" + mapping.map { "\(text(of: $0)): \(text(of: $1))" }.joined(separator: ", ") + "}"
        case .alias(let alias): "*\(alias.anchor.rawValue)"
        }
    }
}

/// One setting that another reading of the files found otherwise.
package struct SettingChange: Sendable, Hashable {
    /// `mail.smtp.port`, or in words what a file holds that the settings name.
    package var name: String
    /// Nil where nothing was said.
    package var old: String?
    package var new: String?
    /// Whether it counts only after the service was started anew.
    package var needsRestart = false
}

extension Settings {
    /// What is otherwise in another reading, by name.
    package func changes(to other: Settings) -> [SettingChange] {
        let names = Set(said.values.keys).union(other.said.values.keys).sorted()
        var changes = names.compactMap { name -> SettingChange? in
            let (old, new) = (said.values[name], other.said.values[name])
            guard old != new else { return nil }
            return SettingChange(
                name: name, old: old, new: new, needsRestart: Self.fixed.contains(name))
        }
        let (days, others) = (Set(profile.holidays), Set(other.profile.holidays))
        if days != others {
            changes.append(
                SettingChange(
                    name: "days of `holidays`", old: Self.days(days.subtracting(others)),
                    new: Self.days(others.subtracting(days))))
        }
        return changes
    }

    /// What this reading says, but for what a running service cannot change: where its ledger lies, and
    /// where callers find it.
    package func keepingPlaces(of running: Settings) -> Settings {
        var kept = self
        kept.state = running.state
        kept.control.socket = running.control.socket
        // The next reading tells it again: it still waits for a restart.
        kept.said = said.keeping(Self.fixed, of: running.said)
        if calendarFeed == Self.calendarFeed(in: state) {
            kept.calendarFeed = Self.calendarFeed(in: running.state)
        }
        if calendarFeeds == Self.calendarFeeds(in: state) {
            kept.calendarFeeds = Self.calendarFeeds(in: running.state)
        }
        if metricsFile == Self.metricsFile(in: state) {
            kept.metricsFile = Self.metricsFile(in: running.state)
        }
        return kept
    }

    /// Where the calendar file lies if the settings name no place.
    static func calendarFeed(in state: String) -> String { "\(state)/calendar/tenggat.ics" }

    /// Where people's own calendar files lie if the settings name no place.
    static func calendarFeeds(in state: String) -> String { "\(state)/calendar/people" }

    /// Where the service's numbers are written if the settings name no place.
    static func metricsFile(in state: String) -> String { "\(state)/metrics/tenggat.prom" }

    /// Names of what ``keepingPlaces(of:)`` keeps.
    private static let fixed: Set<String> = ["state", "control.socket"]

    private static func days(_ holidays: Set<Holiday>) -> String? {
        guard !holidays.isEmpty else { return nil }
        let dates = holidays.map { "\($0.date)" }.sorted()
        let more = dates.count > 5 ? " and \(dates.count - 5) more" : ""
        return dates.prefix(5).joined(separator: ", ") + more
    }
}
