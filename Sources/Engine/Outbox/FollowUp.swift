import Almanac
import Coordination
import Ledger
import Post

/// What people must do once a letter's fate is known: wait for an answer, or use the telephone.
struct FollowUp {
    let office: Office
    let writer: LetterWriter
    let notice: NoticeRecord

    func see(to outcome: DeliveryOutcome, in transaction: LedgerTransaction) throws {
        switch notice.state {
        case .sent: try seeToArrival(in: transaction)
        case .refused:
            let address = try transaction.view.letter(of: notice.id)?.recipients.first
            if case .refused(let reason, isAddressAtFault: true) = outcome, let address {
                try transaction.flag(address: address, of: notice.recipient, because: reason)
            }
            try askToCall(address, because: outcome, in: transaction)
        default: break
        }
    }

    /// A letter has arrived: an answer is waited for where it asks for one, and its reader's address is
    /// good. A call about a letter that did not arrive ends with what that letter said
    /// (`LedgerTransaction.endCalls`), not with another's arrival.
    func seeToArrival(in transaction: LedgerTransaction) throws {
        if notice.audience == .client {
            try askForAnswers(in: transaction)
        } else if try !transaction.view.hasRefusedAddresses() {
            return
        }
        if let address = try transaction.view.letter(of: notice.id)?.recipients.first,
            try transaction.view.isRefused(address: address)
        {
            try transaction.unflag(address: address)
        }
        guard notice.audience == .office else { return }
        _ = try transaction.endQuestions(
            code: Self.addressCode(of: notice.recipient), except: nil,
            because: "a letter arrived", office: office)
    }

    /// A letter that asks for an answer by a day is a deadline of the salesperson's; the one that an
    /// earlier letter asked for is over.
    private func askForAnswers(in transaction: LedgerTransaction) throws {
        for record in notice.liveItems where record.statesDates {
            guard let order = try transaction.view.order(of: record, to: notice.recipient) else {
                continue
            }
            var question = OfficeQuestion(
                kind: "client-answer", code: Self.answerCode(of: order.code),
                title: BilingualText(
                    en: "Answer of \(client) on the new date of order \(order.code)",
                    id: "Jawaban \(client) atas tanggal baru pesanan \(order.code)"),
                client: notice.recipient)
            if case .date(let date)? = record.item.facts["reply_by"] {
                let stated = Set(record.statements.map { Directory.fold($0.line) })
                let people = order.lines.filter { stated.contains(Directory.fold($0.line)) }
                    .map(\.salesperson)
                question.occurrence = "n\(notice.id)"
                question.owner =
                    (people + [order.salesperson]).lazy.compactMap { $0 }
                    .compactMap(office.directory.person).first?.code
                question.due = CivilDateTime(
                    date: date, time: office.workingTime.calendar.usualClosing(on: date))
            }
            _ = try transaction.ask(
                question, office: office, because: "another letter followed")
        }
    }

    static func answerCode(of order: String) -> String { "ANSWER-\(order)" }

    static func addressCode(of recipient: String) -> String { "ADDRESS-\(recipient)" }

    /// The occurrence of the call about one letter.
    static func callOccurrence(of notice: Int64) -> String { "n\(notice)" }

    private var client: String {
        office.directory.client(notice.recipient)?.name ?? notice.recipient
    }

    /// Instead of silence: a client is called, about each letter by itself, and whoever of the office
    /// cannot be reached is told of to the coordinator, once per address.
    private func askToCall(
        _ address: String?, because outcome: DeliveryOutcome, in transaction: LedgerTransaction
    ) throws {
        let response = notice.response ?? ""
        var question = OfficeQuestion(
            kind: "callback", code: Self.addressCode(of: notice.recipient),
            occurrence: Self.callOccurrence(of: notice.id),
            title: outcome.isRefusal
                ? BilingualText(
                    en: "Call \(client): the letter to them was refused",
                    id: "Telepon \(client): surat kepada mereka ditolak")
                : BilingualText(
                    en: "Call \(client): the letter to them could not be delivered",
                    id: "Telepon \(client): surat kepada mereka tidak dapat disampaikan"),
            client: notice.recipient)
        if notice.audience == .client, let client = office.directory.client(notice.recipient) {
            let note = try writer.callNote(
                for: notice.liveItems.map(\.item), to: client, office: office,
                now: transaction.now)
            question.note = "\(response)\n\(note)"
            question.isOneOfSeveral = true
        } else {
            guard let address, let person = office.directory.person(notice.recipient) else {
                return
            }
            question.occurrence = address
            question.client = nil
            question.note = response
            question.title =
                outcome.isAddressAtFault
                ? BilingualText(
                    en: "Mend the mail address of \(person.name): it was refused",
                    id: "Perbaiki alamat surel \(person.name): alamatnya ditolak")
                : BilingualText(
                    en: "Find out why mail to \(person.name) cannot be delivered",
                    id: "Cari tahu mengapa surel kepada \(person.name) tidak dapat disampaikan")
            // Whoever cannot be reached cannot be asked to mend it by mail.
            if person.code == office.coordinator?.code { question.owner = office.director?.code }
        }
        _ = try transaction.ask(question, office: office, because: "refused again")
    }
}

extension DeliveryOutcome {
    /// Whether a server said no, rather than that none could be reached in time.
    fileprivate var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }

    fileprivate var isAddressAtFault: Bool {
        if case .refused(_, isAddressAtFault: true) = self { true } else { false }
    }
}
