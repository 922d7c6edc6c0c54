import Almanac
import Coordination
import Ledger
import Post

/// A person's word on letters that wait for one.
struct LetterApproval: Sendable {
    let office: Office
    let writer: LetterWriter
    let by: String

    /// Reasons that no approval lifts: something must be mended first.
    private static let mended: [HoldReason: BilingualText] = [
        .noCourier: BilingualText(
            en: "set up a courier under `mail:` in the settings",
            id: "atur pengiriman surel pada `mail:` dalam pengaturan"),
        .noAddress: BilingualText(
            en: "enter the client's mail address and import the clients sheet",
            id: "isi alamat surel klien lalu impor lembar klien"),
        .addressRefused: BilingualText(
            en: "enter another mail address of the client and import the clients sheet",
            id: "isi alamat surel lain untuk klien ini lalu impor lembar klien"),
    ]

    /// What must be mended before a letter can be approved, and how; nil when nothing.
    func remedy(
        for notice: NoticeRecord, in view: LedgerView
    ) throws -> (reason: HoldReason, words: BilingualText)? {
        let obstacle = try view.obstacles(to: notice.recipient, office: office, writer: writer)
            .sorted { $0.rawValue < $1.rawValue }.lazy
            .compactMap { reason in Self.mended[reason].map { (reason, $0) } }.first
        if let obstacle { return obstacle }
        return try view.questionedOrder(in: notice).map {
            (.dateInQuestion, DateQuestion.remedy(for: $0))
        }
    }

    /// Withdraws a letter that waits for a person and has nothing left to tell. One that may have arrived
    /// stays: only a person can say what became of it.
    ///
    /// - Returns: what to say of it, once that is committed; nil when it was left as it is.
    func takeBackIfEmpty(
        _ notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> EngineError? {
        guard notice.state == .held, notice.audience == .client,
            try transaction.view.hasNothingLeft(of: notice, office: office, now: transaction.now)
        else { return nil }
        var notice = notice
        _ = try transaction.reassess(&notice, office: office)
        return .nothingLeft(notice)
    }

    /// Releases a letter if it still says what the person read. One that has nothing left to say must be
    /// taken back before (`takeBackIfEmpty`): what an error undoes is not withdrawn.
    func approve(
        _ notice: NoticeRecord, hash: String, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        var notice = notice
        guard notice.state == .held || notice.state == .uncertain && notice.audience == .client
        else {
            throw EngineError(
                .conflict,
                "notice \(notice.id) is \(notice.state.rawValue): only held ones are "
                    + "approved",
                indonesian: "surat \(notice.id) tidak sedang menunggu persetujuan")
        }
        if let (reason, remedy) = try remedy(for: notice, in: transaction.view) {
            throw EngineError(
                .conflict, "notice \(notice.id) is held for \(reason.rawValue): \(remedy.english)",
                indonesian: "surat \(notice.id) ditahan karena \(reason.words.indonesian): "
                    + remedy.indonesian)
        }
        let now = transaction.now
        switch try transaction.reassess(&notice, office: office) {
        case .stands, .changed: break
        case .outlived: throw EngineError.mayHaveArrived(notice)
        case .statesPastDate: throw EngineError.statesPastDate(notice)
        case .withdrawn:
            throw EngineError(
                .conflict, "notice \(notice.id) has nothing left to tell",
                indonesian: "surat \(notice.id) tidak lagi memuat hal yang perlu disampaikan")
        }
        let letter = try writer.letter(
            for: notice, view: transaction.view, office: office, now: now)
        guard
            try writer.isNamed(
                letter, by: hash, of: notice, view: transaction.view, office: office, now: now)
        else {
            guard !notice.mayHaveArrived else { throw EngineError.mayHaveArrived(notice) }
            throw EngineError(
                .conflict,
                "the letter of notice \(notice.id) is not the one with hash \(hash): "
                    + "show it again, and approve what it says now", field: "approvals",
                indonesian:
                    "isi surat \(notice.id) sudah berubah sejak dibaca: baca lagi dalam surel "
                    + "berikutnya, lalu putuskan isi yang baru")
        }
        notice.state = .waiting
        notice.holdReasons = []
        notice.freeAt = nil
        notice.approvedBy = by
        notice.approvedAt = now
        notice.approvedHash = letter.contentHash
        notice.approvedParts = try writer.parts(
            of: notice, view: transaction.view, office: office, now: now)
        notice.leaveAt = try releaseInstant(of: notice, in: transaction)
        try transaction.update(notice)
        try transaction.record("approved", of: Subject(.notice, "\(notice.id)"), by: by)
        return notice
    }

    /// Takes a letter back for good; its revision is not told again.
    func refuse(
        _ notice: NoticeRecord, because reason: String, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        if let violation = Office.missingReason(reason) { throw EngineError(violation) }
        var notice = notice
        guard notice.audience == .client,
            [.held, .waiting, .deferred, .uncertain]
                .contains(notice.state)
        else {
            throw EngineError.hasLeft(notice, toBe: "refused")
        }
        notice.finish(as: .withdrawn, because: "refused by \(by): \(reason)", at: transaction.now)
        try transaction.update(notice)
        try transaction.settle(notice)
        try transaction.reviewOrders(of: notice)
        try transaction.record(
            "refused", of: Subject(.notice, "\(notice.id)"), by: by, detail: reason)
        return notice
    }

    /// Has a letter wait until somebody decides otherwise.
    func hold(
        _ notice: NoticeRecord, because reason: String, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        if let violation = Office.missingReason(reason) { throw EngineError(violation) }
        var notice = notice
        try requireRecallable(notice, toBe: "held")
        notice.hold(for: Set(notice.holdReasons).union([.byRequest]))
        notice.response = "\(by) asked that it wait: \(reason)"
        try transaction.update(notice)
        try transaction.record(
            "held", of: Subject(.notice, "\(notice.id)"), by: by, detail: reason)
        return notice
    }

    /// Changes a letter's words, or takes them out again.
    ///
    /// - Returns: the letter as it stands then. A failure says why it takes no words as it is now; what
    ///   brought it up to date stays, so that the next try finds it so.
    func change(
        _ notice: NoticeRecord, to edit: LetterEdit?, in transaction: LedgerTransaction
    ) throws -> Result<(notice: NoticeRecord, letter: Letter), EngineError> {
        var notice = notice
        if let fault = try prepareEdit(of: &notice, to: edit, in: transaction) {
            return .failure(fault)
        }
        notice = try self.edit(notice, to: edit, in: transaction)
        let letter = try writer.letter(
            for: notice, view: transaction.view, office: office, now: transaction.now)
        return .success((notice, letter))
    }

    /// Brings a letter up to date before a person's own words go into it: they were written beside
    /// what it said, and would be lost or untrue beside anything else.
    ///
    /// - Returns: why it takes no words as it is now; what was brought up to date is written.
    func prepareEdit(
        of notice: inout NoticeRecord, to edit: LetterEdit?, in transaction: LedgerTransaction
    ) throws -> EngineError? {
        try requireRecallable(notice, toBe: "edited")
        guard !notice.mayHaveArrived else { return .mayHaveArrived(notice) }
        switch try transaction.reassess(&notice, office: office) {
        case .stands, .outlived: return nil
        case .changed:
            // Words can be taken out of whatever it says.
            guard edit != nil else { return nil }
            return EngineError(
                .conflict,
                "what the letter of notice \(notice.id) is written about has just changed: show it "
                    + "again, and edit what it says now")
        case .statesPastDate:
            guard edit != nil else { return nil }
            return .statesPastDate(notice)
        case .withdrawn: return .nothingLeft(notice)
        }
    }

    /// Refuses what is no letter to a client, or has left.
    private func requireRecallable(_ notice: NoticeRecord, toBe what: String) throws {
        guard notice.audience == .client, notice.state.isRecallable else {
            throw EngineError.hasLeft(notice, toBe: what)
        }
    }

    /// Puts a person's own words into a letter, which then needs approval as it stands.
    ///
    /// - Parameter edit: nil takes the words out again.
    func edit(
        _ notice: NoticeRecord, to edit: LetterEdit?, in transaction: LedgerTransaction
    ) throws -> NoticeRecord {
        var notice = notice
        try requireRecallable(notice, toBe: "edited")
        for (field, text) in [("paragraph", edit?.paragraph), ("body", edit?.body)] {
            guard let text else { continue }
            guard !LetterEdit.paragraphs(of: text).isEmpty, text.count <= Self.longestEdit else {
                throw EngineError(
                    .invalid,
                    "a letter takes between one and \(Self.longestEdit) characters of text",
                    field: field)
            }
        }
        var reasons = Set(notice.holdReasons)
        reasons.insert(.approval)
        notice.edit = edit
        notice.hold(for: reasons)
        try transaction.update(notice)
        try transaction.record(
            edit == nil ? "edit dropped" : "edited", of: Subject(.notice, "\(notice.id)"), by: by)
        return notice
    }

    private static let longestEdit = 10_000

    /// The latest of its orders' moments: one mail, in the client's hours.
    func releaseInstant(
        of notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Instant {
        let now = transaction.now
        let looks = try notice.liveItems.compactMap {
            try transaction.view.look(at: $0, office: office, now: now)
        }
        let moments = looks.map {
            office.releaseInstant(for: $0.order.lines, client: $0.client, now: now)
        }
        if let latest = moments.max() { return latest }
        return office.directory.client(notice.recipient)
            .flatMap { office.workingTime(of: $0).nextOpen(atOrAfter: now) } ?? now
    }
}

extension EngineError {
    fileprivate static func hasLeft(_ notice: NoticeRecord, toBe what: String) -> EngineError {
        EngineError(
            .conflict,
            "notice \(notice.id) is \(notice.state.rawValue), to the \(notice.audience.rawValue): "
                + "only letters to clients that have not left are \(what)",
            indonesian: "surat \(notice.id) sudah terkirim atau sudah ditarik")
    }

    fileprivate static func nothingLeft(_ notice: NoticeRecord) -> EngineError {
        EngineError(
            .conflict, "notice \(notice.id) has nothing left to tell: it was withdrawn",
            indonesian:
                "surat \(notice.id) tidak lagi memuat hal yang perlu disampaikan, dan ditarik")
    }

    /// A letter of unknown fate that would say something else now, or nothing, or whose words are past
    /// changing.
    fileprivate static func mayHaveArrived(_ notice: NoticeRecord) -> EngineError {
        EngineError(
            .conflict,
            "notice \(notice.id) may have arrived, and is not the letter any more that would go now: "
                + "refuse it, or confirm its arrival (tenggatctl letter refuse \(notice.id), or letter "
                + "confirm \(notice.id)); dates that came since are written anew then",
            indonesian:
                "surat \(notice.id) mungkin sudah sampai dan isinya sudah berubah: putuskan "
                + "“sampai” atau “tolak”; tanggal yang baru akan ditulis dalam surat lain")
    }

    fileprivate static func statesPastDate(_ notice: NoticeRecord) -> EngineError {
        EngineError(
            .conflict,
            "notice \(notice.id) states a date that is past: give the order a new date and import "
                + "the orders sheet",
            indonesian: "tanggal dalam surat \(notice.id) sudah lewat: beri pesanan tanggal baru")
    }
}
