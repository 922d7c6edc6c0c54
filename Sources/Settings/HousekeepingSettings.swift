package import Almanac

/// What is looked after each night, and how long what is over is kept.
package struct HousekeepingSettings: Sendable, Hashable {
    /// By the office's clock.
    package var time = CivilTime(secondOfDay: 3 * 3_600 + 30 * 60)
    /// Runs of jobs; nil keeps them for ever, as it does each of the following.
    package var runs: Duration? = .seconds(90 * 86_400)
    /// The history of what has ended.
    package var history: Duration? = .seconds(5 * 365 * 86_400)
    /// Files that were imported or handed in, in the ledger and in the drop folder.
    package var files: Duration? = .seconds(2 * 365 * 86_400)
    /// Letters as they went over the wire; what they said stays.
    package var letters: Duration? = .seconds(2 * 365 * 86_400)
    /// How much room the ledger's disk must have, in MiB, before somebody is told.
    package var leastRoom = 256

    package init() {}
}

extension SettingsReader {
    /// `false`, or `{at: "03:30", runs: 90d, history: false, files: 730d, letters: 730d, least_room: 256}`.
    func housekeeping(_ cursor: Cursor) {
        if cursor.isFalse {
            housekeeping = nil
            return
        }
        var settings = housekeeping ?? HousekeepingSettings()
        /// For ever is `false`.
        func time(_ cursor: Cursor, _ known: Duration?) -> Duration? {
            if cursor.isFalse { return nil }
            guard let time = cursor.duration() else { return known }
            guard time >= .seconds(86_400) else {
                cursor.fail("found \(cursor.found), wanted a day at least, or false for ever")
                return known
            }
            return time
        }
        cursor.read([
            "at": {
                settings.time = $0.value("a time such as 03:30") { CivilTime($0) } ?? settings.time
            },
            "runs": { settings.runs = time($0, settings.runs) },
            "history": { settings.history = time($0, settings.history) },
            "files": { settings.files = time($0, settings.files) },
            "letters": { settings.letters = time($0, settings.letters) },
            "least_room": {
                settings.leastRoom = $0.number(in: 1...1_000_000) ?? settings.leastRoom
            },
        ])
        housekeeping = settings
    }
}
