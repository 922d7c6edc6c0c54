import Almanac
import Coordination
import Ledger

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

    /// One telling: of which order, when, and whether by word of mouth.
    struct Telling {
        var order: String
        var at: Instant
        var isSpoken = false
    }

    /// - Returns: the letters that wait; none to a client who is called instead.
    ///
    /// - Parameter cause: what it follows from.
    func write(
        to client: String, about tellings: [Telling], because cause: String,
        in transaction: LedgerTransaction
    ) throws -> [Int64] {
        guard let client = office.directory.client(client),
            let last = tellings.max(by: { $0.at < $1.at })
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
        let day = office.zone(ofClient: client.code).civil(last.at).date.words
        // Nobody looks for a letter that never was.
        let what =
            tellings.allSatisfy(\.isSpoken)
            ? BilingualText(en: "what we told you", id: "keterangan kami")
            : BilingualText(en: "our notice", id: "pemberitahuan kami")
        let subject = BilingualText(
            en: "Please disregard \(what.english) about \(thing)",
            id: "Mohon abaikan \(what.indonesian) mengenai pesanan \(list)")
        let on = tellings.allSatisfy(\.isSpoken) ? "on" : "of"
        let text = BilingualText(
            en: "Please disregard \(what.english) \(on) \(day.english) about \(thing): it was a "
                + "mistake of ours. We apologise for the confusion.",
            id: "Mohon abaikan \(what.indonesian) tanggal \(day.indonesian) mengenai pesanan "
                + "\(list): hal tersebut kami sampaikan karena kekeliruan kami. Mohon maaf atas "
                + "ketidaknyamanan ini.")
        // About one order that is theirs it is found by that order.
        let own = try codes.count == 1 ? transaction.view.order(codes[0]) : nil
        return try MessageWriter(office: office, writer: writer, by: by).write(
            MessageWriter.Message(
                subject: String(subject.text(in: language).prefix(MessageWriter.longestSubject)),
                text: text.text(in: language), clients: [client.code],
                order: own.flatMap { $0.client.isCode(client.code) ? $0.code : nil },
                cause: cause, holdReasons: [.importUndone]), in: transaction
        ).notices.map(\.id)
    }

    /// After a letter's arrival became known: what it said because of a file that was undone meanwhile.
    ///
    /// - Returns: codes of the orders that its reader is to disregard.
    func follow(
        _ notice: NoticeRecord, in transaction: LedgerTransaction
    ) throws -> Set<Code> {
        guard notice.audience == .client else { return [] }
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
        guard !tellings.isEmpty else { return [] }
        _ = try write(
            to: notice.recipient, about: tellings, because: Self.cause(ofArrival: notice.id),
            in: transaction)
        return Set(tellings.map { Code($0.order) })
    }

    // MARK: Those that were written

    private static let undone = "undone "
    private static let arrived = "arrived "

    /// What a letter that follows from an undone file is written for.
    static func cause(ofUndoing number: Int64) -> String { undone + "\(number)" }

    /// What one is written for that takes back what another said, which arrived after the file was undone.
    static func cause(ofArrival notice: Int64) -> String { arrived + "\(notice)" }

    /// Those to a client that are about an order, oldest first.
    static func letters(
        to client: String, about order: OrderRecord, in view: LedgerView
    ) throws -> [NoticeRecord] {
        try view.notices(about: Subject(.client, client)).filter { notice in
            guard notice.audience == .client, notice.recipient.isCode(client) else { return false }
            return try orders(of: notice, in: view).contains(where: order.code.isCode)
        }
    }

    /// Codes of the orders that a letter asks to disregard something about, as far as its reader was given them by the
    /// file; none of any other letter.
    static func orders(of notice: NoticeRecord, in view: LedgerView) throws -> [String] {
        try notice.items.flatMap { record -> [String] in
            let cause = record.item.cause
            if let number = number(after: undone, in: cause) {
                let file = try view.importRecord(number)?.changes
                let given = file?.changed.filter { change in
                    change.column == "client"
                        && change.new.map(notice.recipient.isCode) ?? false
                }.map(\.key)
                return try ((given ?? []) + (file?.added ?? []))
                    .compactMap { try view.order(ofLine: $0)?.code }
                    .filter { isNamed($0, in: record.item) }
            }
            guard let id = number(after: arrived, in: cause), let other = try view.notice(id) else {
                return []
            }
            return other.items.filter(\.statesDates).map(\.item.subject.id)
        }
    }

    /// Whether a letter's subject names an order: of a file's orders those that its reader was told of. Of many orders
    /// only the first are named.
    private static func isNamed(_ order: String, in item: Item) -> Bool {
        guard case .text(let subject)? = item.facts["subject"], !subject.contains("… (+") else {
            return true
        }
        return subject.ranges(of: order).contains { range in
            let around = [
                subject[..<range.lowerBound].last, subject[range.upperBound...].first,
            ]
            return around.allSatisfy { $0.map { $0 == " " || $0 == "," } ?? true }
        }
    }

    /// `undone 7 > C-02` is of 7.
    private static func number(after word: String, in cause: String) -> Int64? {
        guard cause.hasPrefix(word) else { return nil }
        return Int64(cause.dropFirst(word.count).prefix { $0 != " " })
    }
}

extension LedgerView {
    /// The order of a line that reports name with its order before it.
    func order(ofLine key: String) throws -> OrderRecord? {
        for blank in key.indices.reversed() where key[blank] == " " {
            if let order = try order(String(key[..<blank])) { return order }
        }
        return nil
    }
}
