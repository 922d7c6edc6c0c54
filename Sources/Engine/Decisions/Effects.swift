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
    var held = 0
    var reasons: Set<HoldReason> = []
    var withdrawn = 0

    /// A sentence for each thing that happens.
    var words: [BilingualText] {
        var words = [
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
        if let letters = letterWords { words.append(letters) }
        return words
    }

    private var letterWords: BilingualText? {
        guard let letters = Self.count(letters, en: "client letter", nil, id: "surat klien") else {
            return nil
        }
        guard held > 0 else {
            return letters.followed(
                en: ", leaving without approval", id: ", terkirim tanpa persetujuan")
        }
        let why = reasons.sorted { $0.rawValue < $1.rawValue }.map(\.words).joined(by: "; ")
        let all = held == letters.english.split(separator: " ").first.flatMap { Int($0) }
        return letters.followed(
            en: ", \(all ? "" : "\(held) ")held: \(why.english)",
            id: ", \(all ? "" : "\(held) ")ditahan: \(why.indonesian)")
    }

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
        held += result.held.count
        for letter in result.held { reasons.formUnion(letter.reasons) }
    }
}
