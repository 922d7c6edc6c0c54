import Almanac
import Host

/// The order in which files came into the drop folder: one that came after another was taken would have
/// been another import, and is one although both were found at once.
struct ArrivalOrder {
    /// What came this close to another may refer to it, as long as a whole file waits for others.
    private static let together = DropSettling.longest

    let downtime: Downtime?
    let now: Instant

    /// When a file was dropped, as far as it is known.
    func arrival(of entry: FolderEntry) -> Instant {
        downtime.flatMap { entry.arrival(in: $0, before: now) }
            ?? min(Instant(microseconds: entry.changed / 1_000), now)
    }

    /// The first to come first; what came at one moment stays in its order.
    func sorted<File>(_ files: [File], by entry: (File) -> FolderEntry) -> [File] {
        files.enumerated().map { (arrival(of: entry($1)), $0, $1) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    /// Files in their order, those together that came together.
    func imports(of drops: [Drop]) -> [[Drop]] {
        var imports: [[Drop]] = []
        var latest: Instant?
        for drop in sorted(drops, by: \.entry) {
            let arrival = arrival(of: drop.entry)
            if let latest, arrival - latest <= Self.together {
                imports[imports.count - 1].append(drop)
            } else {
                imports.append([drop])
            }
            latest = arrival
        }
        return imports
    }
}

extension FolderEntry {
    /// When it was dropped, if that was while the service was down: its rows count as imported then.
    func arrival(in downtime: Downtime, before now: Instant) -> Instant? {
        let changed = Instant(microseconds: changed / 1_000)
        let modified = Instant(microseconds: modified / 1_000)
        // Whatever its content's age, it came after the start.
        guard changed <= downtime.until || changed > now else { return nil }
        return [modified, changed].first { downtime.from <= $0 && $0 <= downtime.until }
    }
}
