package import Almanac
import Coordination
import FoundationEssentials
import Host
package import Ledger
import Post
package import Settings
import Sheets
import Synchronization

/// Keeps the lists folder fresh: each list is rewritten as a whole when what it shows has changed, and only
/// then, some minutes after the time before at the earliest, and at midnight.
package final class ListFolder: Job {
    package let name = JobName.lists
    package let follows: Set<Wakes.Cause> = [
        .commit(.deadline), .commit(.series), .commit(.register), .commit(.clientOrder),
        .commit(.orderLine), .commit(.toldDate), .commit(.notice), .commit(.submission),
        .commit(.period), .commit(.signOff),
    ]
    package let consults = Set(LedgerTable.allCases)
    private let folder: String
    private let settings: ListsSettings
    private let store: OfficeStore
    private let writer: LetterWriter
    private let state = Mutex(State())

    private struct State {
        /// What each list showed when it was written, by its path.
        var shown: [String: Int] = [:]
        var next: Instant?
        var last: Instant?
    }

    /// A list that changes all day is written so often at most.
    static let pause = Duration.seconds(300)
    /// How many states of a list are remembered, so that an edited copy is compared with its own.
    private static let remembered = 300

    /// - Parameter folder: made where it is missing.
    package init(
        folder: String, settings: ListsSettings, store: OfficeStore, writer: LetterWriter
    ) {
        self.folder = folder
        self.settings = settings
        self.store = store
        self.writer = writer
    }

    package func nextInstant() async throws -> Instant? { state.withLock { $0.next } }

    package func runOnce(at now: Instant) async throws -> [String: Int] {
        let office = store.office
        let midnight = office.midnight(after: now)
        let waitsUntil = state.withLock { state -> Instant? in
            // A clock that was set back lets nobody wait for the future.
            guard let last = state.last, last <= now, now < last + Self.pause else { return nil }
            return last + Self.pause
        }
        if let waitsUntil {
            state.withLock { $0.next = min(waitsUntil, midnight) }
            return [:]
        }
        state.withLock {
            $0.last = now
            $0.next = midnight
        }
        var written = 0
        var faults: [String] = []
        for (list, group) in settings.kept {
            do {
                if try await write(list, for: group, at: now) { written += 1 }
            } catch let error as EngineError {
                faults.append(error.message)
            } catch {
                // One that cannot be written keeps no other away.
                faults.append("\(list.rawValue): \(error)")
            }
        }
        try removeOthers(language: office.profile.language)
        guard faults.isEmpty else {
            throw EngineError(
                .conflict, "not every list is fresh: \(faults.joined(separator: "; "))")
        }
        return written > 0 ? ["written": written] : [:]
    }

    /// - Returns: whether it showed something else before.
    private func write(
        _ list: OfficeList, for group: String?, at now: Instant
    ) async throws -> Bool {
        let unixGroup: UnixGroup? = try group.map { name in
            guard let known = UnixGroup(named: name) else {
                throw EngineError(
                    .invalid,
                    "`lists` names the group “\(name)”, which this machine does not know: add it "
                        + "(groupadd), or take it out; \(list.rawValue) is not written")
            }
            return known
        }
        let draft = try await store.read { [writer] view, office in
            try ListMaker(
                office: office, writer: writer, view: view, now: now, group: group
            ).draft(of: list)
        }
        let path = "\(place(for: group))/\(list.listFile(in: store.office.profile.language))"
        let hash = draft.workbook.hashValue
        let isThere = FileManager.default.fileExists(atPath: path)
        let shown = state.withLock { $0.shown[path] }
        if isThere, shown == hash { return false }
        if isThere, shown == nil, !isOurs(path) {
            throw EngineError(
                .conflict,
                "\(path) is a file of somebody's and no list: move it, so that the list can be written"
            )
        }
        var workbook = draft.workbook
        if let base = draft.base {
            workbook.worksheets[0].marks.append(try await mark(of: base, at: now).text)
        }
        do {
            try WholeFile.put(
                try workbook.write(createdAt: now), inFolderOf: path, permissions: 0o640,
                group: unixGroup?.id, isForSeveral: true)
        } catch let error as HostError where group != nil {
            throw EngineError(
                .conflict,
                "\(error.message); is the service's user in the group “\(group ?? "")” (usermod -aG "
                    + "\(group ?? "") tenggat), and has the lists folder a folder of the group's "
                    + "(install -d -o tenggat -g \(group ?? "") -m 2750 "
                    + "\(folder)/\(group ?? ""))? Then systemctl restart tenggatd")
        }
        state.withLock { $0.shown[path] = hash }
        return true
    }

    private func mark(of base: ListMaker.Export, at now: Instant) async throws -> ExportMark {
        let content = CSVWriter(style: store.office.profile.style)
            .write(base.rows, of: base.kind)
        return try await store.change(at: now) { work in
            let transaction = work.transaction
            let number = try transaction.keep(
                list: content, of: base.kind, most: Self.remembered)
            return ExportMark(number: number, ledger: try transaction.view.identity())
        }
    }

    /// Where a group's lists lie: in a folder of the group's name within the lists folder, where somebody has made
    /// one that gives its group to what is put there.
    private func place(for group: String?) -> String {
        guard let group else { return folder }
        let own = "\(folder)/\(group)"
        var isFolder = false
        return FileManager.default.fileExists(atPath: own, isDirectory: &isFolder) && isFolder
            ? own : folder
    }

    /// Whether a file in the folder is a list: anything else is left alone.
    private func isOurs(_ path: String) -> Bool {
        // What cannot be read is nobody's list, ignoring why.
        guard let content = try? Data(contentsOf: URL(filePath: path)) else { return false }
        return SheetReader().isList([UInt8](content), fileName: path)
    }

    /// Takes out lists that are written no more, or under another name.
    private func removeOthers(language: String) throws {
        let present = Set(
            settings.kept.map { "\(place(for: $0.group))/\($0.list.listFile(in: language))" })
        // Also in folders of groups that no list is for any more.
        let groups = try FileManager.default.contentsOfDirectory(atPath: folder)
            .map { place(for: $0) }
        let folders = Set(groups).union([folder])
        for list in OfficeList.allCases {
            for path in folders.sorted().flatMap({ folder in
                ["id", "en"].map { "\(folder)/\(list.listFile(in: $0))" }
            }) where !present.contains(path) {
                guard FileManager.default.fileExists(atPath: path), isOurs(path) else { continue }
                try FileManager.default.removeItem(atPath: path)
            }
        }
    }
}

extension OfficeList {
    /// What its file is called.
    func listFile(in language: String) -> String { "\(words.text(in: language)).xlsx" }

    /// What it shows.
    var words: BilingualText {
        switch self {
        case .deadlines: BilingualText(en: "open deadlines", id: "tenggat terbuka")
        case .orders: BilingualText(en: "open orders", id: "pesanan terbuka")
        case .board: BilingualText(en: "periods", id: "papan periode")
        case .decisions: BilingualText(en: "waiting for a decision", id: "menunggu keputusan")
        case .addresses: BilingualText(en: "without an address", id: "tanpa alamat")
        case .letters: BilingualText(en: "letters to clients", id: "surat kepada klien")
        }
    }
}

extension Office {
    /// When the office's next day begins.
    fileprivate func midnight(after now: Instant) -> Instant {
        let zone = profile.zone
        let tomorrow = zone.civil(now).date.adding(days: 1)
        return max(
            zone.instant(CivilDateTime(date: tomorrow, time: CivilTime(secondOfDay: 0))),
            now + .seconds(60))
    }
}
