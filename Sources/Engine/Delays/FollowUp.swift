import Almanac
import Coordination
import Ledger
import Post

/// What people must do once a letter's fate is known: wait for an answer, or use the telephone.
struct FollowUp {
    let office: Office
    let writer: LetterWriter
    let notice: NoticeRecord

    func follow(_ delivery: Delivery, in transaction: LedgerTransaction) throws {
        // A trial's address says nothing of the readers'.
        guard notice.state != .redirected else { return }
        try follow(delivery.missedCopies, in: transaction)
        switch notice.state {
        case .sent: try followArrival(missing: delivery.missedCopies, in: transaction)
        case .refused where notice.audience == .office && delivery.outcome.isAboutWay:
            // It waited its whole life: nobody's address is at fault.
            try transaction.ask(aboutUnsent: notice.liveItems, to: notice, office: office)
        case .refused:
            let address = try transaction.view.letter(of: notice.id)?.recipients.first
            if let fault = delivery.outcome.faultOfAddress, let address {
                try transaction.flag(address: address, of: notice.recipient, because: fault.words)
            }
            try askToCall(address, because: delivery.outcome, in: transaction)
            // What was never handed over could not be composed, for whomever.
            if notice.audience == .office, notice.attempts > 0 {
                try transaction.passOn(notice, office: office)
            }
        default: break
        }
    }

    /// A letter has arrived: an answer is waited for where it asks for one, and its readers' addresses are
    /// good. A call about a letter that did not arrive ends with what that letter said
    /// (`LedgerTransaction.endCalls`), not with another's arrival.
    func followArrival(
        missing copies: [MissedCopy] = [], in transaction: LedgerTransaction
    ) throws {
        if notice.audience == .client {
            try transaction.endCall(aboutArrived: notice, because: Self.arrived, office: office)
            try askForAnswers(in: transaction)
            let mistaken = try DisregardLetter(
                office: office, writer: writer, by: DisregardLetter.service
            ).follow(notice, in: transaction)
            try transaction.askAboutFormer(readerOf: notice, except: mistaken, office: office)
        }
        let missed = Set(copies.map(\.address))
        try endCopyQuestions(except: missed, in: transaction)
        if try transaction.view.hasRefusedAddresses() {
            let recipients = try transaction.view.letter(of: notice.id)?.recipients ?? []
            for address in recipients where !missed.contains(address) {
                guard try transaction.view.isRefused(address: address) else { continue }
                try transaction.unflag(address: address)
            }
        }
        guard notice.audience == .office else { return }
        // Whatever kept an earlier letter from its reader, they are reached.
        try transaction.endTasks(
            .address(recipient: notice.recipient), because: Self.arrived, office: office)
        try transaction.takeOffUnsent(notice, because: Self.arrived, office: office)
    }

    private static let arrived = "a letter arrived"

    /// The address that an asking is named for: `a@b.test.2` is the second about `a@b.test`.
    private static func address(of occurrence: String) -> String {
        let parts = occurrence.split(separator: ".")
        guard let last = parts.last, last.allSatisfy(\.isNumber) else { return occurrence }
        return parts.dropLast().joined(separator: ".")
    }

    /// What is asked about addresses of copies that have arrived now is over.
    private func endCopyQuestions(
        except missed: Set<String>, in transaction: LedgerTransaction
    ) throws {
        let topic = TaskTopic.copyAddress(recipient: notice.recipient)
        let open = try transaction.view.openDeadlines(code: topic.code)
        guard !open.isEmpty else { return }
        let recipients = try transaction.view.letter(of: notice.id)?.recipients ?? []
        let arrived = Set(recipients.dropFirst()).subtracting(missed)
        for record in open where arrived.contains(Self.address(of: record.deadline.occurrence)) {
            try transaction.end(record, because: Self.arrived, office: office)
        }
    }

    /// A letter that asks for an answer by a day is a deadline of the salesperson's; the one that an
    /// earlier letter asked for is over.
    private func askForAnswers(in transaction: LedgerTransaction) throws {
        for record in notice.liveItems where record.statesDates {
            guard let order = try transaction.view.order(of: record, to: notice.recipient) else {
                continue
            }
            var question = OfficeTask(
                topic: .answer(order: order.code),
                title: TaskTitle.clientAnswer.words(reader, order.code),
                client: notice.recipient)
            if case .date(let date)? = record.item.facts["reply_by"] {
                let stated = Set(record.statements.map { Code($0.line) })
                let people = order.lines.filter { stated.contains(Code($0.line)) }
                    .map(\.salesperson)
                question.occurrence = "n\(notice.id)"
                question.owner =
                    (people + [order.salesperson]).lazy.compactMap { $0 }
                    .compactMap(office.directory.person).compactMap(office.incumbent).first?.code
                question.due = CivilDateTime(
                    date: date, time: office.workingTime.calendar.usualClosing(on: date))
            }
            _ = try transaction.ask(
                question, office: office, because: "another letter followed")
        }
    }

    /// The occurrence of the call about one letter.
    static func callOccurrence(of notice: Int64) -> String { "n\(notice)" }

    /// As people call whom the notice is to.
    private var reader: String {
        office.recipient(key: notice.recipient, audience: notice.audience)?.name
            ?? notice.recipient
    }

    /// Instead of silence: a client is called, about each letter by itself, and whoever of the office
    /// cannot be reached is told of to the coordinator, once per address.
    private func askToCall(
        _ address: String?, because outcome: DeliveryOutcome, in transaction: LedgerTransaction
    ) throws {
        let response = notice.response ?? ""
        var question = OfficeTask(
            topic: .address(recipient: notice.recipient),
            occurrence: Self.callOccurrence(of: notice.id),
            title: titleOfCall(after: outcome).words(reader),
            client: notice.recipient)
        if notice.audience == .client, let client = office.directory.client(notice.recipient) {
            question.note = "\(response)\n\(callNote(for: client, in: transaction))"
            question.isOneOfSeveral = true
        } else {
            question.occurrence = try occurrence(
                address ?? "\(office.profile.zone.civil(transaction.now).date)", of: question.topic,
                in: transaction.view)
            question.client = nil
            question.note = try note(about: response, in: transaction.view, at: transaction.now)
            question.isNoteCurrent = true
            question.title =
                (outcome.faultOfAddress != nil ? TaskTitle.refusedAddress : .undeliverableMail)
                .words(reader)
            // Whoever cannot be reached cannot be asked to mend it by mail.
            if notice.recipient == office.actingCoordinator(at: transaction.now)?.key {
                question.owner = office.director?.code
            }
        }
        _ = try transaction.ask(question, office: office, because: "refused again")
    }

    private func titleOfCall(after outcome: DeliveryOutcome) -> TaskTitle {
        if outcome.isAboutWay { return .unsentLetter }
        return outcome.isRefusal ? .refusedLetter : .undeliveredLetter
    }

    /// What whoever mends an address, or tells its reader by telephone, needs: the server's words, how else the
    /// reader is reached, and what they were not told.
    private func note(
        about response: String, in view: LedgerView, at now: Instant
    ) throws -> String {
        let language = office.profile.language
        let recipient = office.recipient(key: notice.recipient, audience: notice.audience)
        let courier = recipient?.channel.map {
            BilingualText(en: "courier \($0)", id: "kurir \($0)").text(in: language)
        }
        let ways = [recipient?.phone, courier].compactMap { $0 }
        var lines = [response]
        if !ways.isEmpty { lines.append(([reader] + ways).joined(separator: ", ")) }
        let untold = try view.untold(to: notice.recipient, now: now).flatMap(\.items)
        if !untold.isEmpty {
            lines.append(
                BilingualText(en: "Not told:", id: "Belum disampaikan:").text(in: language))
            lines += untold.prefix(Self.mostUntold).map { $0.item.whatItIs(in: office) }
        }
        return lines.joined(separator: "\n")
    }

    /// More than a person reads in one mail.
    private static let mostUntold = 50

    /// What to say on the telephone. That it cannot be composed keeps nobody from being asked to call.
    private func callNote(for client: Client, in transaction: LedgerTransaction) -> String {
        do {
            return try writer.callNote(
                for: notice.liveItems.map(\.item), to: client, view: transaction.view,
                office: office,
                now: transaction.now)
        } catch {
            return "\(error)"
        }
    }

    /// What tells this asking from one that a person ended before the notice was written: what is still
    /// wrong then is asked anew.
    private func occurrence(
        _ name: String, of topic: TaskTopic, in view: LedgerView
    ) throws -> String {
        let ended = try view.deadlines(code: topic.code).map(\.deadline).count { asked in
            Self.address(of: asked.occurrence) == name && asked.finishedBy != nil
                && asked.finishedAt.map { $0 <= notice.createdAt } ?? false
        }
        return OfficeTask.occurrence(name, asked: ended + 1)
    }

    /// A copy that a server does not take is the coordinator's to mend, once per address; one that it put
    /// off is tried again by itself.
    private func follow(_ copies: [MissedCopy], in transaction: LedgerTransaction) throws {
        for copy in copies {
            if copy.isTransient {
                try transaction.put(
                    CopyRecord(
                        notice: notice.id, address: copy.address, attempts: 1,
                        firstAt: transaction.now,
                        leaveAt: transaction.now + RetryPolicy.firstPauseOfCopies))
                continue
            }
            try recordLost(copy.address, because: copy.fault, in: transaction)
        }
    }

    /// A copy will not arrive.
    func recordLost(
        _ address: String, because fault: DeliveryFault, in transaction: LedgerTransaction
    ) throws {
        if fault.concern == .recipient {
            try transaction.flag(address: address, of: notice.recipient, because: fault.words)
        }
        try transaction.record(
            "copy not delivered", of: Subject(.notice, "\(notice.id)"),
            detail: "\(address): \(fault.words)")
        var question = OfficeTask(
            topic: .copyAddress(recipient: notice.recipient),
            occurrence: try occurrence(
                address, of: .copyAddress(recipient: notice.recipient), in: transaction.view),
            title: TaskTitle.refusedCopy.words(reader),
            client: notice.audience == .client ? notice.recipient : nil,
            note: "\(address): \(fault.words)")
        question.isOneOfSeveral = true
        _ = try transaction.ask(question, office: office, because: "refused again")
    }
}

extension DeliveryOutcome {
    /// Whether a server said no, rather than that none could be reached in time.
    fileprivate var isRefusal: Bool {
        if case .refused = self { true } else { false }
    }

    /// Whether nothing was let through by the way at last, whatever the letter said and whoever it was to.
    fileprivate var isAboutWay: Bool {
        switch self {
        case .deferred(let fault): [.destination, .sender].contains(fault.concern)
        // One letter that is never answered for may be its reader's doing; others that wait for the way are not tried.
        case .sent, .refused, .uncertain: false
        }
    }

    /// Why the reader's address was refused for good; nil where it was not, or something else was.
    fileprivate var faultOfAddress: DeliveryFault? {
        if case .refused(let fault) = self, fault.concern == .recipient { fault } else { nil }
    }
}
