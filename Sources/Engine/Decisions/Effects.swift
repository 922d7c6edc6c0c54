import Coordination
import Ledger

/// What a change sets in motion, told to whoever makes it: before, in a dry run, and after.
struct Effects: Sendable {
    /// Deadlines armed, moved to another moment, ended and reopened.
    var added = 0
    var moved = 0
    var ended = 0
    var reopened = 0
    /// Deadlines whose next reminder comes at another moment although they are due as before.
    var reminders = 0
    /// People who hear that a date they were told is another now.
    var corrections = 0
    /// Orders of which the coordinator is asked for a new date, and clients to call.
    var questions = 0
    var calls = 0
    /// Letters to clients: written or rewritten, those of them that wait for a person and why, and
    /// those taken back.
    var letters = 0
    var held: [DelayPlanner.HeldLetter] = []
    var withdrawn = 0

    /// A sentence for each thing that happens.
    var words: [BilingualText] {
        let words = [
            Self.count(added, en: "deadline", "armed", id: "tenggat mulai berjalan"),
            Self.count(moved, en: "deadline", "moved", id: "tenggat berpindah"),
            Self.count(ended, en: "deadline", "ended", id: "tenggat berakhir"),
            Self.count(reopened, en: "deadline", "reopened", id: "tenggat dibuka lagi"),
            Self.count(
                reminders, en: "deadline", "reminded at another moment",
                id: "tenggat berubah waktu pengingatnya"),
            Self.count(
                corrections, en: "correction", "sent to those who know the old date",
                id: "koreksi dikirim kepada yang mengetahui tanggal lama"),
            Self.count(
                questions, en: "order", "in need of a new date from the coordinator",
                id: "pesanan memerlukan tanggal baru dari koordinator"),
            Self.count(
                calls, en: "client", "to be called by the coordinator",
                id: "klien perlu ditelepon koordinator"),
            Self.count(
                withdrawn, en: "client letter", "withdrawn", id: "surat klien ditarik kembali"),
        ].compactMap(\.self)
        return words + letterWords
    }

    /// A sentence for those that leave, and one for each of the reasons for which others wait.
    private var letterWords: [BilingualText] {
        let leaving = Self.count(letters - held.count, en: "client letter", nil, id: "surat klien")
        let groups = Dictionary(grouping: held) { letter in
            Set(letter.reasons).sorted { $0.rawValue < $1.rawValue }
        }
        let waiting = groups.sorted { $0.value[0].notice < $1.value[0].notice }.compactMap {
            reasons, letters -> BilingualText? in
            let why = reasons.map(\.words).joined(by: "; ")
            let clients = Set(letters.map { Code($0.client) }).map(\.spelling).sorted()
            let more = clients.count > Self.shownClients ? ", …" : ""
            let whose =
                groups.count == 1
                ? "" : " (\(clients.prefix(Self.shownClients).joined(separator: ", "))\(more))"
            return Self.count(letters.count, en: "client letter", nil, id: "surat klien")?
                .followed(
                    en: "\(whose), held: \(why.english)", id: "\(whose), ditahan: \(why.indonesian)"
                )
        }
        return [
            leaving?.followed(
                en: ", leaving without approval", id: ", terkirim tanpa persetujuan")
        ].compactMap(\.self) + waiting
    }

    private static let shownClients = 10

    private static func count(
        _ number: Int, en thing: String, _ what: String?, id words: String
    ) -> BilingualText? {
        guard number > 0 else { return nil }
        let things = "\(number) \(thing)\(number == 1 ? "" : "s")"
        return BilingualText(
            en: what.map { "\(things) \($0)" } ?? things, id: "\(number) \(words)")
    }
}

extension Effects {
    /// What the history of deadlines says since one of its lines.
    mutating func add(deadlinesSince event: Int64, in view: LedgerView) throws {
        for (what, count) in try view.eventCounts(of: .deadline, after: event) {
            switch what {
            case "added": added += count
            case "moved": moved += count
            case "reopened": reopened += count
            default: if Deadline.State(rawValue: what) != nil { ended += count }
            }
        }
    }

    /// Adds what another part of the same change sets in motion for deadlines.
    mutating func add(_ more: Effects) {
        added += more.added
        moved += more.moved
        ended += more.ended
        reopened += more.reopened
        reminders += more.reminders
        corrections += more.corrections
    }

    mutating func add(_ result: DelayPlanner.Result) {
        questions += result.counts["date-needed"] ?? 0
        calls += result.counts["callback"] ?? 0
        withdrawn += result.counts["withdrawn"] ?? 0
        letters += result.letters.count
        held += result.held
    }
}
