import Almanac
import Coordination
import Ledger
import Post

/// Why clients may know more than the ledger does when the service starts.
enum LedgerProvenance: Sendable, CaseIterable {
    /// It was last used on another machine, which may still be writing to clients.
    case otherMachine
    /// It is older than it was when it was last used here.
    case restored
    /// Another one was used here last, or nobody noted how far this one had come.
    case unknownPast

    /// What a start finds; nil when the ledger is the one that this machine used last.
    ///
    /// - Parameters:
    ///   - machine: this machine's id; nil where it has none.
    ///   - note: what is noted beside the ledger.
    static func find(
        in view: LedgerView, machine: String?, note: LedgerNote.Content?
    ) throws -> LedgerProvenance? {
        let known = try view.mark(.machine)
        if let known, known != mark(of: machine) { return .otherMachine }
        let turn = try view.turn()
        guard let note else { return turn == 0 ? nil : .unknownPast }
        guard note.ledger == (try view.identity()) else { return .unknownPast }
        if turn < note.turn { return .restored }
        // As many turns, or more, of another copy: what was restored in between wrote letters of its own.
        guard let start = note.start else { return nil }
        return try view.starts().contains(start) ? nil : .unknownPast
    }

    /// A machine as the ledger remembers it: the id itself is nobody else's business (machine-id(5)).
    static func mark(of machine: String?) -> String {
        machine.map { Checksum.sha256(Array("tenggat \($0)".utf8)) } ?? ""
    }

    var words: BilingualText {
        switch self {
        case .otherMachine:
            BilingualText(
                en: "the ledger was last used on another machine",
                id: "buku data ini terakhir dipakai di mesin lain")
        case .restored:
            BilingualText(
                en: "the ledger is older than the one that was last used here, as after a restore",
                id: "buku data ini lebih lama daripada yang terakhir dipakai di sini, seperti "
                    + "setelah pemulihan cadangan")
        case .unknownPast:
            BilingualText(
                en: "the ledger is not known to be the one that was last used here, as after a "
                    + "restore",
                id: "buku data ini belum tentu yang terakhir dipakai di sini, seperti setelah "
                    + "pemulihan cadangan")
        }
    }
}

extension LedgerTransaction {
    /// Recognises the ledger at the service's start: where clients may know more than it does, all
    /// their mail is held until a person has seen to it, and the coordinator is asked to.
    ///
    /// - Returns: the hold, where this start made it.
    func recognise(
        onMachine machine: String?, note: LedgerNote.Content?, office: Office
    ) throws -> ClientMailHold? {
        let doubt = try LedgerProvenance.find(in: view, machine: machine, note: note)
        try set(.machine, to: LedgerProvenance.mark(of: machine))
        guard let doubt else { return nil }
        // Its next numbers may be those of letters that left: couriers and readers would take one for the other.
        try set(.branch, to: String(UInt32.random(in: .min ... .max), radix: 16))
        let known = try view.clientMailHold()
        let reasons = [known?.reason, doubt.words.english].compactMap { $0 }
        let hold = try holdClientMail(
            by: known?.by ?? "tenggatd", because: reasons.joined(separator: "; "))
        let words = doubt.words.text(in: office.languageOfTasks)
        let today = office.profile.zone.civil(now).date.description
        let asked = try view.deadlines(code: TaskTopic.clientMail.code).count {
            OfficeTask.first(of: $0.deadline.occurrence) == today
        }
        _ = try ask(
            OfficeTask(
                topic: .clientMail, occurrence: OfficeTask.occurrence(today, asked: asked + 1),
                title: TaskTitle.release.words(),
                note: BilingualText(
                    en:
                        "\(words).\nNo client gets any mail: letters may have gone of which the ledger "
                        + "knows nothing. Import the present orders sheet, enter what clients were "
                        + "told since (tenggatctl order told), then: tenggatctl letter resume",
                    id: "\(words).\nTidak ada surat kepada klien yang dikirim: mungkin ada surat "
                        + "terkirim yang tidak tercatat di sini. Impor lembar pesanan terbaru, catat "
                        + "apa yang sudah disampaikan kepada klien sejak itu (tenggatctl order told), "
                        + "lalu: tenggatctl letter resume"
                ).text(in: office.languageOfTasks)),
            office: office, because: "found once more")
        return hold
    }
}
