import Almanac
import Coordination
import Ledger

/// What a code of the deadlines sheet means, also as lists and mails print it: `T-010`, `T-010 2026-12-01
/// 17:00`, `CALL-SO-3 r2`.
enum DeadlineTarget {
    case unknown
    /// A promise that is made once.
    case single(DeadlineRecord)
    /// What comes back, as a whole.
    case series(Series)
    /// One of a series, or of what the service asks under one code.
    case occurrence(DeadlineRecord)
    /// Nothing of a known code goes by that occurrence, or not one alone.
    case missing(UnnamedOccurrence)

    init(_ code: String, in view: LedgerView) throws {
        if let series = try view.series(code: code) {
            self = .series(series)
            return
        }
        let all = try view.deadlines(code: code)
        if let single = all.first(where: { $0.deadline.occurrence.isEmpty }) {
            self = .single(single)
        } else if let asked = all.first(where: { $0.deadline.state == .open }) ?? all.last {
            self = .occurrence(asked)
        } else {
            self = try Self.printed(code, in: view)
        }
    }

    /// A code with its occurrence behind a blank; a code may have blanks of its own.
    private static func printed(_ text: String, in view: LedgerView) throws -> DeadlineTarget {
        for blank in text.indices.reversed() where text[blank] == " " {
            let all = try view.deadlines(code: String(text[..<blank]))
            guard !all.isEmpty else { continue }
            let wanted = String(text[text.index(after: blank)...])
            switch NamedOccurrence(wanted, among: all) {
            case .one(let found):
                return found.deadline.occurrence.isEmpty ? .single(found) : .occurrence(found)
            case .several(let found): return .missing(unnamed(wanted, among: all, meant: found))
            case .none: break
            }
            // `RAPAT PUSAT` is no occurrence of `RAPAT`.
            guard Self.isOccurrence(wanted.foldedCode) else { continue }
            // Of `T-010 2026-12-01 17:00` the first blank leads to the code.
            guard let before = text[..<blank].lastIndex(of: " "),
                try !view.deadlines(code: String(text[..<before])).isEmpty
            else { return .missing(unnamed(wanted, among: all)) }
        }
        return .unknown
    }

    /// That a text means none of these, or several.
    static func unnamed(
        _ wanted: String, among all: [DeadlineRecord], meant: [DeadlineRecord] = []
    ) -> UnnamedOccurrence {
        UnnamedOccurrence(
            code: all.first?.deadline.code ?? "", wanted: wanted,
            open: all.map(\.deadline).filter { $0.state == .open }, meant: meant.map(\.deadline))
    }

    /// Whether a text is like what tells one of a series from the others: a date, a period, `r2`.
    private static func isOccurrence(_ text: String) -> Bool {
        let isNumber = { (text: Substring) in !text.isEmpty && text.allSatisfy(\.isNumber) }
        if text.first == "r" { return isNumber(text.dropFirst()) }
        let parts = text.split(separator: "-", maxSplits: 1)
        return parts.count == 2 && parts[0].count == 4 && isNumber(parts[0])
    }

    /// Which one of a series a due date beside its code names, be it over or not; nil where none is due then.
    static func occurrence(
        of series: Series, dueOn date: CivilDate, in view: LedgerView
    ) throws -> DeadlineTarget? {
        let all = try view.deadlines(code: series.code)
        switch NamedOccurrence(date.description, among: all) {
        case .one(let found): return .occurrence(found)
        case .several(let found):
            return .missing(unnamed(date.description, among: all, meant: found))
        case .none: return nil
        }
    }

    /// The same as it stands now; what was not known before goes by its code.
    func found(as code: String, in view: LedgerView) throws -> DeadlineTarget {
        switch self {
        case .unknown, .missing: return try DeadlineTarget(code, in: view)
        case .series(let series):
            return try view.series(code: series.code).map { .series($0) } ?? .unknown
        case .single(let record):
            return try view.deadline(code: record.deadline.code).map { .single($0) } ?? .unknown
        case .occurrence(let record):
            let deadline = record.deadline
            return try view.deadline(code: deadline.code, occurrence: deadline.occurrence)
                .map { .occurrence($0) } ?? .unknown
        }
    }

    /// Whether anything is known of it.
    var isKnown: Bool {
        switch self {
        case .single, .series, .occurrence: true
        case .unknown, .missing: false
        }
    }
}
