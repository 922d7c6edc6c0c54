import Coordination
internal import Foundation

/// What a look at the whole chain, and at what it speaks of, found.
package struct HistoryProof: Sendable {
    /// How many links there are.
    package var links = 0
    /// The last one's hash, in hexadecimal; nil where there is none.
    package var head: String?
    /// Whether an earlier head that was named stands in the chain; nil where none was named.
    package var holdsHead: Bool?
    /// What is not as it was, in the order in which it was found.
    package var problems: [Problem] = []

    /// One thing that is not as it was.
    package struct Problem: Sendable, Hashable {
        package var fault: Fault
        /// A line's number and words, a step's deadline and name, a notice's number.
        package var subject: String
    }

    /// What happened to it.
    package enum Fault: String, Sendable, CaseIterable {
        case lineChanged = "line-changed"
        case lineDeleted = "line-deleted"
        case lineInserted = "line-inserted"
        case markChanged = "mark-changed"
        case markRemoved = "mark-removed"
        case markAdded = "mark-added"
        case letterChanged = "letter-changed"
        /// A link is not what the one before it and its own content make of it.
        case chainBroken = "chain-broken"
        /// The named head is none of the chain's: its tail was cut, or another history is here.
        case headMissing = "head-missing"
    }

    /// How many problems are named: who sees so many needs a backup.
    static let most = 1_000
}

extension LedgerView {
    /// Looks the chain over, link by link, and everything that it speaks of.
    ///
    /// - Parameter head: a hash that the journal has of an earlier day; nil names none.
    package func proveHistory(head: String?) throws -> HistoryProof {
        var walk = ChainWalk(view: self, wanted: head?.lowercased())
        try walk.followLinks()
        try walk.lookAtLines()
        try walk.lookAtMarks()
        try walk.lookAtLetters()
        return walk.proof
    }
}

/// One walk along the chain.
private struct ChainWalk {
    let view: LedgerView
    let wanted: String?
    var proof = HistoryProof()
    /// By what the last link on each thing says, its content's first eight bytes; zero once it is erased.
    private var lines: [Int64: UInt64] = [:]
    private var marks: [String: UInt64] = [:]
    private var letters: [Int64: UInt64] = [:]

    private static let batch: Int64 = 2_000

    init(view: LedgerView, wanted: String?) {
        self.view = view
        self.wanted = wanted
    }

    private mutating func add(_ fault: HistoryProof.Fault, _ subject: String) {
        guard proof.problems.count < HistoryProof.most else { return }
        proof.problems.append(HistoryProof.Problem(fault: fault, subject: subject))
    }

    mutating func followLinks() throws {
        var previous = HistoryLink.origin
        var last: Int64 = 0
        var isFound = false
        while true {
            let rows = try view.database.rows(
                "SELECT * FROM chain WHERE id > ? ORDER BY id LIMIT ?", [last, Self.batch])
            guard let end = rows.last else { break }
            for row in rows {
                let number: Int64 = try row.get("id")
                let subject: String = try row.get("subject")
                let content: Data = try row.get("content")
                let found: Data = try row.get("hash")
                let kind = HistoryLink(rawValue: try row.get("kind"))
                if kind?.hash(of: subject, content: content, after: previous) != found
                    || number != last + 1
                {
                    add(.chainBroken, "\(number): \(subject)")
                }
                if let wanted, found.hexadecimal == wanted { isFound = true }
                note(kind, subject, content)
                previous = found
                last = number
                proof.links += 1
            }
            last = try end.get("id")
        }
        proof.head = proof.links == 0 ? nil : previous.hexadecimal
        guard let wanted else { return }
        proof.holdsHead = isFound
        if !isFound { add(.headMissing, wanted) }
    }

    private mutating func note(_ kind: HistoryLink?, _ subject: String, _ content: Data) {
        let word = Self.word(content)
        switch kind {
        case .event: Int64(subject).map { lines[$0] = word }
        case .mark: marks[subject] = word
        case .letter: Int64(subject).map { letters[$0] = word }
        case nil: return
        }
    }

    private static func word(_ content: Data) -> UInt64 {
        content.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    mutating func lookAtLines() throws {
        var last = try view.chainBegin().event
        while true {
            let rows = try view.database.rows(
                "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", [last, Self.batch])
            guard !rows.isEmpty else { break }
            for row in rows {
                let number: Int64 = try row.get("id")
                last = number
                let words = try EventContent(row).words
                guard let known = lines.removeValue(forKey: number), known != 0 else {
                    add(.lineInserted, "\(number): \(words)")
                    continue
                }
                if try Self.word(EventContent(row).hash) != known {
                    add(.lineChanged, "\(number): \(words)")
                }
            }
        }
        // Numbers begin with one: nothing that was written here is below.
        for row in try view.database.rows("SELECT * FROM event WHERE id < 1 ORDER BY id") {
            let number: Int64 = try row.get("id")
            add(.lineInserted, "\(number): \(try EventContent(row).words)")
        }
        for (number, word) in lines.sorted(by: { $0.key < $1.key }) where word != 0 {
            add(.lineDeleted, "\(number)")
        }
    }

    mutating func lookAtMarks() throws {
        let begin = try view.chainBegin().settledAt
        var last: Int64 = -1
        while true {
            let ids: [Int64] = try view.database.values(
                "SELECT DISTINCT deadline FROM step WHERE deadline > ? ORDER BY deadline LIMIT ?",
                [last, Self.batch])
            guard let end = ids.last else { break }
            let rows = try view.database.rows(
                "SELECT * FROM step WHERE deadline > ? AND deadline <= ?", [last, end])
            for row in rows {
                let mark = try MarkContent(row)
                let known = marks.removeValue(forKey: mark.subject) ?? 0
                if known == 0 {
                    if mark.settledAt > begin { add(.markAdded, try words(of: mark.subject)) }
                } else if Self.word(mark.hash) != known {
                    add(.markChanged, try words(of: mark.subject))
                }
            }
            last = end
        }
        for (subject, word) in marks.sorted(by: { $0.key < $1.key }) where word != 0 {
            add(.markRemoved, try words(of: subject))
        }
    }

    mutating func lookAtLetters() throws {
        for (notice, word) in letters.sorted(by: { $0.key < $1.key }) where word != 0 {
            let bytes = try view.letter(of: notice)?.bytes ?? []
            if bytes.isEmpty || Self.word(SHA256.digest(bytes)) != word {
                add(.letterChanged, "\(notice)")
            }
        }
    }

    /// `A r1 WD-3 09:00 #0 owner` for the number of its deadline.
    private func words(of subject: String) throws -> String {
        let parts = subject.split(separator: " ", maxSplits: 1)
        guard let id = parts.first.flatMap({ Int64($0) }),
            let record = try view.deadlines(numbered: [id]).first
        else { return subject }
        return "\(record.deadline.identifier) \(parts.last ?? "")"
    }
}

extension LedgerView {
    /// From where the chain speaks of all there is: what was there before it is not in it.
    fileprivate func chainBegin() throws -> (event: Int64, settledAt: Int64) {
        let words = (try mark(.chainBegin) ?? "0 0").split(separator: " ").map { Int64($0) ?? 0 }
        return (words.first ?? 0, words.count > 1 ? words[1] : 0)
    }
}
