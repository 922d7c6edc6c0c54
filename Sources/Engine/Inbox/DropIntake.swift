package import Almanac
import Coordination
package import Host
package import Ledger
package import Logging
import Settings
import Synchronization

/// Takes what people put into the drop folder, and puts it away with a report beside it.
///
/// It looks when the kernel tells of an arrival, at start, and every ten minutes, since nobody tells
/// what another machine writes to a share.
package final class DropIntake: Job {
    package let name = JobName.intake
    package let follows: Set<Wakes.Cause> = [.droppedFile]
    package let consults = Set(LedgerTable.allCases)
    let folder: DropFolder
    private let intake: Intake
    private let owners: OwnerRoles
    private let store: OfficeStore
    private let unread: UnreadFiles?
    private let logger: Logger
    private let state = Mutex(State())

    private struct State {
        var settling = DropSettling()
        var isLooking = false
        var next: Instant?
        var watch: FolderWatch?
        var isWatched = true
        /// What could not be put away, by its key: told once.
        var stuck: Set<String> = []
        /// What came while nobody looked, and is neither taken nor refused yet: letters to clients wait for it.
        var unread: Set<DropPlace> = []
        /// What was put away a moment ago: whoever has it open still may write to it.
        var putAway: [PutAway] = []
    }

    private struct PutAway {
        var name: [UInt8]
        var isAccepted: Bool
        var entry: FolderEntry
        var place: DropPlace
        var until: Instant
    }

    static let rescan = Duration.seconds(600)
    /// How long letters to clients wait for what came while nobody looked: what stands still is whole by then, wherever
    /// it lies.
    static let longestUnread = DropSettling.unknown + DropSettling.longest
    /// For how long a file that was put away is compared with what was taken.
    private static let watched = Duration.seconds(60)
    /// What one import takes at most; the rest is the next one's.
    private static let mostFiles = 500
    private static let mostBytes = 256 << 20
    /// One byte more than a sheet may have, so that the reader says that it is too large.
    private static let readLimit = 32 << 20 + 1

    package init(
        folder: DropFolder, intake: Intake, owners: OwnerRoles, store: OfficeStore,
        unread: UnreadFiles? = nil, logger: Logger
    ) {
        self.unread = unread
        self.folder = folder
        self.intake = intake
        self.owners = owners
        self.store = store
        self.logger = logger
    }

    package func nextInstant() -> Instant? { state.withLock { $0.next } }

    /// Has every look put the folders under watch, also those that were made anew.
    func follow(with watch: FolderWatch) { state.withLock { $0.watch = watch } }

    /// The kernel tells of an arrival.
    ///
    /// - Returns: whether it is worth a look.
    package func note(_ arrival: FolderWatch.Arrival, at now: Instant) -> Bool {
        guard let path = arrival.folder, !arrival.name.isEmpty,
            let place = folder.place(folder: path, name: arrival.name)
        else {
            // The kernel told of more than was taken up: who closed what is not known.
            if arrival.folder == nil { state.withLock { $0.settling.forgetWriters(at: now) } }
            return true
        }
        guard !place.isTemporary else { return false }
        state.withLock { $0.settling.note(arrival.event, of: place, at: now) }
        // Its closing is.
        return arrival.event != .modified
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let isFree = state.withLock { state in
            defer { state.isLooking = true }
            return !state.isLooking
        }
        // Whoever asks while it is looking already has what they want.
        guard isFree else { return [:] }
        defer { state.withLock { $0.isLooking = false } }
        state.withLock { $0.next = now + Self.rescan }
        let counts = try await look(at: now)
        let (areLeft, next) = state.withLock { (!$0.unread.isEmpty, $0.next) }
        unread?.noteLook(areLeft: areLeft, due: next, at: now)
        return counts
    }

    private func look(at now: Instant) async throws -> [String: Int] {
        let open = try folder.open()
        watchFolders(open)
        try compareAgain(in: open, at: now)
        let contents = try open.contents()
        let places = Set(contents.map(\.place))
        let areNew = unread?.areNew(at: now) ?? false
        state.withLock { state in
            state.settling.keep(only: places, at: now)
            state.unread = areNew ? places : state.unread.intersection(places)
        }
        let batch = whole(contents, in: open, at: now)
        guard let batch, !batch.isEmpty || contents.isEmpty else { return [:] }
        return try await take(batch, of: contents.count, in: open, at: now)
    }

    private func watchFolders(_ open: OpenDropFolder) {
        guard let watch = state.withLock({ $0.watch }) else { return }
        do {
            for folder in open.places.values { try watch.watch(folder.path) }
            state.withLock { $0.isWatched = true }
        } catch {
            let isLaterTelling = state.withLock { state in
                defer { state.isWatched = false }
                return state.isWatched
            }
            guard isLaterTelling else { return }
            logger.warning("\(error): what is dropped is found every ten minutes only")
        }
    }

    /// Has what was written to after it was taken looked at again: no part of it is lost.
    private func compareAgain(in open: OpenDropFolder, at now: Instant) throws {
        let putAway = state.withLock { $0.putAway }
        var rest: [PutAway] = []
        for file in putAway {
            let isBack = try open.takeBackIfWrittenTo(
                file.name, isAccepted: file.isAccepted, file.entry, to: file.place)
            if isBack {
                logger.warning(
                    "\(file.place.shown) was written to after it was taken: it is looked at again",
                    metadata: ["file": "\(file.place.shown)"])
            } else if now < file.until {
                rest.append(file)
            }
        }
        state.withLock { $0.putAway = rest }
        if let next = rest.map(\.until).min() { lookAgain(at: next) }
    }

    // MARK: What is whole

    private struct Candidate {
        var place: DropPlace
        var entry: FolderEntry
        var owner: UnixUser
        var role: ControlSettings.Role?
    }

    /// The candidates for one import, none of them open: there may be thousands. Nil while it is better
    /// to wait, which ``nextInstant()`` tells.
    private func whole(
        _ contents: [(place: DropPlace, entry: FolderEntry)], in open: OpenDropFolder,
        at now: Instant
    ) -> [Candidate]? {
        var whole: [Candidate] = []
        var wholeSince: Instant?
        var isWaiting = false
        var users: [UInt32: UnixUser] = [:]
        let isElsewhere = open.isElsewhere
        for (place, entry) in contents {
            let instant = state.withLock {
                $0.settling.wholeInstant(
                    place, entry, canBeAsked: OpenFile.mayAsk(of: entry), isElsewhere: isElsewhere,
                    now: now)
            }
            guard let instant, instant <= now else {
                isWaiting = true
                if let instant { lookAgain(at: instant) }
                continue
            }
            let owner = users[entry.owner] ?? UnixUser(id: entry.owner)
            users[entry.owner] = owner
            let candidate = Candidate(
                place: place, entry: entry, owner: owner, role: owners.role(of: owner))
            // Its closing will be told, or the next rescan finds it closed.
            if isOpenForWriting(candidate, in: open) {
                isWaiting = true
                continue
            }
            whole.append(candidate)
            wholeSince = min(wholeSince ?? instant, instant)
        }
        guard isWaiting, let wholeSince else { return whole }
        // Files that were dropped together may refer to each other.
        let settling = wholeSince + DropSettling.longest
        guard settling > now else { return whole }
        lookAgain(at: settling)
        return nil
    }

    private func isOpenForWriting(_ candidate: Candidate, in open: OpenDropFolder) -> Bool {
        guard candidate.role != nil, candidate.entry.kind == .file,
            OpenFile.mayAsk(of: candidate.entry)
        else { return false }
        // What cannot be opened is told of when it is read.
        let file = try? open.places[candidate.place.kind]?.open(candidate.place.name)
        return file?.isOpenForWriting == true
    }

    private func lookAgain(at instant: Instant) {
        state.withLock { $0.next = min($0.next ?? instant, instant) }
    }

    // MARK: What is taken

    private func take(
        _ candidates: [Candidate], of count: Int, in open: OpenDropFolder, at now: Instant
    ) async throws -> [String: Int] {
        var known = Dictionary(
            try await store.ledger.read { try $0.droppedFiles() }.map { ($0.key, $0) },
            uniquingKeysWith: { $1 })
        guard !candidates.isEmpty || !known.isEmpty else { return [:] }
        let order = ArrivalOrder(downtime: try await store.ledger.read(Downtime.init), now: now)
        let drops = read(order.sorted(candidates, by: \.entry), in: open, at: now)
        let isComplete = drops.count == count
        let new = drops.filter { known[$0.key] == nil }
        var records: [DroppedFileRecord] = []
        for files in order.imports(of: new) {
            records += try await intake.take(files, at: now)
        }
        for record in records { known[record.key] = record }
        var done = isComplete ? Set(known.keys).subtracting(drops.map(\.key)) : []
        for drop in drops {
            guard let record = known[drop.key] else { continue }
            state.withLock { _ = $0.unread.remove(drop.place) }
            if try await put(drop, record, in: open, at: now) { done.insert(record.key) }
        }
        if !done.isEmpty {
            let keys = done.sorted()
            state.withLock { $0.stuck.subtract(keys) }
            try await store.change(at: now) { work in
                for key in keys { try work.transaction.forgetDroppedFile(key) }
            }
        }
        let accepted = records.count(where: \.isAccepted)
        return ["accepted": accepted, "rejected": records.count - accepted].filter { $0.value > 0 }
    }

    /// Reads as many of the files as one import takes, one after the other.
    private func read(
        _ candidates: [Candidate], in open: OpenDropFolder, at now: Instant
    ) -> [Drop] {
        var drops: [Drop] = []
        var bytes = 0
        for candidate in candidates {
            guard drops.count < Self.mostFiles, bytes < Self.mostBytes else {
                lookAgain(at: now)
                break
            }
            do {
                guard let drop = try read(candidate, in: open) else { continue }
                bytes += drop.content.count
                drops.append(drop)
            } catch {
                state.withLock { $0.settling.noteUnfinished(candidate.place, since: now, at: now) }
                lookAgain(at: now + DropSettling.settling)
            }
        }
        return drops
    }

    /// - Returns: nil for what is there no more.
    /// - Throws: where what is read is not what was looked at: it waits for the next look.
    private func read(_ candidate: Candidate, in open: OpenDropFolder) throws -> Drop? {
        let (place, entry) = (candidate.place, candidate.entry)
        func drop(_ content: [UInt8] = [], fault: BilingualText? = nil) -> Drop {
            Drop(
                place: place, entry: entry, content: content, owner: candidate.owner,
                role: candidate.role, authority: owners.authority(of: candidate.owner),
                fault: fault)
        }
        if let fault = Self.fault(of: entry) { return drop(fault: fault) }
        // Whoever may change nothing has nothing read.
        guard candidate.role != nil, let folder = open.places[place.kind] else { return drop() }
        let file: OpenFile
        do {
            file = try folder.open(place.name)
        } catch {
            return folder.entry(place.name) == nil ? nil : drop(fault: Self.unreadable)
        }
        guard file.entry == entry else { throw Unfinished() }
        let content = try file.content(limit: Self.readLimit)
        guard file.entry == entry else { throw Unfinished() }
        return drop(content)
    }

    private struct Unfinished: Error {}

    private static let unreadable = BilingualText(
        en: "a file that the service may read: let its group read it",
        id: "berkas yang boleh dibaca layanan: beri izin baca kepada grupnya")

    private static func fault(of entry: FolderEntry) -> BilingualText? {
        switch entry.kind {
        case .file where entry.links > 1:
            BilingualText(
                en: "a file of its own: this one has another name elsewhere; drop a copy",
                id: "berkas tersendiri: berkas ini bernama lain di tempat lain; masukkan salinannya"
            )
        case .file: nil
        case .link, .other:
            BilingualText(
                en: "a file, no link and no device: drop a copy of the file itself",
                id: "berkas, bukan tautan atau perangkat: masukkan salinan berkasnya")
        case .folder:
            BilingualText(
                en: "a file, no folder: drop the files themselves, or put them into one of the "
                    + "folders that are there, each named after a sheet",
                id: "berkas, bukan folder: masukkan berkas-berkasnya, atau taruh di folder yang "
                    + "sudah ada, yang dinamai menurut lembar")
        }
    }

    /// - Returns: whether there is nothing left to do about it.
    private func put(
        _ drop: Drop, _ record: DroppedFileRecord, in open: OpenDropFolder, at now: Instant
    ) async throws -> Bool {
        var marked: MarkedFile?
        if let copy = record.marked {
            marked = try await store.ledger.read { try $0.keptFile(copy.hash) }
                .map { MarkedFile(name: copy.name, content: $0) }
        }
        do {
            let move = try open.put(
                drop.place, drop.entry, isAccepted: record.isAccepted,
                report: Array(record.report.utf8), marked: marked)
            switch move {
            case .moved(let name):
                let putAway = PutAway(
                    name: name, isAccepted: record.isAccepted, entry: drop.entry,
                    place: drop.place, until: now + Self.watched)
                state.withLock { $0.putAway.append(putAway) }
                lookAgain(at: putAway.until)
                return true
            case .gone: return true
            case .replaced:
                lookAgain(at: now)
                return true
            }
        } catch {
            // It is tried again at each look; once is enough to know.
            guard state.withLock({ $0.stuck.insert(record.key).inserted }) else { return false }
            logger.error(
                "\(drop.place.shown) was judged, but stays in the drop folder: \(error)",
                metadata: ["file": "\(drop.place.shown)"])
            return false
        }
    }
}
