import Almanac
import Coordination
internal import Foundation

/// What the chain speaks of, beside what is there.
extension ChainWalk {
    /// How far before a head of the journal a line may be dated that was written after it: clocks are set.
    private static let clockSteps = Duration.seconds(86_400)

    mutating func lookAtLines() throws {
        var read = ReadLines(erased: lines.erased)
        var last = begin.event
        var floors = trustedFloors[...]
        var floor = Instant.distantPast
        // Lines that are what a later link says of their numbers, and those that are what they were, as far as they
        // tell of those.
        var others: [(line: Int64, until: Int64, subject: String)] = []
        var originals: [Int64] = []
        while true {
            let rows = try view.database.rows(
                "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", [last, Self.batch])
            guard !rows.isEmpty else { break }
            for row in rows {
                last = try row.get("id", as: Int64.self)
                while let next = floors.first, next.line <= last {
                    floor = max(floor, next.at)
                    floors.removeFirst()
                }
                let seen = try view.ifReadable { (try EventContent(row), try row.instant("at")) }
                guard let (content, moment) = seen else {
                    _ = lines.find(last, Data())
                    add(.lineChanged, "\(last)")
                    continue
                }
                let subject = "\(last): \(content.words)"
                switch lines.find(last, content.hash) {
                case nil: add(last > lastLine ? .lineUnlinked : .lineInserted, subject)
                case false?:
                    if let later = later[last],
                        later.word == LinkedThings<Int64>.word(content.hash)
                    {
                        others.append((last, later.last, subject))
                    } else {
                        add(.lineChanged, subject)
                    }
                case true?:
                    if later[last] != nil { add(.lineChanged, subject) }
                    if !others.isEmpty { originals.append(last) }
                    if moment < floor - Self.clockSteps { add(.lineInserted, subject) }
                    try read.note(row, last, at: moment)
                }
            }
        }
        // The service uses a number again only where the lines from there on were gone.
        var rest = originals[...]
        for (line, until, subject) in others {
            rest = rest.drop { $0 <= line }
            add(rest.first.map { $0 <= until } ?? false ? .lineChanged : .lineReplaced, subject)
        }
        // Numbers begin with one: nothing that was written here is below.
        for row in try view.database.rows("SELECT * FROM event WHERE id < 1 ORDER BY id") {
            let words = try view.ifReadable { try EventContent(row).words } ?? "?"
            add(.lineInserted, "\(try row.get("id", as: Int64.self)): \(words)")
        }
        for number in lines.present + read.forgottenTooEarly() { add(.lineDeleted, "\(number)") }
        proof.forgottenBefore = read.forgotten[.lines]
        let until = read.forgotten[.letters] ?? .distantPast
        let lost = letters.erased.filter { read.sent[$0].map { $0 > until } ?? false }
        for notice in Set(lost + words.erased).subtracting(read.erasedLetters).sorted() {
            add(.letterChanged, "\(notice)")
        }
        try lookForUnlinkedLetters(sent: read.linkedLetters)
    }

    /// Without those of a clock that was ahead: later heads are dated before them.
    private var trustedFloors: [(line: Int64, at: Instant)] {
        var least = Instant.distantFuture
        return floors.reversed().filter { floor in
            defer { least = min(least, floor.at) }
            return floor.at <= least
        }.reversed()
    }

    /// Letters that left, that each night's links have passed by, and that have none.
    private mutating func lookForUnlinkedLetters(sent: [(line: Int64, notice: Int64)]) throws {
        let mark = try view.ifReadable { try view.mark(.linkedLetters) } ?? nil
        let linked = mark.flatMap { Int64($0) } ?? 0
        for (line, notice) in sent where line <= linked && words.known[notice] == nil {
            let isMissing = try view.ifReadable {
                guard let ended = try view.notice(notice)?.finishedAt,
                    let letter = try view.letterContent(of: notice), letter.isWhole,
                    let head = try view.letterHead(of: notice)
                else { return false }
                return head.sealedAt <= ended
            }
            if isMissing ?? true { add(.letterChanged, "\(notice)") }
        }
    }

    mutating func lookAtMarks() throws {
        var last: Int64 = -1
        while true {
            let ids: [Int64] = try view.database.values(
                """
                SELECT DISTINCT deadline FROM step WHERE deadline > ? AND typeof(deadline) = 'integer'
                ORDER BY deadline LIMIT ?
                """, [last, Self.batch])
            guard let end = ids.last else { break }
            let rows = try view.database.rows(
                "SELECT * FROM step WHERE deadline > ? AND deadline <= ?", [last, end])
            for row in rows {
                guard let mark = try view.ifReadable({ try MarkContent(row) }) else {
                    let subject = try view.ifReadable { try MarkContent.subject(of: row) }
                    if let subject, marks.find(subject, Data()) != nil {
                        add(.markChanged, try name(ofMark: subject))
                    }
                    continue
                }
                switch marks.find(mark.subject, mark.hash) {
                case nil:
                    if !begin.holds(mark: mark.settledAt) {
                        add(.markAdded, try name(ofMark: mark.subject))
                    }
                case false?: add(.markChanged, try name(ofMark: mark.subject))
                case true?: continue
                }
            }
            last = end
        }
        for subject in marks.present { add(.markRemoved, try name(ofMark: subject)) }
        // What was taken back while somebody is still told it was not taken back by the service.
        for subject in marks.erased where try isTold(mark: subject) {
            add(.markRemoved, try name(ofMark: subject))
        }
    }

    /// Letters beside what they were sealed as, from the claim on.
    mutating func lookAtSeals() throws {
        var last: Int64 = -1
        while true {
            let sealed: [Int64] = try view.database.values(
                """
                SELECT notice FROM letter WHERE notice > ? AND (seal IS NOT NULL OR length(bytes) > 0)
                ORDER BY notice LIMIT ?
                """, [last, Self.batch])
            guard let end = sealed.last else { return }
            for notice in sealed {
                let letter = try view.ifReadable { try view.letterContent(of: notice) } ?? nil
                guard let letter, letter.isAsSealed else {
                    add(.letterChanged, "\(notice)")
                    continue
                }
            }
            last = end
        }
    }

    mutating func lookAtLetters() throws {
        for notice in letters.present {
            let letter = try view.ifReadable { try view.letterContent(of: notice) } ?? nil
            guard let letter, letter.isWhole, letters.find(notice, letter.bytes) == true else {
                add(.letterChanged, "\(notice)")
                continue
            }
        }
        for notice in words.present {
            let letter = try view.ifReadable { try view.letterContent(of: notice) } ?? nil
            guard let letter, words.find(notice, letter.words) == true else {
                add(.letterChanged, "\(notice)")
                continue
            }
        }
    }

    mutating func lookAtRules() throws {
        for (name, hash) in rules where hash != HistoryLink.erased {
            let kept = try view.ifReadable { try view.rules([UInt8](hash)) } ?? nil
            guard kept == nil else { continue }
            add(.rulesChanged, name)
        }
    }

    /// `A r1 WD-3 09:00 #0 owner` for the number of its deadline.
    private func name(ofMark subject: String) throws -> String {
        let parts = subject.split(separator: " ", maxSplits: 1)
        guard let id = parts.first.flatMap({ Int64($0) }),
            let record = try view.ifReadable({ try view.deadlines(numbered: [id]).first }) ?? nil
        else { return subject }
        return "\(record.deadline.identifier) \(parts.last ?? "")"
    }

    /// Whether an item of a step, as its cause names it, has not been taken back.
    private func isTold(mark subject: String) throws -> Bool {
        let cause = "deadline \(try name(ofMark: subject)) "
        return try view.database.count(
            """
            SELECT count(*) FROM item
            WHERE cause >= ? AND cause < ? AND withdrawn_because IS NULL
                AND cause NOT LIKE '% redirected %'
            """, [cause, cause + "\u{10FFFF}"]) > 0
    }
}

/// What the lines that are there say of what may be missing.
private struct ReadLines {
    /// From before when things were forgotten, as the history says.
    var forgotten: [ForgottenContent: Instant] = [:]
    /// Notices whose letters lost their words, since somebody's data were erased.
    var erasedLetters: Set<Int64> = []
    /// When each notice left first.
    var sent: [Int64: Instant] = [:]
    /// By the line that says so, each notice that left.
    var linkedLetters: [(line: Int64, notice: Int64)] = []
    private var erased: ArraySlice<Int64>
    /// Lines that are gone, each with when the older of those beside it was written.
    private var gone: [(line: Int64, notBefore: Instant)] = []
    private var former: Instant?

    init(erased: [Int64]) { self.erased = erased[...] }

    mutating func note(_ row: LedgerRow, _ line: Int64, at moment: Instant) throws {
        while let next = erased.first, next < line {
            erased.removeFirst()
            if let former { gone.append((next, min(former, moment))) }
        }
        former = moment
        let what: String = try row.get("what")
        let kind: String = try row.get("subject_kind")
        if kind == "notice", ["sent", "redirected", "arrived"].contains(what),
            let notice = Int64(try row.get("subject_id", as: String.self))
        {
            if sent[notice] == nil { sent[notice] = moment }
            linkedLetters.append((line, notice))
        }
        if kind == "notice", what == "erased",
            let notice = Int64(try row.get("subject_id", as: String.self))
        {
            erasedLetters.insert(notice)
        }
        if kind == "office", let content = ForgottenContent(rawValue: what),
            let until = try row.get("detail", as: String?.self).flatMap({ Int64($0) })
        {
            let before = min(
                Instant(microseconds: until), moment - ForgottenContent.leastAge)
            forgotten[content] = max(forgotten[content] ?? .distantPast, before)
        }
    }

    /// Lines that are gone although those beside them are too young to be forgotten.
    func forgottenTooEarly() -> [Int64] {
        let until = forgotten[.lines] ?? .distantPast
        let last = former.map { former in erased.map { (line: $0, notBefore: former) } } ?? []
        return (gone + last).filter { $0.notBefore >= until }.map(\.line)
    }
}
