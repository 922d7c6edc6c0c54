import Almanac
import Coordination
import Ledger

/// What clients were told because of files that were undone since.
struct UndoneTellings {
    private let view: LedgerView
    private let files: [(number: Int64, span: ClosedRange<Instant>)]
    /// What files did, by their numbers: read when they are asked for.
    private var keys: [Int64: Keys] = [:]

    /// Lines as reports name them, folded.
    private struct Keys {
        var added: Set<String> = []
        var changed: Set<String> = []
        /// Whom lines were given to.
        var clients: [String: Code] = [:]

        init(_ changes: ImportRecord.Changes?) {
            guard let changes else { return }
            added = Set(changes.added.map(\.foldedCode))
            changed = Set(changes.changed.map(\.key.foldedCode))
            for change in changes.changed where change.column == "client" {
                clients[change.key.foldedCode] = change.new.map(Code.init)
            }
        }
    }

    init(in view: LedgerView) throws {
        self.view = view
        files = try view.undoneSpans(of: .orders)
    }

    /// Whether what an order's client was told last is what an undone file had a letter say: a letter that
    /// changes that is its correction, whenever it comes to be written.
    mutating func wasTold(of order: OrderRecord) throws -> Bool {
        guard !files.isEmpty,
            let last = order.lines.flatMap({ $0.told.dropFirst() }).max(by: { $0.at < $1.at }),
            let id = last.notice, let notice = try view.notice(id)
        else { return false }
        let lines = order.lines.map { "\(order.code) \($0.line)".foldedCode }
        for file in files
        where last.at >= file.span.lowerBound && notice.createdAt <= file.span.upperBound {
            let did = try changes(of: file.number)
            if lines.contains(where: { did.added.contains($0) || did.changed.contains($0) }) {
                return true
            }
        }
        return false
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
            let isAnothers =
                !order.client.isCode(notice.recipient)
                && names.contains { did.clients[$0] == Code(notice.recipient) }
            if isGone || isAnothers { return true }
        }
        return false
    }

    private mutating func changes(of number: Int64) throws -> Keys {
        if let known = keys[number] { return known }
        let read = Keys(try view.importRecord(number)?.changes)
        keys[number] = read
        return read
    }
}

/// Asks clients to disregard what they were told of orders that there never were, or that are not theirs: no
/// letter about those would reach them.
struct DisregardLetter {
    let office: Office
    let writer: LetterWriter
    let by: String

    /// Who writes what follows from an undone file by itself.
    static let service = "tenggat"

    /// As many orders as a subject has room for.
    private static let mostNamed = 4

    /// One telling: of which order, and when.
    struct Telling {
        var order: String
        var at: Instant
    }

    /// - Returns: the letters that wait; none to a client who is called instead.
    ///
    /// - Parameter cause: what it follows from.
    func write(
        to client: String, about tellings: [Telling], because cause: String,
        in transaction: LedgerTransaction
    ) throws -> [Int64] {
        guard let client = office.directory.client(client),
            let last = tellings.map(\.at).max()
        else { return [] }
        var codes: [String] = []
        for telling in tellings where !codes.contains(telling.order) {
            codes.append(telling.order)
        }
        let more = codes.count - Self.mostNamed
        let list =
            codes.prefix(Self.mostNamed).joined(separator: ", ")
            + (more > 0 ? ", … (+\(more))" : "")
        let thing = codes.count == 1 ? "order \(list)" : "orders \(list)"
        let language = client.language ?? office.profile.language
        let day = office.zone(ofClient: client.code).civil(last).date.words
        let subject = BilingualText(
            en: "Please disregard our notice about \(thing)",
            id: "Mohon abaikan pemberitahuan kami mengenai pesanan \(list)")
        let text = BilingualText(
            en: "Please disregard our notice of \(day.english) about \(thing): it was sent by "
                + "mistake. We apologise for the confusion.",
            id: "Mohon abaikan pemberitahuan kami tanggal \(day.indonesian) mengenai pesanan "
                + "\(list): pemberitahuan tersebut terkirim karena kekeliruan kami. Mohon maaf atas "
                + "ketidaknyamanan ini.")
        return try MessageWriter(office: office, writer: writer, by: by).write(
            MessageWriter.Message(
                subject: String(subject.text(in: language).prefix(MessageWriter.longestSubject)),
                text: text.text(in: language), clients: [client.code], cause: cause,
                holdReasons: [.importUndone]), in: transaction
        ).notices.map(\.id)
    }

    /// After a letter's arrival became known: what it said because of a file that was undone meanwhile.
    func follow(_ notice: NoticeRecord, in transaction: LedgerTransaction) throws {
        guard notice.audience == .client else { return }
        var undone = try UndoneTellings(in: transaction.view)
        var tellings: [Telling] = []
        for record in notice.liveItems where record.statesDates {
            guard let order = try transaction.view.order(record.item.subject.id) else { continue }
            let stated = Set(record.statements.map { Code($0.line) })
            let lines = order.lines.filter { stated.contains(Code($0.line)) }
            // Of what is still the client's another letter says how it is now.
            guard try undone.isMistaken(notice, about: lines, of: order) else { continue }
            tellings.append(Telling(order: order.code, at: notice.finishedAt ?? transaction.now))
        }
        guard !tellings.isEmpty else { return }
        _ = try write(
            to: notice.recipient, about: tellings, because: "arrived \(notice.id)",
            in: transaction)
    }
}
