import Almanac
import Coordination
import Host
import Ledger
import Logging
import Settings

/// Each night: forgets what is over for long enough, gives room back to the disk, looks the ledger over, and
/// in November asks for what the next year lacks. Whenever the disk's room turns: asks for more, or no more.
struct Housekeeping: Job {
    let name = JobName.housekeeping
    let follows: Set<Wakes.Cause> = [.disk]
    let consults = Set(LedgerTable.allCases)
    let settings: HousekeepingSettings
    let store: OfficeStore
    let writer: LetterWriter
    /// Nil in a rehearsal, which asks for what the next year lacks and puts nothing away.
    let room: DiskRoom?
    /// The drop folder; nil where there is none.
    let inbox: DropFolder?
    /// An address that hears beside the coordinator.
    let administrator: String?
    let logger: Logger

    /// How many rows one transaction forgets: whoever else writes waits for so many.
    private static let batch = 500
    /// For how long a file can be undone.
    private static let undoable = Duration.seconds(100 * 86_400)
    private static let months = 11...12

    func runOnce(at now: Instant) async throws -> [String: Int] {
        var counts: [String: Int] = [:]
        func count(_ what: String, _ number: Int) { if number > 0 { counts[what] = number } }
        count("disk-warnings", try await followDisk(at: now))
        guard let last = try await lastNight() else {
            // A start is no time for it: the first night is.
            try await store.change(at: now) { try $0.transaction.set(.housekeeping, to: now) }
            return counts
        }
        guard night(after: last) <= now || PausedJobs.isAsked else { return counts }
        count("asked", try await askForNextYear(at: now))
        if room != nil { try await putAway(at: now, count) }
        // What takes long is not begun anew by a start that ended it.
        try await store.change(at: now) { try $0.transaction.set(.housekeeping, to: now) }
        counts["nights"] = 1
        guard room != nil else { return counts }
        try await store.ledger.keepHistoryHead(at: now, to: logger)
        count("bytes", Int(try await shrink()))
        try await LedgerHealth(store.ledger, logger: logger).check()
        return counts
    }

    /// Forgets what is over for long enough.
    private func putAway(at now: Instant, _ count: (String, Int) -> Void) async throws {
        // What was still on its way when a trial ended went to the trial's address after all.
        _ = try await store.change(at: now) { [writer] work in
            try TrialEnd(office: work.office, writer: writer).settle(in: work.transaction)
        }
        // Before any of them is forgotten.
        count("linked-letters", try await linkLetters(at: now))
        count(
            "runs",
            try await forget(for: settings.runs, at: now) { work, moment in
                try work.transaction.forgetRuns(endedBefore: moment, limit: Self.batch)
            })
        try await store.change(at: now) { work in
            try work.transaction.forgetImports(before: now - Self.undoable)
        }
        count(
            "events",
            try await forget(for: settings.history, at: now) { work, moment in
                try work.transaction.forgetEvents(before: moment, limit: Self.batch)
            })
        count(
            "letters",
            try await forget(for: settings.letters, at: now) { work, moment in
                try work.transaction.forgetLetters(finishedBefore: moment, limit: Self.batch)
            })
        count(
            "files",
            try await forget(for: settings.files, at: now) { work, moment in
                try work.transaction.forgetFiles(keptBefore: moment, limit: Self.batch)
            })
        do {
            count("dropped-files", try removeDropped(at: now))
        } catch {
            // A share that is away for a night keeps nothing else from being done.
            logger.warning("old files stay in the drop folder for now: \(error)")
        }
    }

    func nextInstant() async throws -> Instant? {
        try await lastNight().map(night) ?? .distantPast
    }

    private func lastNight() async throws -> Instant? {
        try await store.ledger.read { try $0.instant(.housekeeping) }
    }

    private func night(after last: Instant) -> Instant {
        store.office.profile.nextDaily(settings.time, after: last)
    }

    private func linkLetters(at now: Instant) async throws -> Int {
        var all = 0
        while true {
            let count = try await store.change(at: now) {
                try $0.transaction.linkLetters(limit: Self.batch)
            }
            all += count
            guard count == Self.batch else { return all }
        }
    }

    // MARK: What is over

    private func forget(
        for time: Duration?, at now: Instant,
        _ forget: @Sendable @escaping (UnitOfWork, Instant) throws -> Int
    ) async throws -> Int {
        guard let time else { return 0 }
        var all = 0
        while true {
            let count = try await store.change(at: now) { try forget($0, now - time) }
            all += count
            guard count == Self.batch else { return all }
        }
    }

    /// Accepted and rejected files with their reports, by when they came to lie there.
    private func removeDropped(at now: Instant) throws -> Int {
        guard let inbox, let time = settings.files else { return 0 }
        let folder = try inbox.open()
        return try [folder.accepted, folder.rejected].reduce(0) { count, folder in
            try count + folder.removeFiles(changedBefore: (now - time).microseconds * 1_000)
        }
    }

    private func shrink() async throws -> Int64 {
        var bytes: Int64 = 0
        while true {
            let step = try await store.ledger.shrink()
            guard step > 0 else { return bytes }
            bytes += step
        }
    }

    // MARK: What is asked

    private func followDisk(at now: Instant) async throws -> Int {
        guard let room, let look = room.look() else { return 0 }
        let told = try await follow(look, at: now)
        room.settle(look)
        return told
    }

    private func follow(_ look: DiskRoom.Look, at now: Instant) async throws -> Int {
        let (path, administrator) = (store.ledger.path, administrator)
        return try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            guard look.isScarce else {
                try transaction.endTasks(
                    .disk, because: "there is room again", office: office)
                return 0
            }
            let (free, needed) = look.words
            let title = TaskTitle.disk.words()
            let note = BilingualText(
                en:
                    "The disk of \(path) has \(free) MiB left, and should have \(needed). Once it is "
                    + "full nothing more is remembered and nobody is reminded. Whoever runs the "
                    + "machine makes room, or moves the ledger",
                id:
                    "Diska \(path) tersisa \(free) MiB, seharusnya \(needed). Bila penuh, tidak ada lagi "
                    + "yang tercatat dan tidak ada yang diingatkan. Yang mengurus mesin perlu "
                    + "mengosongkan tempat atau memindahkan data")
            let asked = try transaction.ask(
                OfficeTask(
                    topic: .disk, occurrence: "scarce", title: title,
                    note: note.text(in: office.languageOfTasks)),
                office: office, because: "asked anew")
            guard asked.isOpened else { return 0 }
            if let administrator {
                try transaction.collect(
                    Item(
                        cause: "disk \(transaction.now.microseconds) > \(administrator)",
                        kind: "service-warning", subject: Subject(.office, "disk"),
                        facts: ["title": .texts(title.texts), "text": .texts(note.texts)]),
                    for: administrator, office: office)
            }
            return 1
        }
    }

    private func askForNextYear(at now: Instant) async throws -> Int {
        let today = store.office.profile.zone.civil(now).date
        let isTime = Self.months.contains(today.month)
        // Later it is only seen whether what was asked for has come.
        let year = isTime ? today.year + 1 : today.year
        return try await store.change(at: now) { work in
            let (transaction, office) = (work.transaction, work.office)
            // Nobody is asked, and nobody was: what the year lacks is looked up for nothing.
            let topic = TaskTopic.nextYear
            guard try isTime || !transaction.view.openDeadlines(code: topic.code).isEmpty else {
                return 0
            }
            let lacks = office.lacks(
                of: year,
                repeated: try transaction.view.titlesRepeated(
                    until: year - 1, notOf: TaskKind.allCases.map(\.rawValue)))
            guard !lacks.isEmpty else {
                return try transaction.endTasks(
                    .nextYear, because: "nothing is missing any more", office: office)
            }
            guard isTime else { return 0 }
            let note = lacks.map { $0.text(in: office.languageOfTasks) }
            let asked = try transaction.ask(
                OfficeTask(
                    topic: .nextYear, occurrence: "\(year)",
                    title: TaskTitle.nextYear.words("\(year)"),
                    note: note.joined(separator: "\n"), isNoteCurrent: true),
                office: office, because: "asked anew")
            return asked.isOpened ? 1 : 0
        }
    }
}
