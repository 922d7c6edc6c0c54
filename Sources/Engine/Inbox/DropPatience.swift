import Almanac
import Host

/// Decides when a dropped file is whole, and when files that came together are taken together.
struct DropPatience {
    /// How long after its writer has closed it: others that come with it may still be on their way.
    static let gathering = Duration.seconds(2)
    /// How long a file whose writer nobody saw must have stood still.
    static let settling = Duration.seconds(10)
    /// How long whole files wait for one that is not.
    static let longest = Duration.seconds(30)

    private var looks: [DropPlace: Look] = [:]

    private struct Look {
        /// What it was; nil before the first look at what was closed.
        var entry: FolderEntry?
        /// When it was first seen so.
        var since: Instant
        var closedAt: Instant?
    }

    /// The kernel said that whoever wrote the file has closed it.
    mutating func noteClosed(_ place: DropPlace, at now: Instant) {
        looks[place] = Look(entry: nil, since: now, closedAt: now)
    }

    /// Somebody has it open, or it changed under our eyes.
    mutating func noteUnfinished(_ place: DropPlace, at now: Instant) {
        looks[place] = Look(entry: nil, since: now, closedAt: nil)
    }

    /// When the file may be taken if nothing happens to it until then.
    mutating func wholeInstant(
        _ place: DropPlace, _ entry: FolderEntry, now: Instant
    ) -> Instant {
        var look = looks[place] ?? Look(entry: entry, since: now, closedAt: nil)
        if let known = look.entry, known != entry {
            look = Look(entry: entry, since: now, closedAt: nil)
        }
        look.entry = entry
        // A clock that was set back leaves nothing waiting for the future.
        look.since = min(look.since, now)
        look.closedAt = look.closedAt.map { min($0, now) }
        looks[place] = look
        if let closedAt = look.closedAt { return closedAt + Self.gathering }
        let changed = Instant(microseconds: entry.changed / 1_000)
        return min(changed, look.since) + Self.settling
    }

    /// Forgets what is there no more.
    mutating func keep(only places: Set<DropPlace>) {
        looks = looks.filter { places.contains($0.key) || $0.value.entry == nil }
    }
}
