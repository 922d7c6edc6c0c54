import Almanac
import Coordination
import Ledger
import Post

extension LetterWriter {
    /// A sealed letter as couriers take it.
    func parcel(of notice: NoticeRecord, letter: LetterRecord, office: Office) -> Parcel {
        let recipient = office.recipient(key: notice.recipient, audience: notice.audience)
        return Parcel(
            bytes: letter.bytes, messageID: letter.messageID, envelopeSender: envelopeSender,
            recipients: letter.recipients, isClient: notice.audience == .client,
            isUrgent: notice.liveItems.contains { $0.item.isUrgent },
            channel: isRedirecting ? nil : recipient?.channel, summary: letter.subject,
            noticeID: notice.id,
            message: NoticeMessage(
                writer: self, letter: letter, items: notice.liveItems.map(\.item),
                recipient: recipient, office: office))
    }
}

/// A notice's words for couriers that carry no mail: worded when they are asked for.
private struct NoticeMessage: ParcelMessage {
    let writer: LetterWriter
    let letter: LetterRecord
    let items: [Item]
    let recipient: Recipient?
    let office: Office

    var short: ShortMessage {
        var message = ShortMessage(subject: letter.subject, text: letter.text)
        guard let recipient else { return message }
        message.language = Language(code: recipient.language).rawValue
        message.readerName = recipient.name
        // A trial reaches nobody by telephone either.
        message.readerPhone = writer.isRedirecting ? nil : recipient.phone
        if items.count == 1, let item = items.first {
            message.kind = item.kind
            message.facts = facts(of: item, for: recipient)
        }
        return message
    }

    /// Empty where they cannot be worded: the letter's text says them anyway.
    private func facts(of item: Item, for recipient: Recipient) -> [String: String] {
        let composer = LetterComposer(
            office: writer.postOffice(of: office, now: .distantPast),
            templates: writer.templates, zones: writer.zones)
        do {
            return try composer.wordedFacts(
                of: LetterDraft.Entry(kind: item.kind, facts: item.facts),
                for: LetterDraft.Reader(
                    name: recipient.name, address: letter.recipients.first ?? "",
                    language: recipient.language, zone: recipient.zone, isClient: false))
        } catch {
            return [:]
        }
    }
}
