import Almanac
import Coordination
import Ledger

/// What somebody means by the words after `why`.
enum ExplainedSubject {
    case deadline(DeadlineRecord)
    case order(OrderRecord, line: String?)
    case period(Period)
    case submission(ExpectedSubmission)
    case letter(NoticeRecord)
    case person(Person)
    case client(Client)
    case file(String)

    /// The words that say which kind is meant: `order:SO-4`.
    static let kinds = [
        "deadline", "order", "line", "period", "submission", "letter", "person", "client", "file",
    ]

    /// Another word for a kind, as people say it.
    static let otherWords = ["report": "submission"]

    /// The kinds as messages list them.
    static var listedKinds: String { (kinds + otherWords.keys.sorted()).joined(separator: ", ") }

    var kind: String {
        switch self {
        case .deadline: "deadline"
        case .order(_, let line): line == nil ? "order" : "line"
        case .period: "period"
        case .submission: "submission"
        case .letter: "letter"
        case .person: "person"
        case .client: "client"
        case .file: "file"
        }
    }

    var subject: Subject {
        switch self {
        case .deadline(let record): Subject(.deadline, record.deadline.identifier)
        case .order(let order, _): Subject(.order, order.code)
        case .period(let period): Subject(.period, period.description)
        case .submission(let expected): expected.subject
        case .letter(let notice): Subject(.notice, "\(notice.id)")
        case .person(let person): Subject(.office, person.code)
        case .client(let client): Subject(.client, client.code)
        case .file(let name): Subject(.sheet, name)
        }
    }
}

/// Finds what is meant by a name.
struct SubjectFinder {
    let view: LedgerView
    let office: Office

    /// - Parameter text: a code, a letter's number, a period, a report as `TYPE TEAM PERIOD`, a file's
    ///   name or hash; with `KIND:` before it where it may mean several.
    /// - Throws: `EngineError` `.notFound`, or `.invalid` where it means several things.
    func subject(named text: String) throws -> ExplainedSubject {
        let parts = text.split(separator: ":", maxSplits: 1).map { part in
            String(part.drop(while: \.isWhitespace))
        }
        if parts.count == 2 {
            let kind = ExplainedSubject.otherWords[parts[0]] ?? parts[0]
            if ExplainedSubject.kinds.contains(kind) {
                guard let found = try find(parts[1], as: kind) else {
                    throw EngineError(
                        .notFound, "there is no \(parts[0]) “\(parts[1])”", field: "subject")
                }
                return found
            }
        }
        // An order's code may have a slash: it is a line only where no order has the whole.
        var found: [ExplainedSubject] = []
        for kind in ExplainedSubject.kinds where kind != "file" {
            if let subject = try find(text, as: kind) { found.append(subject) }
        }
        if found.isEmpty, let file = try find(text, as: "file") { return file }
        guard let first = found.first else {
            if let coming = try coming(text) {
                throw EngineError(.notFound, coming.english, field: "subject")
            }
            throw EngineError(
                .notFound,
                "nothing is called “\(text)”: give the code of a deadline, order, person or client, "
                    + "ORDER/LINE, a period such as 2026-11, a report as TYPE TEAM PERIOD, a "
                    + "letter's number, or a file's name; KIND: before it says which kind is meant, "
                    + "one of \(ExplainedSubject.listedKinds)", field: "subject")
        }
        guard found.count == 1 else {
            throw EngineError(
                .invalid,
                "“\(text)” means several things: say "
                    + found.map { "\($0.kind):\(text)" }.joined(separator: " or "),
                field: "subject")
        }
        return first
    }

    private func find(_ name: String, as kind: String) throws -> ExplainedSubject? {
        switch kind {
        case "deadline": try deadline(name).map(ExplainedSubject.deadline)
        case "order": try view.order(name).map { .order($0, line: nil) }
        case "line": try line(name)
        case "period": try period(name)
        case "submission": submission(name).map(ExplainedSubject.submission)
        case "letter": try letter(name).map(ExplainedSubject.letter)
        case "person": office.directory.person(name).map(ExplainedSubject.person)
        case "client": office.directory.client(name).map(ExplainedSubject.client)
        case "file":
            try FileExplanation(view: view, office: office).lines(of: name).isEmpty
                ? nil : .file(name)
        default: nil
        }
    }

    /// A code, or a code with its occurrence behind a blank or a slash; of a series the one that is open,
    /// else the latest.
    private func deadline(_ name: String) throws -> DeadlineRecord? {
        let all = try view.deadlines(code: name)
        if let found = all.first(where: { $0.deadline.state == .open }) ?? all.last {
            return found
        }
        for (wanted, all) in try occurrences(behind: name) {
            switch NamedOccurrence(wanted, among: all) {
            case .none: continue
            case .one(let found): return found
            case .several(let found):
                throw EngineError(
                    .invalid,
                    "“\(name)” may mean several deadlines: say "
                        + BilingualText.which(found.map(\.deadline.nameWithDue)).english,
                    field: "subject")
            }
        }
        return nil
    }

    /// What may stand behind a deadline's code, and those that go by the code: a code may have blanks and slashes, and
    /// begin like another, so the longest that there is comes first.
    private func occurrences(
        behind name: String
    ) throws -> [(wanted: String, all: [DeadlineRecord])] {
        try name.indices.reversed().compactMap { mark in
            guard Self.isMark(name[mark]) else { return nil }
            let all = try view.deadlines(code: String(name[..<mark]))
            return all.isEmpty ? nil : (String(name[name.index(after: mark)...]), all)
        }
    }

    /// That a name is one of a series that is no deadline yet; nil where it is none.
    private func coming(_ name: String) throws -> BilingualText? {
        for (wanted, all) in try occurrences(behind: name) {
            guard let first = all.first else { continue }
            let unnamed = UnnamedOccurrence(code: first.deadline.code, wanted: wanted)
            if let coming = try unnamed.coming(office: office, in: view) { return coming }
        }
        return nil
    }

    private func line(_ name: String) throws -> ExplainedSubject? {
        guard try view.order(name) == nil, let mark = name.lastIndex(of: "/"),
            let order = try view.order(String(name[..<mark]))
        else { return nil }
        let wanted = String(name[name.index(after: mark)...])
        return order.lines.first { $0.line.isCode(wanted) }.map { .order(order, line: $0.line) }
    }

    private func period(_ name: String) throws -> ExplainedSubject? {
        guard let period = Period(name), try view.period(period) != nil else { return nil }
        return .period(period)
    }

    private func submission(_ name: String) -> ExpectedSubmission? {
        // A team's code may have blanks and slashes, too.
        guard let mark = name.lastIndex(where: Self.isMark),
            let period = Period(String(name[name.index(after: mark)...]))
        else { return nil }
        let named = name[..<mark]
        return office.expectedSubmissions(for: period).first { expected in
            named.indices.contains { mark in
                Self.isMark(named[mark]) && expected.type.name.isCode(String(named[..<mark]))
                    && expected.team.code.isCode(String(named[named.index(after: mark)...]))
            }
        }
    }

    private static func isMark(_ character: Character) -> Bool {
        character == " " || character == "/"
    }

    private func letter(_ name: String) throws -> NoticeRecord? {
        try Int64(name).flatMap { try view.notice($0) }
    }
}
