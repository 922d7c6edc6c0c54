import Almanac
import Coordination
import Ledger

/// Holds what clients count as told by letters against what those letters said: each date of a letter that left
/// is told, since it left, and nothing is that none said.
struct TellingJudge {
    private let view: LedgerView
    private let forgotten: Instant
    private let tellings: [Int64: [LetterTelling]]

    /// - Parameter forgotten: from before when the history has nothing any more.
    init(view: LedgerView, after forgotten: Instant) throws {
        self.view = view
        self.forgotten = forgotten
        tellings = Dictionary(grouping: try view.letterTellings(), by: \.notice)
    }

    /// - Parameter letters: those that left, of which each is judged.
    func faults(of letters: [NoticeRecord]) throws -> [LetterJudge.Fault] {
        let judged = Set(letters.map(\.id))
        var faults = try letters.flatMap(faults(in:))
        for (number, told) in tellings.sorted(by: { $0.key < $1.key })
        where !judged.contains(number) {
            if let telling = told.first, try !isExplained(number) {
                faults.append(
                    Fault(
                        kind: .toldOtherwise, notice: number,
                        client: try view.notice(number)?.recipient ?? "", subject: telling.words))
            }
        }
        return faults
    }

    private typealias Fault = LetterJudge.Fault

    private func faults(in letter: NoticeRecord) throws -> [Fault] {
        let told = tellings[letter.id] ?? []
        let deeds = try view.events(of: Subject(.notice, "\(letter.id)"))
        let left = deeds.last { ["sent", "arrived"].contains($0.what) }
        // Of what arrived unheard, the client knows since it was handed over.
        let since = left?.what == "sent" ? left?.at : nil
        var said: [LetterTelling] = []
        for record in letter.liveItems where record.statesDates {
            guard try view.order(record.item.subject.id) != nil else { continue }
            said += record.statements.map {
                LetterTelling(
                    notice: letter.id, order: record.item.subject.id, line: $0.line,
                    date: $0.date, at: since ?? .distantPast)
            }
        }
        let missing = said.first { one in
            !told.contains { $0.says(one) && (since == nil || $0.at == since) }
        }
        let extra = told.first { one in !said.contains { $0.says(one) } }
        return [missing ?? extra].compactMap { $0 }.map {
            Fault(
                kind: .toldOtherwise, notice: letter.id, client: letter.recipient,
                subject: $0.words)
        }
    }

    /// Whether something was told by a letter that is not judged: it is too old, or somebody took it back since
    /// its client knew already.
    private func isExplained(_ number: Int64) throws -> Bool {
        guard let notice = try view.notice(number) else { return false }
        if notice.finishedAt ?? .distantFuture <= forgotten || notice.state == .sent { return true }
        return try view.events(of: Subject(.notice, "\(number)")).contains {
            $0.what == "told otherwise"
        }
    }
}

extension LetterTelling {
    /// Whether it is the same date of the same line.
    fileprivate func says(_ other: LetterTelling) -> Bool {
        order.isCode(other.order) && line.isCode(other.line) && date == other.date
    }

    fileprivate var words: String { "\(order) \(line): \(date)" }
}
