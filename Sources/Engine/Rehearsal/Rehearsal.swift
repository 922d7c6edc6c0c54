package import Almanac
import Coordination
import FoundationEssentials
import Host
import Ledger
import Logging
import Post
import Settings

/// Plays an office forward on copies of its ledger: the office at work knows nothing of it.
package struct Rehearsal: Sendable {
    /// Whose office it is.
    let live: Stages
    let from: Instant
    let until: Instant
    /// A recipient's key; nil for everybody.
    var reader: String?
    var assumptions: Set<RehearsalAssumption> = []
    var wantsTexts = false
    /// Dated sheets that are played from an empty office; empty plays the office as it is.
    var history: [DatedFile] = []
    /// Who sends those.
    var sender: Sender?
    /// How long the plays may take.
    var limit = Duration.seconds(120)

    /// The longest time that is played: two years.
    package static let longest = Duration.seconds(731 * 86_400)

    /// A sheet, and when it came.
    package struct DatedFile: Sendable {
        package var at: Instant
        package var file: Intake.File
    }

    /// Hears of each day that was played.
    package typealias Progress = @Sendable (CivilDate) async throws -> Void

    /// What a rehearsal came to.
    package struct Outcome: Sendable {
        /// What leaves and what waits, with the change where one was tried.
        package var messages: [RehearsedMessage]
        /// What the change makes otherwise; nil where none was tried.
        package var difference: RehearsalDifference?
        /// What taking the change in set in motion, as sentences.
        package var effects: [String] = []
    }

    /// - Throws: `EngineError` `.invalid` for an end that is not ahead, or too far.
    package init(_ live: Stages, from: Instant, until: Instant) throws(EngineError) {
        guard until > from else {
            throw EngineError(.invalid, "a rehearsal ends at a moment ahead", field: "until")
        }
        guard until - from <= Self.longest else {
            throw EngineError(
                .invalid, "a rehearsal ends within two years: give an earlier day",
                field: "until")
        }
        self.live = live
        self.from = from
        self.until = until
    }

    /// Plays the office as it is, and with a change beside it where one is given.
    ///
    /// - Parameter progress: told of each day that was played.
    package func run(
        with change: RehearsedChange?, progress: @escaping Progress = { _ in }
    ) async throws -> Outcome {
        try live.clockGuard.refuseWhileDoubted()
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tenggat-rehearsal-\(UUID())")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        defer {
            // What is left behind lies in the service's own temporary folder, ignoring.
            try? FileManager.default.removeItem(at: folder)
        }
        let end = ContinuousClock.now + limit
        guard history.isEmpty else {
            let played = try await play(
                in: folder, named: "history", by: end, progress: progress)
            let messages = RehearsalTally.keepingTexts(
                of: chosen(played.messages), all: wantsTexts)
            return Outcome(messages: messages, effects: played.effects)
        }
        let present = try await play(in: folder, named: "present", by: end, progress: progress)
        guard let change else { return Outcome(messages: chosen(present.messages)) }
        let changed = try await play(
            in: folder, named: "changed", with: change, by: end, progress: progress)
        return Outcome(
            messages: chosen(changed.messages),
            difference: RehearsalDifference(
                from: chosen(present.messages), to: chosen(changed.messages)),
            effects: changed.effects)
    }

    private func chosen(_ messages: [RehearsedMessage]) -> [RehearsedMessage] {
        guard let reader else { return messages }
        return messages.filter { $0.recipient.isCode(reader) }
    }

    private func play(
        in folder: URL, named name: String, with change: RehearsedChange? = nil,
        by limit: ContinuousClock.Instant, progress: Progress
    ) async throws -> (messages: [RehearsedMessage], effects: [String]) {
        let path = folder.appending(path: "\(name).sqlite").path
        if history.isEmpty { try await live.ledger.copy(to: path) }
        let ledger = try Ledger(path: path, isThrowaway: true)
        defer {
            // The file goes with its folder, ignoring.
            try? ledger.close()
        }
        let clock = RehearsalClock(from)
        let parts = try change?.parts(beside: live.parts, in: folder) ?? live.parts
        var couriers: [RecordingCourier] = []
        let routes = live.routes.replacingCouriers { courier in
            let recording = RecordingCourier(inPlaceOf: courier, clock: clock)
            couriers.append(recording)
            return recording
        }
        let stages = try await Stages(
            settings: parts.settings, ledger: ledger, templates: parts.templates,
            zones: parts.zones, routes: routes, clock: clock, logger: Self.silence,
            permissions: parts.permissions, letterhead: parts.letterhead, isRehearsal: true)
        try await stages.outbox.recover(at: from)
        var effects: [String] = []
        if let change {
            effects = try await change.take(into: stages, of: live, at: from)
        }
        let office = RehearsedOffice(
            stages, clock: clock, couriers: couriers, assuming: assumptions)
        for (moment, files) in dated {
            guard let sender else { break }
            try await office.advance(to: moment, within: limit, progress: progress)
            effects += try await office.take(files, from: sender)
        }
        try await office.advance(to: until, within: limit, progress: progress)
        let wantsTexts = wantsTexts || !history.isEmpty
        return (try await office.messages(wantsTexts: wantsTexts), effects)
    }

    /// What came at one moment is one import.
    private var dated: [(moment: Instant, files: [Intake.File])] {
        Dictionary(grouping: history, by: \.at).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.map(\.file).sorted { $0.name < $1.name }) }
    }

    private static let silence = Logger(label: "rehearsal") { _ in SwiftLogNoOpLogHandler() }
}
