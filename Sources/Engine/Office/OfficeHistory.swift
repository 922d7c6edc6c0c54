import Almanac
import Coordination
import Ledger

/// The office as it was: ladders, calendars, days off, people, teams and stand-ins as the ledger kept them. Where
/// it kept nothing, they are those of now.
final class OfficeHistory {
    private let view: LedgerView
    private let present: Office
    private let records: [RulesRecord]
    private var known: [Version: Office] = [:]

    /// What of each part was in force.
    private typealias Version = [RulesPart: [UInt8]?]

    init(_ view: LedgerView, present: Office) throws {
        self.view = view
        self.present = present
        records = try view.rulesRecords()
    }

    /// From when on it is known how it was; nil where that is not known of any time.
    var begin: Instant? {
        let firsts = RulesPart.allCases.map { part in records.first { $0.part == part }?.at }
        guard firsts.allSatisfy({ $0 != nil }) else { return nil }
        return firsts.compactMap(\.self).max()
    }

    /// Whether anything changed after one moment and by another.
    func hasChanged(after start: Instant, by end: Instant) -> Bool {
        records.contains { start < $0.at && $0.at <= end }
    }

    /// The office at a moment; before any was kept the first that was.
    func office(at moment: Instant) throws -> Office {
        let version = version(at: moment)
        guard version != self.version(at: .distantFuture) else { return present }
        if let office = known[version] { return office }
        let office = try office(of: version)
        known[version] = office
        return office
    }

    /// The office by the settings that were in force last, with the registers of now; nil where they were not kept.
    func lastSettings() throws -> Office? {
        guard let hash = records.last(where: { $0.part == .settings })?.hash,
            let settings = try view.rules(hash).flatMap({ KeptSettings($0) })
        else { return nil }
        return Office(
            profile: settings.profile(beside: present.profile), directory: present.directory)
    }

    /// The office at each of some moments, in their order, once where nothing changed between them.
    func offices(at moments: [Instant]) throws -> [Office] {
        var known: [Version] = []
        return try moments.filter { moment in
            let version = version(at: moment)
            defer { known.append(version) }
            return known.last != version
        }.map { try office(at: $0) }
    }

    private func version(at moment: Instant) -> Version {
        var version: Version = [:]
        for part in RulesPart.allCases {
            let own = records.filter { $0.part == part }
            version[part] = (own.last { $0.at <= moment } ?? own.first)?.hash
        }
        return version
    }

    private func office(of version: Version) throws -> Office {
        var profile = present.profile
        var registers: [RulesPart: String] = [:]
        for (part, hash) in version {
            guard let hash, let text = try view.rules(hash) else { continue }
            if part == .settings {
                profile = KeptSettings(text)?.profile(beside: profile) ?? profile
            } else {
                registers[part] = text
            }
        }
        return Office(
            profile: profile,
            directory: try view.directory(registers, beside: present.directory))
    }
}
