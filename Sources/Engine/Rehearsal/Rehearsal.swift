package import Almanac
package import Coordination
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
    /// Whether messages can be told apart by their words.
    var wantsWordings = false
    /// Dated sheets that are played from an empty office; empty plays the office as it is.
    var history: [DatedFile] = []
    /// Who sends those.
    var sender: Sender?
    /// How long the plays may take.
    var limit = Duration.seconds(120)
    /// How many bytes a file's disk has left; nil where it does not tell.
    var freeRoom: @Sendable (String) -> Int64? = DiskSpace.free

    /// The longest time that is played: two years.
    package static let longest = Duration.seconds(731 * 86_400)

    /// A sheet, and when it came.
    package struct DatedFile: Sendable {
        package var at: Instant
        package var file: Intake.File
        /// The folder that it lay in; nil is none that tells it from others.
        package var folder: String?

        /// As whoever sent it finds it again.
        var path: String { folder.map { "\($0)/\(file.name)" } ?? file.name }
    }

    /// Hears to which day was played, some times a second.
    package typealias Progress = @Sendable (CivilDate) async throws -> Void

    /// What a rehearsal came to.
    package struct Outcome: Sendable {
        /// What leaves and what waits, with the change where one was tried.
        package var messages: [RehearsedMessage]
        /// What the change makes otherwise; nil where none was tried.
        package var difference: RehearsalDifference?
        /// What taking the change in set in motion, as sentences.
        package var effects: [BilingualText] = []
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
    /// - Parameter progress: told to which day was played, some times a second.
    package func run(
        with change: RehearsedChange?, progress: @escaping Progress = { _ in }
    ) async throws -> Outcome {
        try live.clockGuard.refuseWhileDoubted()
        let folder = try RehearsalFolder(
            beside: live.ledger, copies: change == nil ? 1 : 2, free: freeRoom)
        defer { folder.remove() }
        let end = ContinuousClock.now + limit
        guard history.isEmpty else {
            let played = try await play(
                in: folder, named: "history", by: end, progress: progress)
            let messages = RehearsalTally.keepingTexts(
                of: chosen(played.messages), all: wantsTexts)
            return Outcome(messages: messages, effects: played.effects)
        }
        // Both plays begin with the same ledger, however long the first one takes.
        try await live.ledger.copy(to: folder.path(of: Self.start), isThrowaway: true)
        guard let change else {
            let present = try await play(in: folder, named: Self.start, by: end, progress: progress)
            return Outcome(messages: chosen(present.messages), effects: present.effects)
        }
        try folder.copy(Self.start, to: "present.sqlite")
        let present = try await play(
            in: folder, named: "present.sqlite", beyond: Self.margin, by: end, progress: progress)
        folder.remove("present.sqlite")
        let changed = try await play(
            in: folder, named: Self.start, with: change, beyond: Self.margin, by: end,
            progress: progress)
        return Outcome(
            messages: chosen(changed.messages),
            difference: RehearsalDifference(
                from: chosen(present.beyond), to: chosen(changed.beyond), until: until),
            effects: changed.effects)
    }

    private static let start = "start.sqlite"
    /// How much longer is played to see what moves past the end, rather than goes.
    static let margin = Duration.seconds(14 * 86_400)

    private func chosen(_ messages: [RehearsedMessage]) -> [RehearsedMessage] {
        guard let reader else { return messages }
        let directory = live.store.office.directory
        let members = directory.team(reader).map { directory.members(of: $0.code) } ?? []
        // What a ladder tells a team without an address of its own, its members hear.
        let marks = members.map { " \(Role.member($0.code)) > " }
        return messages.compactMap { message in
            if message.recipient.isCode(reader) { return message }
            var message = message
            message.items.removeAll { item in !marks.contains { item.cause.contains($0) } }
            return message.items.isEmpty ? nil : message
        }
    }

    /// What one play came to.
    private struct Played {
        var messages: [RehearsedMessage]
        /// With what went after the end.
        var beyond: [RehearsedMessage] = []
        var effects: [BilingualText]
    }

    private func play(
        in folder: RehearsalFolder, named name: String, with change: RehearsedChange? = nil,
        beyond margin: Duration? = nil, by limit: ContinuousClock.Instant, progress: Progress
    ) async throws -> Played {
        let ledger = try Ledger(path: folder.path(of: name), isThrowaway: true)
        defer {
            // The file goes with its folder, ignoring.
            try? ledger.close()
        }
        let clock = RehearsalClock(from)
        var parts = try change?.parts(beside: live.parts, in: folder.url) ?? live.parts
        // An office whose letters go elsewhere tells nobody anything: what clients would have been told is asked.
        let isTrialLeftOut =
            !history.isEmpty
            && (parts.settings.mode == .trial || parts.settings.mail.redirectAllTo != nil)
        if isTrialLeftOut {
            parts.settings.mode = .live
            parts.settings.mail.redirectAllTo = nil
        }
        var couriers: [RecordingCourier] = []
        let routes = live.routes.replacingCouriers { courier in
            let recording = RecordingCourier(inPlaceOf: courier, clock: clock)
            couriers.append(recording)
            return recording
        }
        let stages = try await Stages(
            settings: parts.settings, ledger: ledger, templates: parts.templates,
            zones: parts.zones, routes: routes, clock: clock, logger: Self.silence,
            permissions: parts.permissions, letterhead: parts.letterhead, isRehearsal: true,
            isAbridging: margin == nil && history.isEmpty && !wantsTexts && !wantsWordings)
        try await stages.outbox.recover(at: from)
        var effects: [BilingualText] = []
        if let change {
            effects = try await change.take(into: stages, of: live, for: reader, at: from)
        }
        let office = RehearsedOffice(
            stages, clock: clock, couriers: couriers, assuming: assumptions,
            composesOffers: margin != nil || !history.isEmpty || wantsTexts || wantsWordings)
        if isTrialLeftOut { effects.append(Self.trialLeftOut) }
        if stages.writer.isRedirecting { effects.append(Self.trialGoesOn) }
        for (moment, files) in dated {
            guard let sender else { break }
            guard moment <= until else {
                effects += files.map { late(beyond: $0.path, moment) }
                continue
            }
            try await office.advance(to: moment, within: limit, progress: progress)
            let taken = try await office.take(files, from: sender)
            if reader == nil { effects += taken }
        }
        try await office.advance(to: until, within: limit, progress: progress)
        let wantsTexts = wantsTexts || !history.isEmpty
        var played = Played(
            messages: try await office.messages(
                wantsTexts: wantsTexts, wordingsUntil: wantsWordings ? until : nil),
            effects: effects)
        if let margin {
            try await office.advance(to: until + margin, within: limit)
            played.beyond = try await office.messages(wantsTexts: false, wordingsUntil: until)
        }
        return played
    }

    private static let trialLeftOut = BilingualText(
        en:
            "The settings are those of a trial (mode: trial, mail.redirect_all_to). It is played as if the "
            + "office were live, as what clients would have been told is asked.",
        id:
            "Pengaturan ini untuk uji coba (mode: trial, mail.redirect_all_to). Yang dimainkan adalah kantor "
            + "yang sudah berjalan, karena yang ditanyakan ialah apa yang akan disampaikan kepada klien."
    )
    private static let trialGoesOn = BilingualText(
        en:
            "The office is in a trial (mode: trial, mail.redirect_all_to): what is listed goes to the trial's "
            + "address, and counts as told to nobody else.",
        id:
            "Kantor ini dalam uji coba (mode: trial, mail.redirect_all_to): yang tercantum dikirim ke alamat "
            + "uji coba, dan tidak dianggap disampaikan kepada yang lain.")

    /// A file of which the play does not see the day.
    private func late(beyond name: String, _ moment: Instant) -> BilingualText {
        let day = live.store.office.profile.zone.civil(moment).date
        return .sentence(
            "{1} came on {2}, after the end of the play: it was not played.",
            "{1} masuk pada {2}, setelah akhir permainan: tidak dimainkan.", .plain(name),
            .plain("\(day)"))
    }

    /// What came at one moment is one import.
    private var dated: [(moment: Instant, files: [DatedFile])] {
        Dictionary(grouping: history, by: \.at).sorted { $0.key < $1.key }
            .map { ($0.key, $0.value.sorted { ($0.file.name, $0.path) < ($1.file.name, $1.path) }) }
    }

    private static let silence = Logger(label: "rehearsal") { _ in SwiftLogNoOpLogHandler() }
}
