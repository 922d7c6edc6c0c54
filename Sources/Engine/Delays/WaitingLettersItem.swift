import Almanac
import Coordination
import Ledger
import Post

/// A mail with letters that wait for a person: each in full, and a sheet to decide about them.
struct WaitingLettersItem {
    let office: Office
    let writer: LetterWriter
    let reader: Recipient

    /// As many as a person reads one after the other; the sheet has them all in full.
    private static let mostInFull = 12
    /// As many as one sheet needs: the others come with the next morning's.
    private static let mostRows = 500

    /// - Parameters:
    ///   - cause: what the item is about, spelled so that nobody is told twice.
    ///   - kind: `approval-needed` as letters begin to wait, `waiting-letters` each morning.
    ///   - entries: further rows of the sheet.
    func item(
        of letters: [NoticeRecord], cause: String, kind: String, expiresAt: Instant? = nil,
        beside entries: [DecisionSheet.FormRow] = [], in transaction: LedgerTransaction
    ) throws -> Item {
        let sheet = DecisionSheet(
            office: office, writer: writer, view: transaction.view, now: transaction.now,
            language: reader.language)
        var rows: [DecisionSheet.FormRow] = []
        var facts: [Facts] = []
        let first = letters.count(where: Self.isOfFirstOrders)
        let chosen = try Self.chosen(of: letters, in: transaction.view)
        for notice in chosen {
            let known = try transaction.view.shownLetters(of: notice.id).map(\.hash)
            let shown = try sheet.shown(notice)
            var isChanged = false
            if !known.isEmpty, case .letter(let letter) = shown {
                isChanged = !known.contains(letter.contentHash)
            }
            if case .letter(let letter) = shown {
                try transaction.noteShown(letter, of: notice, writer: writer, office: office)
            }
            rows.append(try sheet.entry(of: notice, as: shown))
            let isBrief = first > Self.mostOfFirstOrders && Self.isOfFirstOrders(notice)
            if isBrief { rows += try sheet.orders(of: notice) }
            guard facts.count < Self.mostInFull else { continue }
            var letter = try self.facts(of: notice, shown, in: transaction.view)
            if isBrief { for name in ["to", "subject", "body"] { letter[name] = nil } }
            if isChanged { letter["changed"] = .flag(true) }
            facts.append(letter)
        }
        let content = try sheet.workbook(of: rows + entries, for: reader)
        let attachment = try transaction.attach(
            content, named: sheet.fileName(of: .decisions, content, for: reader))
        var item: Facts = ["count": .number(Int64(letters.count)), "letters": .list(facts)]
        if first > Self.mostOfFirstOrders { item["first"] = .number(Int64(first)) }
        if chosen.count > facts.count {
            item["more"] = .number(Int64(chosen.count - facts.count))
        }
        if letters.count > chosen.count {
            item["later"] = .number(Int64(letters.count - chosen.count))
        }
        return Item(
            cause: cause, kind: kind, subject: Subject(.office, "outbox"), facts: item,
            expiresAt: expiresAt, attachments: [attachment])
    }

    /// Whether a letter is about orders that were late already when they were entered: of an office that
    /// begins, most clients know by now.
    private static func isOfFirstOrders(_ notice: NoticeRecord) -> Bool {
        notice.holdReasons.contains(.lateWhenFirstSeen)
    }

    /// From how many on they are asked about at once, by the sheet, and not one after the other.
    private static let mostOfFirstOrders = 3

    /// As many as one sheet has, those that no mail has shown yet first: with each morning's come others.
    private static func chosen(
        of letters: [NoticeRecord], in view: LedgerView
    ) throws -> [NoticeRecord] {
        guard letters.count > mostRows else { return letters }
        var new: [NoticeRecord] = []
        var known: [NoticeRecord] = []
        for notice in letters {
            if try view.shownLetters(of: notice.id).isEmpty {
                new.append(notice)
                if new.count == mostRows { return new }
            } else {
                known.append(notice)
            }
        }
        return new + known.prefix(mostRows - new.count)
    }

    private func facts(
        of notice: NoticeRecord, _ shown: DecisionSheet.ShownLetter, in view: LedgerView
    ) throws -> Facts {
        let orders = notice.liveItems.map(\.item.subject).filter { $0.kind == .order }.map(\.id)
        var facts: Facts = [
            "notice": .text("\(notice.id)"), "code": .text("\(TaskTopic.letterPrefix)\(notice.id)"),
            "client": .text(
                office.directory.client(notice.recipient)?.name ?? notice.recipient),
            "since": .moment(try view.waitsSince(notice), zone: office.profile.zone.identifier),
        ]
        if !orders.isEmpty { facts["order"] = .text(orders.joined(separator: ", ")) }
        if !notice.holdReasons.isEmpty {
            facts["reason"] = .texts(
                try view.holdWords(of: notice, office: office).joined(by: "; ").texts)
        }
        switch shown {
        case .letter(let letter):
            // A row of the sheet decides only about one that has not left.
            if notice.state == .uncertain {
                facts["handed_over"] = .flag(true)
            } else if let check = CheckValue(ofHash: letter.contentHash) {
                facts["check"] = .text(check.description)
            }
            facts["to"] = .text(letter.recipients.joined(separator: ", "))
            facts["subject"] = .text(letter.subject)
            facts["body"] = .text(letter.text)
        case .fault(let words): facts["fault"] = .texts(words.texts)
        }
        return facts
    }
}
