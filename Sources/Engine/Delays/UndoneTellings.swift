import Almanac
import Coordination
import Ledger

/// What clients were told because of files that were undone since.
struct UndoneTellings {
    private let view: LedgerView
    private let files: [(number: Int64, span: ClosedRange<Instant>)]
    /// What files did, by their numbers: read when they are asked for.
    private var keys: [Int64: Keys] = [:]

    /// What of a file was taken back: lines as reports name them, folded.
    private struct Keys {
        var added: Set<String> = []
        /// The dates that it gave lines; nil of one that it had ship as promised again.
        var dates: [String: Set<CivilDate?>] = [:]
        /// The dates that lines had before it; nil of one that shipped as promised.
        var former: [String: Set<CivilDate?>] = [:]
        /// Whom lines were given to.
        var clients: [String: Code] = [:]
        /// Lines that it had open which were over.
        var opened: Set<String> = []

        init(_ record: ImportRecord?) {
            guard let record else { return }
            // What stayed as the file said is no mistake.
            let restored = record.restored.map { Set($0.map(\.foldedCode)) }
            let isTakenBack = { (key: String) in restored?.contains(key) ?? true }
            added = Set(record.changes.added.map(\.foldedCode).filter(isTakenBack))
            for change in record.changes.changed where isTakenBack(change.key.foldedCode) {
                switch change.column {
                case "expected", "promised":
                    dates[change.key.foldedCode, default: []].insert(
                        change.new.flatMap { CivilDate($0) })
                    former[change.key.foldedCode, default: []].insert(
                        change.old.flatMap { CivilDate($0) })
                case "client": clients[change.key.foldedCode] = change.new.map(Code.init)
                case "status" where change.old == "cancelled",
                    "delivered" where Self.isLess(change.new, than: change.old),
                    "quantity" where Self.isLess(change.old, than: change.new):
                    opened.insert(change.key.foldedCode)
                default: break
                }
            }
        }

        private static func isLess(_ one: String?, than other: String?) -> Bool {
            (one.flatMap(Double.init) ?? 0) < (other.flatMap(Double.init) ?? 0)
        }

        /// Whether it is why a client was told of a line what they were told last: its own date, or whatever a person
        /// told them while that stood.
        func gave(_ line: OrderLine, toldBy last: OrderLine.ToldDate) -> Bool {
            let key = "\(line.order) \(line.line)".foldedCode
            guard !added.contains(key) else { return true }
            guard let dates = dates[key] else { return false }
            return dates.contains(line.lastTold)
                || dates.contains(nil) && line.lastTold == line.promised
                || last.notice == nil && had(line)
        }

        /// Whether a line ships as it did before the file.
        func had(_ line: OrderLine) -> Bool {
            let former = former["\(line.order) \(line.line)".foldedCode] ?? []
            return former.contains(line.current)
                || former.contains(nil) && line.current == line.promised
        }
    }

    init(in view: LedgerView) throws {
        self.view = view
        files = try view.undoneSpans(of: .orders)
    }

    /// Names of an order's lines of which its client was told last what an undone file had somebody tell: a
    /// letter about them is its correction, whenever it comes to be written, and no other line's is.
    mutating func mistakenLines(of order: OrderRecord) throws -> Set<String> {
        guard !files.isEmpty else { return [] }
        var mistaken: Set<String> = []
        for line in order.lines where line.hasNews {
            guard let last = line.lastGiven else { continue }
            for file in files where last.at >= file.span.lowerBound {
                guard try changes(of: file.number).gave(line, toldBy: last),
                    try written(last) <= file.span.upperBound, try !slipsSince(line)
                else { continue }
                mistaken.insert(line.line)
                break
            }
        }
        return mistaken
    }

    /// Whether somebody gave a line a later date than its client was told, after the files that were undone: that
    /// is no date that it had before them, and a delay like any other.
    private mutating func slipsSince(_ line: OrderLine) throws -> Bool {
        guard line.isLater else { return false }
        for file in files where try changes(of: file.number).had(line) { return false }
        return true
    }

    /// The same of an order that is looked at by itself.
    static func mistakenLines(of order: OrderRecord, in view: LedgerView) throws -> Set<String> {
        guard order.lines.contains(where: { $0.hasNews && $0.lastGiven != nil }) else { return [] }
        var undone = try UndoneTellings(in: view)
        return try undone.mistakenLines(of: order)
    }

    /// When a telling was put into words: a letter's before it arrived.
    private func written(_ telling: OrderLine.ToldDate) throws -> Instant {
        guard let id = telling.notice else { return telling.at }
        return try view.notice(id)?.createdAt ?? telling.at
    }

    /// Whether a letter that was written before a file was undone told its reader of lines that only that file
    /// brought, or gave to them.
    mutating func isMistaken(
        _ notice: NoticeRecord, about lines: [OrderLine], of order: OrderRecord
    ) throws -> Bool {
        let names = lines.map { "\(order.code) \($0.line)".foldedCode }
        for file in files where notice.createdAt <= file.span.upperBound {
            let did = try changes(of: file.number)
            let isGone =
                lines.allSatisfy(\.isCancelled) && names.contains(where: did.added.contains)
                || !lines.contains(where: \.isOutstanding)
                    && names.contains(where: did.opened.contains)
            let isAnothers =
                !order.client.isCode(notice.recipient)
                && names.contains { did.clients[$0] == Code(notice.recipient) }
            if isGone || isAnothers { return true }
        }
        return false
    }

    private mutating func changes(of number: Int64) throws -> Keys {
        if let known = keys[number] { return known }
        let read = Keys(try view.importRecord(number))
        keys[number] = read
        return read
    }
}

extension OrderLine {
    /// Whether it ships on another day than its client was told.
    fileprivate var hasNews: Bool { isOutstanding && current != lastTold }
}
