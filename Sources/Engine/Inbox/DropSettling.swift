import Almanac
import Host

/// Decides when a dropped file is whole, and when files that came together are taken together.
struct DropSettling {
    /// How long after its writer has closed it: others that come with it may still be on their way.
    static let gathering = Duration.seconds(2)
    /// How long a file whose writer nobody saw must have stood still, where the kernel says that
    /// nobody has it open.
    static let settling = Duration.seconds(10)
    /// The same where nobody can say: somebody else's file after a restart, or on another machine.
    static let unknown = Duration.seconds(60)
    /// How long a file that somebody wrote to anew must have stood still, if they never close it.
    static let rewriting = Duration.seconds(600)
    /// How long whole files wait for one that is not.
    static let longest = Duration.seconds(30)

    private var looks: [DropPlace: Look] = [:]

    private struct Look {
        /// What it was; nil before the first look at what the kernel told of.
        var entry: FolderEntry?
        /// When it was first seen so.
        var since: Instant
        var writing = Writing.unseen
    }

    /// What the kernel told of whoever writes a file.
    private enum Writing: Equatable {
        case unseen
        /// It was made then, and not closed.
        case made(Instant)
        case again
        case closed(Instant)
    }

    /// The kernel told of the file.
    mutating func note(_ event: FolderWatch.Event, of place: DropPlace, at now: Instant) {
        switch event {
        case .whole: looks[place] = Look(since: now, writing: .closed(now))
        case .created: looks[place] = Look(since: now, writing: .made(now))
        case .modified:
            var look = looks[place] ?? Look(since: now)
            // Whoever makes it writes to it, too.
            if case .made = look.writing { return }
            look.writing = .again
            look.since = now
            looks[place] = look
        case .other: break
        }
    }

    /// Somebody has it open, or it changed between a look that began at `begin` and its reading. Where
    /// it was closed since then, that says more.
    mutating func noteUnfinished(_ place: DropPlace, since begin: Instant, at now: Instant) {
        if case .closed(let at)? = looks[place]?.writing, at >= begin { return }
        if case .made? = looks[place]?.writing { return }
        looks[place] = Look(since: now)
    }

    /// When the file may be taken if nothing happens to it until then; nil when only its closing says.
    ///
    /// - Parameters:
    ///   - canBeAsked: whether the kernel would say that somebody has it open (`F_SETLEASE`).
    ///   - isElsewhere: whether it lies on another machine, whose clock is not ours.
    mutating func wholeInstant(
        _ place: DropPlace, _ entry: FolderEntry, canBeAsked: Bool, isElsewhere: Bool, now: Instant
    ) -> Instant? {
        var look = looks[place] ?? Look(since: now)
        if let known = look.entry, known != entry {
            look.since = now
            // Here the kernel tells of whoever writes again; rights and dates are set after closing, too.
            if isElsewhere, case .closed = look.writing { look.writing = .unseen }
        }
        look.entry = entry
        // A clock that was set back leaves nothing waiting for the future.
        look.since = min(look.since, now)
        if case .closed(let at) = look.writing { look.writing = .closed(min(at, now)) }
        looks[place] = look
        let changed = Instant(microseconds: entry.changed / 1_000)
        let still = isElsewhere ? look.since : min(changed, look.since)
        switch look.writing {
        case .closed(let at): return at + Self.gathering
        case .again: return look.since + Self.rewriting
        case .made(let at):
            // A further name of a file that was there is made whole, and nobody closes it.
            let modified = Instant(microseconds: entry.modified / 1_000)
            let isFinished = entry.kind != .file || modified < at - .seconds(1)
            return isFinished ? look.since + Self.settling : nil
        case .unseen:
            let isKnown = entry.kind != .file || canBeAsked && !isElsewhere
            return still + (isKnown ? Self.settling : Self.unknown)
        }
    }

    /// What the kernel told is not all that happened: every file waits as one whose writer nobody saw.
    mutating func forgetWriters(at now: Instant) {
        for place in looks.keys {
            looks[place]?.writing = .unseen
            looks[place]?.since = now
        }
    }

    /// Forgets what is there no more, and what never came.
    mutating func keep(only places: Set<DropPlace>, at now: Instant) {
        looks = looks.filter { place, look in
            places.contains(place) || look.entry == nil && now - look.since < Self.rewriting
        }
    }
}
