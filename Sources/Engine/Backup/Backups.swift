package import Almanac
import Coordination
import Host
package import Ledger
package import Logging
package import Settings

/// Each night a whole copy of the ledger, verified before it counts, in a folder and on a second disk.
///
/// What fails is tried again as every job is, said in `status`, and asked of a person until a copy has
/// been made.
package struct Backups: Job {
    package let name = JobName.backup
    package let follows: Set<Wakes.Cause> = []
    package let consults: Set<LedgerTable> = [.mark, .deadline]
    package let folders: [BackupFolder]
    private let settings: BackupSettings
    private let store: OfficeStore
    private let logger: Logger

    /// - Parameter state: the ledger's folder.
    package init(_ settings: BackupSettings, state: String, store: OfficeStore, logger: Logger) {
        self.settings = settings
        self.store = store
        self.logger = logger
        folders = ([settings.folder ?? "\(state)/backups"] + [settings.second].compactMap { $0 })
            .map(
                BackupFolder.init)
    }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        guard try await due(at: now) <= now || PausedJobs.isAsked else { return [:] }
        return ["copies": try await create(at: now).count]
    }

    package func nextInstant() async throws -> Instant? {
        guard let last = try await lastCopy() else { return .distantPast }
        return night(after: last)
    }

    /// Makes a copy now, in each folder, and removes the oldest once all have one.
    ///
    /// - Returns: the copies, the first folder's first.
    /// - Throws: what the first folder that failed says; the others have their copies.
    package func create(at now: Instant) async throws -> [BackupFolder.Copy] {
        do {
            let places = try await copyEverywhere(at: now)
            try await store.change(at: now) { work in
                try work.transaction.set(.backup, to: now)
                try work.transaction.remove(.backupTry)
                try work.transaction.endTasks(
                    .backup, because: "a backup was made", office: work.office)
            }
            for folder in folders { folder.keep(settings.kept) }
            return folders.flatMap { folder in
                folder.copies().filter { places.contains($0.path) }
            }
        } catch {
            try await ask(about: error, at: now)
            throw error
        }
    }

    /// The copies of all folders, the newest first.
    package var copies: [BackupFolder.Copy] {
        folders.flatMap { $0.copies() }.sorted { $0.takenAt > $1.takenAt }
    }

    /// Looks over the newest copy of each folder, or the one that lies at a path.
    ///
    /// - Returns: each with what is wrong with it; a folder without any stands for itself.
    /// - Throws: `EngineError` `.notFound`.
    package func verify(_ path: String?) throws -> [(copy: BackupFolder.Copy, fault: String?)] {
        let wanted =
            path.map { path in copies.filter { $0.path == path } }
            ?? folders.compactMap { $0.copies().first }
        guard !wanted.isEmpty else {
            let folders = folders.map(\.path).joined(separator: ", ")
            throw EngineError(
                .notFound,
                (path.map { "no backup \($0)" } ?? "no backup") + " lies in \(folders): "
                    + "tenggatctl backup list shows them")
        }
        let looked = wanted.map { copy -> (copy: BackupFolder.Copy, fault: String?) in
            do {
                _ = try Ledger.verify(copy: copy.path)
                return (copy, nil)
            } catch {
                return (copy, "\(error)")
            }
        }
        guard path == nil else { return looked }
        return looked
            + folders.filter { $0.copies().isEmpty }.map { folder in
                (folder.asCopy, "no backup lies there: tenggatctl backup create makes one")
            }
    }

    /// A copy in each folder; one that fails keeps no other from its own.
    private func copyEverywhere(at now: Instant) async throws -> [String] {
        let lastTry = try await store.ledger.read { try $0.instant(.backupTry) }
        var places: [String] = []
        var faults: [any Error] = []
        for folder in folders {
            let place = folder.place(of: now)
            do {
                try folder.make()
                try await copy(to: place, like: places.first)
                places.append(place)
                // Of tries that not every folder has, the last is enough. Whatever else lies there may be all that
                // is left of what a restore gave up.
                if let lastTry, folder.place(of: lastTry) != place {
                    folder.removeCopy(of: lastTry)
                }
            } catch {
                faults.append(error)
            }
        }
        if let fault = faults.first {
            if !places.isEmpty {
                try await store.change(at: now) { try $0.transaction.set(.backupTry, to: now) }
            }
            throw fault
        }
        return places
    }

    /// A copy of the ledger, or of a copy that was made already; it is verified where it lies.
    private func copy(to place: String, like source: String?) async throws {
        if let source {
            try DurableFile.copy(source, to: place, permissions: 0o600)
            _ = try Ledger.verify(copy: place)
            return
        }
        let draft = place + ".new"
        defer { DurableFile.remove(draft) }
        try await store.ledger.copy(to: draft)
        _ = try Ledger.verify(copy: draft)
        try DurableFile.restrict(draft)
        try DurableFile.rename(draft, to: place)
    }

    private func ask(about error: any Error, at now: Instant) async throws {
        try await store.change(at: now) { work in
            let office = work.office
            let day = office.profile.zone.civil(now).date
            _ = try work.transaction.ask(
                OfficeTask(
                    topic: .backup, occurrence: "\(day)",
                    title: TaskTitle.backup.words(),
                    note: BilingualText(
                        en: "\(error).\nTell whoever runs the machine: journalctl -u tenggatd",
                        id: "\(error).\nBeri tahu yang mengurus mesin: journalctl -u tenggatd"
                    ).text(in: office.languageOfTasks),
                    isNoteCurrent: true),
                office: office, because: "it failed again")
        }
    }

    /// When the next one is due; a ledger that has none is due at once.
    private func due(at now: Instant) async throws -> Instant {
        try await lastCopy().map(night) ?? now
    }

    private func lastCopy() async throws -> Instant? {
        try await store.ledger.read { try $0.instant(.backup) }
    }

    /// The first moment of the night after another one.
    private func night(after moment: Instant) -> Instant {
        store.office.profile.nextDaily(settings.time, after: moment)
    }
}
