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
    /// Nothing of a known code goes by that occurrence; with those that are open.
    case missing([Deadline])

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
            let wanted = Directory.fold(String(text[text.index(after: blank)...]))
            let same = all.filter { Directory.fold($0.deadline.occurrence) == wanted }
            let likely =
                same.isEmpty
                ? all.filter { $0.deadline.isNamed(by: wanted) } : same
            if let found = likely.first(where: { $0.deadline.state == .open }) ?? likely.last {
                return .occurrence(found)
            }
            // Of `T-010 2026-12-01 17:00` the first blank leads to the code.
            guard let before = text[..<blank].lastIndex(of: " "),
                try !view.deadlines(code: String(text[..<before])).isEmpty
            else { return .missing(all.map(\.deadline).filter { $0.state == .open }) }
        }
        return .unknown
    }

    /// Which one of a series a due date names; nil where none is due then. The first due date, which
    /// every row of a series shows, names the first one only while that is open.
    static func occurrence(
        of series: Series, dueOn date: CivilDate, in view: LedgerView
    ) throws -> DeadlineRecord? {
        let all = try view.deadlines(code: series.code).filter {
            $0.deadline.due.date == date || $0.deadline.isNamed(by: date.description)
        }
        return all.first { $0.deadline.state == .open } ?? all.last
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

extension Deadline {
    /// Whether its occurrence begins so, or its due moment does where it was moved.
    fileprivate func isNamed(by beginning: String) -> Bool {
        !beginning.isEmpty && occurrence.lowercased().hasPrefix(beginning)
    }
}
