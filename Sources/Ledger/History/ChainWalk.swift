import Almanac
internal import Foundation

/// One walk along the chain, and over all that it speaks of.
struct ChainWalk {
    let view: LedgerView
    var proof = HistoryProof()
    /// What the links say of each thing.
    var lines = LinkedThings<Int64>()
    var marks = LinkedThings<String>()
    var letters = LinkedThings<Int64>()
    var words = LinkedThings<Int64>()
    var rules: [(name: String, hash: Data)] = []
    var begin = ChainBegin(event: 0, settledAt: nil)
    /// The first line of the history that was linked after each dated head, in their order.
    var floors: [(line: Int64, at: Instant)] = []

    private let heads: [HistoryHead]
    private var named: Set<HistoryProof.Problem> = []
    /// The last line that a link speaks of.
    private(set) var lastLine: Int64 = 0
    /// Lines of which a link says otherwise than the one before it, each with what it says.
    private(set) var later: [Int64: LaterLink] = [:]

    /// What a link says of a line that another spoke of before.
    struct LaterLink {
        /// The content's first bytes.
        var word: UInt64
        /// The last line that there was when it was linked.
        var last: Int64
    }
    /// Up to which link the beginning is gone, until a link says that it was cut off in order; 0 for none.
    private var uncovered: Int64 = 0

    static let batch: Int64 = 2_000

    init(view: LedgerView, heads: [HistoryHead]) {
        self.view = view
        self.heads = heads
    }

    mutating func add(
        _ fault: HistoryProof.Fault, _ subject: String, _ detail: HistoryProof.Detail? = nil
    ) {
        let problem = HistoryProof.Problem(fault: fault, subject: subject, detail: detail)
        guard proof.problems.count < HistoryProof.most, named.insert(problem).inserted else {
            return
        }
        proof.problems.append(problem)
    }

    mutating func followLinks() throws {
        let numbered = Dictionary(grouping: heads.filter { $0.links != nil }, by: { $0.links ?? 0 })
        var sought = Set(heads.filter { $0.links == nil }.map(\.hash))
        var (last, start) = try beginning()
        // Nil behind a link that cannot be read: of the next one nobody can say what it stands on.
        var previous: Data? = start
        while true {
            let rows = try view.database.rows(
                "SELECT * FROM chain WHERE id > ? ORDER BY id LIMIT ?", [last, Self.batch])
            guard !rows.isEmpty else { break }
            for row in rows {
                let number = try row.get("id", as: Int64.self)
                let isNext = number == last &+ 1
                last = number
                proof.links += 1
                guard let link = try view.ifReadable({ try ReadLink(row) }) else {
                    add(.chainBroken, "\(number)")
                    previous = nil
                    continue
                }
                if !isNext || !(previous.map(link.stands) ?? true) {
                    add(.chainBroken, "\(number): \(link.subject)")
                }
                note(link)
                previous = link.hash
                follow(numbered[last] ?? [], at: link)
                if !sought.isEmpty, sought.remove(link.hash.hexadecimal) != nil {
                    proof.headsHeld += 1
                }
            }
        }
        proof.head = proof.links == 0 ? nil : previous?.hexadecimal
        if uncovered > 0 { add(.chainBroken, "\(uncovered)") }
        for hash in sought.sorted() { add(.headMissing, hash) }
        for (links, heads) in numbered.sorted(by: { $0.key < $1.key })
        where links > last || links < 1 {
            for head in heads {
                add(.headMissing, head.hash, .shortened(from: links, to: last))
            }
        }
    }

    /// The number and the hash of the link that the first one stands on.
    private mutating func beginning() throws -> (Int64, Data) {
        let first: Int64? = try view.database.value("SELECT min(id) FROM chain")
        guard let first, first > 1 else { return (0, HistoryLink.origin) }
        uncovered = first - 1
        let mark = try view.ifReadable { try view.mark(.chainStart) ?? "" } ?? ""
        let words = mark.split(separator: " ").map(String.init)
        guard words.count == 2, words[0] == "\(uncovered)", let hash = Data(hexadecimal: words[1])
        else { return (0, HistoryLink.origin) }
        return (uncovered, hash)
    }

    /// Holds what was kept elsewhere after a link against it.
    private mutating func follow(_ heads: [HistoryHead], at link: ReadLink) {
        for head in heads {
            guard head.hash == link.hash.hexadecimal else {
                add(.headMissing, head.hash, .otherwise(at: link.number))
                continue
            }
            proof.headsHeld += 1
            if let moment = head.at { floors.append((lastLine &+ 1, moment)) }
        }
    }

    private mutating func note(_ link: ReadLink) {
        guard let kind = link.kind else { return }
        let number = Int64(link.subject)
        switch kind {
        case .cut:
            let held = heads.filter { $0.links == number }
            if held.contains(where: { $0.hash != link.content.hexadecimal }) {
                add(.headMissing, link.content.hexadecimal)
            }
            if number ?? 0 >= uncovered { uncovered = 0 }
        case .begin:
            if link.number > 1, link.former == link.content {
                if uncovered > 0, let begin = ChainBegin(link.subject) { self.begin = begin }
                return
            }
            guard link.number == 1, let begin = ChainBegin(link.subject),
                link.content == HistoryLink.content([begin.text])
            else { return add(.chainBroken, "\(link.number): \(link.subject)") }
            self.begin = begin
        case .event:
            guard let number else { return }
            if link.former == nil {
                if lines.isPresent(number) {
                    // Whoever deletes the last lines has the service use their numbers again: what is there will tell.
                    later[number] = LaterLink(
                        word: LinkedThings<Int64>.word(link.content),
                        last: max(lastLine, later[number]?.last ?? 0))
                    return
                }
                // Numbers rise: what comes in between was put there.
                if number <= max(lastLine, begin.event) { add(.lineInserted, "\(number)") }
                lastLine = max(lastLine, number)
            }
            if !lines.take(link, of: number, mayComeBack: false, isCut: uncovered > 0) {
                add(.lineChanged, "\(number)")
            }
        case .rules:
            guard link.former == nil || link.former == link.content else {
                return add(.chainBroken, "\(link.number): \(link.subject)")
            }
            rules.append((link.subject, link.content))
        case .mark:
            if !marks.take(link, of: link.subject, mayComeBack: true, isCut: uncovered > 0) {
                add(.markChanged, link.subject)
            }
        case .letter:
            guard let number else { return }
            if !letters.take(link, of: number, mayComeBack: false, isCut: uncovered > 0) {
                add(.letterChanged, "\(number)")
            }
        case .letterWords:
            guard let number else { return }
            if !words.take(link, of: number, mayComeBack: false, isCut: uncovered > 0) {
                add(.letterChanged, "\(number)")
            }
        }
    }
}

/// A link as it was read.
struct ReadLink {
    let number: Int64
    let kind: HistoryLink?
    let subject: String
    let content: Data
    let former: Data?
    let hash: Data

    init(_ row: LedgerRow) throws {
        number = try row.get("id")
        kind = HistoryLink(rawValue: try row.get("kind"))
        subject = try row.get("subject")
        content = try row.get("content")
        former = try row.get("former", as: Data?.self)
        hash = try row.get("hash")
    }

    func stands(on previous: Data) -> Bool {
        kind?.hash(of: subject, content: content, former: former, after: previous) == hash
    }
}

/// What links say of things of one kind: of each content there is one link, and the one that takes it away
/// names it.
struct LinkedThings<Key: Hashable & Comparable> {
    /// The content's first eight bytes; zero once it is taken away. As many as this are never alike by chance.
    private(set) var known: [Key: UInt64] = [:]

    /// - Parameters:
    ///   - mayComeBack: whether what was taken away may be made anew.
    ///   - isCut: whether its first link may be one of those that were cut off.
    /// - Returns: false of a link that says something else than those before it: it counts for nothing.
    mutating func take(
        _ link: ReadLink, of key: Key, mayComeBack: Bool, isCut: Bool
    ) -> Bool {
        let word = Self.word(link.content)
        guard let former = link.former else {
            guard known[key] == nil || mayComeBack && known[key] == 0, word != 0 else {
                return false
            }
            known[key] = word
            return true
        }
        let taken = Self.word(former)
        guard known[key] ?? (isCut ? taken : 0) == taken, taken != 0, word == 0 || word == taken
        else { return false }
        known[key] = word
        return true
    }

    /// Whether a thing that is there is the one that was linked; nil where no link speaks of it.
    mutating func find(_ key: Key, _ content: Data) -> Bool? {
        guard let word = known.removeValue(forKey: key), word != 0 else { return nil }
        return word == Self.word(content)
    }

    /// Whether something was linked, not forgotten, and not looked at yet.
    func isPresent(_ key: Key) -> Bool { known[key] ?? 0 != 0 }

    /// What was linked and is not forgotten.
    var present: [Key] { known.filter { $0.value != 0 }.keys.sorted() }
    /// What was taken away.
    var erased: [Key] { known.filter { $0.value == 0 }.keys.sorted() }

    /// A content's first eight bytes.
    static func word(_ content: Data) -> UInt64 {
        content.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
