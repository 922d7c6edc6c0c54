import Almanac
import Coordination
import Ledger

/// What one task of the office is about: the kind that it is of, and the code that people see.
enum TaskTopic: Hashable, Sendable {
    /// A new date for an order.
    case date(order: String)
    /// What a date means that somebody took out of the orders sheet.
    case clearedDate(order: String)
    /// A call about an order's delay, where the client gets no mail.
    case call(order: String)
    /// A letter that waits for somebody's word.
    case letter(Int64)
    /// A client's answer to an order's new date.
    case answer(order: String)
    /// That an order is not a client's any more who was told dates of it. Two pairs of codes may be spelled the same, one
    /// behind the other: the later one has the next `place`.
    case formerClient(order: String, client: String, place: Int = 1)
    /// That an order is a client's again who was told that it is not.
    case returnedClient(order: String, client: String, place: Int = 1)
    /// A reader whose address was refused.
    case address(recipient: String)
    /// A further reader whose address was refused.
    case copyAddress(recipient: String)
    /// A person's own words to a client who gets no mail.
    case message(client: String, at: Instant)
    /// Whether mail to clients may go again.
    case clientMail
    /// What could not be mailed to people in time.
    case unsentMail
    /// That the ledger could not be copied.
    case backup
    /// That the ledger's disk is nearly full.
    case disk
    /// What the next year lacks.
    case nextYear
    /// A manager's word on figures, by their sign-off's code.
    case signOff(String)
    /// A payment that a client promised and did not make, by its invoice.
    case payment(invoice: String)

    var kind: TaskKind {
        switch self {
        case .date, .clearedDate: .dateNeeded
        case .call, .address, .copyAddress, .message, .formerClient, .returnedClient: .callback
        case .letter: .letterApproval
        case .answer: .clientAnswer
        case .clientMail: .clientMail
        case .unsentMail: .mailUnsent
        case .backup: .backupFailed
        case .disk: .diskFull
        case .nextYear: .yearAhead
        case .signOff: .signOff
        case .payment: .paymentPromise
        }
    }

    var code: String {
        switch self {
        case .date(let order): Self.datePrefix + order
        case .clearedDate(let order): Self.clearedDatePrefix + order
        case .call(let order): Self.callPrefix + order
        case .letter(let notice): "\(Self.letterPrefix)\(notice)"
        case .answer(let order): Self.answerPrefix + order
        case .formerClient(let order, let client, let place):
            Self.formerPrefix + Self.pair(order, client, place)
        case .returnedClient(let order, let client, let place):
            Self.returnedPrefix + Self.pair(order, client, place)
        case .address(let recipient): Self.addressPrefix + recipient
        case .copyAddress(let recipient): "COPY-\(recipient)"
        case .message(let client, let moment): "\(Self.messagePrefix)\(client)-\(moment)"
        case .clientMail: "CLIENT-MAIL"
        case .unsentMail: "MAIL-UNSENT"
        case .backup: "BACKUP"
        case .disk: "DISK"
        case .nextYear: "NEXT-YEAR"
        case .signOff(let code): code
        case .payment(let invoice): "PAY-\(invoice)"
        }
    }

    static let letterPrefix = NoticeRecord.codePrefix
    private static let datePrefix = "DATE-"
    static let clearedDatePrefix = "CLEARED-"
    private static let callPrefix = "CALL-"
    private static let addressPrefix = "ADDRESS-"
    private static let messagePrefix = "TELL-"
    private static let answerPrefix = "ANSWER-"
    private static let formerPrefix = "FORMER-"
    private static let returnedPrefix = "RETURNED-"

    /// How codes begin, by kind, of what is asked without an occurrence.
    static let prefixesWithoutOccurrence = [
        TaskKind.letterApproval.rawValue: letterPrefix,
        TaskKind.callback.rawValue: messagePrefix,
    ]

    /// By the beginnings of their codes those questions that are about a client, with the rule that each is named by.
    static let aboutClients = [
        (callPrefix, "call"), (answerPrefix, "client-answer"), (formerPrefix, "former-client"),
        (returnedPrefix, "returned-client"), (messagePrefix, "message-call"),
    ]

    /// The order that a call with this code is about; nil for any other code.
    static func order(calledAbout code: String) -> String? { rest(of: code, after: callPrefix) }

    /// The order for whose date a question with this code asks; nil for any other code.
    static func order(datedBy code: String) -> String? { rest(of: code, after: datePrefix) }

    /// The order of which a question with this code asks what a date means that was taken out of the sheet; nil for
    /// any other code.
    static func order(clearedBy code: String) -> String? {
        rest(of: code, after: clearedDatePrefix)
    }

    /// The letter that waits under this code; nil for any other code.
    static func letter(waitingUnder code: String) -> Int64? {
        rest(of: code, after: letterPrefix).flatMap { Int64($0) }
    }

    /// Whether a call with this code tells a client whose an order is.
    static func isOwnership(_ code: String) -> Bool {
        [formerPrefix, returnedPrefix].contains(where: code.hasPrefix)
    }

    /// Whether a call with this code is about a reader's address.
    static func isAddress(_ code: String) -> Bool { code.hasPrefix(addressPrefix) }

    private static func pair(_ order: String, _ client: String, _ place: Int) -> String {
        "\(order)-\(client)" + (place == 1 ? "" : "-\(place)")
    }

    private static func rest(of code: String, after prefix: String) -> String? {
        code.hasPrefix(prefix) ? String(code.dropFirst(prefix.count)) : nil
    }
}

extension LedgerView {
    /// The first topic of a pair of codes that is no other pair's: of order `A-B` and client `C` it is spelled as of
    /// order `A` and client `B-C`, so that the client of what was asked under it tells.
    ///
    /// - Parameter topic: by its place.
    func topic(ofClient client: String, _ topic: (Int) -> TaskTopic) throws -> TaskTopic {
        var place = 1
        while try deadlines(code: topic(place).code).contains(where: { asked in
            asked.deadline.client.map { !$0.isCode(client) } ?? false
        }) {
            place += 1
        }
        return topic(place)
    }
}
