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
        case .sent where notice.audience == .client:
            try askForAnswers(in: transaction)
        case .refused:
            let address = try transaction.view.letter(of: notice.id)?.recipients.first
            if case .refused(let reason, isAddressAtFault: true) = outcome, let address {
                try transaction.flag(address: address, of: notice.recipient, because: reason)
            }
            try askToCall(address, in: transaction)
        default: break
        }
    }

    /// A letter that asks for an answer by a day is a deadline of the salesperson's; the one that an
    /// earlier letter asked for is over.
    private func askForAnswers(in transaction: LedgerTransaction) throws {
        for record in notice.liveItems where record.statesDates {
            guard let order = try transaction.view.order(record.item.subject.id) else { continue }
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

    private var client: String {
        office.directory.client(notice.recipient)?.name ?? notice.recipient
    }

    /// Instead of silence: a client is called, and whoever of the office cannot be reached is told of
    /// to the coordinator, once per address.
    private func askToCall(_ address: String?, in transaction: LedgerTransaction) throws {
        let response = notice.response ?? ""
        var question = OfficeQuestion(
            kind: "callback", code: "ADDRESS-\(notice.recipient)",
            occurrence: "n\(notice.id)",
            title: BilingualText(
                en: "Call \(client): the letter to them was refused",
                id: "Telepon \(client): surat kepada mereka ditolak"),
            client: notice.recipient)
        if notice.audience == .client, let client = office.directory.client(notice.recipient) {
            let note = try writer.callNote(
                for: notice.liveItems.map(\.item), to: client, office: office,
                now: transaction.now)
            question.note = "\(response)\n\(note)"
        } else {
            guard let address, let person = office.directory.person(notice.recipient) else {
                return
            }
            question.occurrence = address
            question.client = nil
            question.note = response
            question.title = BilingualText(
                en: "Mend the mail address of \(person.name): it was refused",
                id: "Perbaiki alamat surel \(person.name): alamatnya ditolak")
            // Whoever cannot be reached cannot be asked to mend it by mail.
            if person.code == office.coordinator?.code { question.owner = office.director?.code }
        }
        _ = try transaction.ask(question, office: office, because: "refused again")
    }
}
