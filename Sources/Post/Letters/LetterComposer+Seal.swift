import Almanac
import CGMime
import Coordination
import FoundationEssentials

extension LetterComposer {
    /// Headers and bodies as one message.
    func seal(
        _ draft: LetterDraft, subject: String, text: String, html: String
    ) throws(PostError) -> Letter {
        try checkAddresses(of: draft)
        let reader = Mailbox(name: draft.reader.name, address: draft.reader.address)
        let hash = Self.contentHash(
            subject, text, html, reader, draft.cc, draft.attachments)
        let message = MIMEMessage(boundary: "=-tenggat-\(hash.prefix(32))")
        message.set([office.sender], as: .from)
        message.set([reader], as: .to)
        message.set(draft.cc, as: .cc)
        message.set([office.replyTo], as: .replyTo)
        message.setSubject(subject)
        message.setDate(draft.date, in: draft.reader.zone)
        message.setMessageID(draft.messageID)
        // Those of letters by a sender's former address may be none any more.
        let references = draft.references.filter { MailAddress.isValid($0) }
        if let last = references.last {
            message.add(header: "In-Reply-To", "<\(last)>")
            message.add(
                header: "References",
                Self.kept(references).map { "<\($0)>" }.joined(separator: " "))
        }
        if let thread = draft.thread { Self.name(thread, of: draft, subject, in: message) }
        if draft.isUrgent { message.add(header: "Importance", "high") }
        // RFC 3834: no automatic answers to this; the second says the same to Exchange.
        message.add(header: "Auto-Submitted", "auto-generated")
        message.add(header: "X-Auto-Response-Suppress", "All")
        message.add(text: text, subtype: "plain")
        if let logo = office.letterhead.logo {
            message.add(html: html, with: logo)
        } else {
            message.add(text: html, subtype: "html")
        }
        let files = draft.attachments + [calendarPart(of: draft)].compactMap(\.self)
        for file in files { message.add(file) }
        var recipients = [draft.reader.address]
        for copy in draft.cc
        where !recipients.contains(where: { $0.lowercased() == copy.address.lowercased() }) {
            recipients.append(copy.address)
        }
        return Letter(
            subject: subject, text: text, html: html, bytes: message.bytes(),
            messageID: draft.messageID, recipients: recipients, contentHash: hash)
    }

    /// What Outlook and Exchange tell conversations by, beside the references: their subject, and 22 bytes
    /// of which the last 16 are the conversation's own (MS-OXOMSG, PidTagConversationIndex).
    private static func name(
        _ thread: String, of draft: LetterDraft, _ subject: String, in message: MIMEMessage
    ) {
        // Units of 100 ns since 1601, of which the upper six bytes count.
        let ticks = UInt64(max(0, draft.date.seconds + 11_644_473_600)) * 10_000_000
        let stamp = (2..<8).reversed().map { UInt8(truncatingIfNeeded: ticks >> (8 * UInt64($0))) }
        let own = Checksum.sha256(Array(thread.utf8)).prefix(32)
        let identity = stride(from: 0, to: 32, by: 2).map { start -> UInt8 in
            UInt8(own.dropFirst(start).prefix(2), radix: 16) ?? 0
        }
        if subject.isASCIIOnly { message.add(header: "Thread-Topic", subject) }
        message.add(
            header: "Thread-Index", Data(stamp + identity).base64EncodedString())
    }

    /// The thread's beginning and its latest messages: a header must not grow without end.
    private static func kept(_ references: [String]) -> [String] {
        let limit = 10
        guard references.count > limit else { return references }
        return references.prefix(1) + references.suffix(limit - 1)
    }

    /// Whatever stands in a header or the envelope is searched for line breaks and worse.
    func checkAddresses(of draft: LetterDraft) throws(PostError) {
        let addresses =
            [
                ("the sender", office.sender.address), ("Reply-To", office.replyTo.address),
                ("the envelope sender", office.envelopeSender),
                ("the reader", draft.reader.address),
            ] + draft.cc.map { ("a copy", $0.address) }
        for (what, address) in addresses where !MailAddress.isValid(address) {
            throw PostError(
                code: .header,
                message: "“\(SubjectLine.flattened(address))” of \(what) is no mail address; "
                    + "it must look like name@example.com")
        }
        guard MailAddress.isValid(draft.messageID) else {
            throw PostError(
                code: .header,
                message: "“\(SubjectLine.flattened(draft.messageID))” is no Message-ID; "
                    + "it must look like unique@example.com, without angle brackets")
        }
    }

    /// Each part goes in with its length before it, so that no two letters read the same.
    private static func contentHash(
        _ subject: String, _ text: String, _ html: String, _ reader: Mailbox, _ cc: [Mailbox],
        _ attachments: [LetterDraft.AttachedFile]
    ) -> String {
        var bytes: [UInt8] = []
        let mailboxes = ([reader] + cc).flatMap { [$0.name ?? "", $0.address] }
        let files = attachments.flatMap {
            ["attachment", $0.name, $0.mediaType, Checksum.sha256($0.content)]
        }
        for part in [subject, text, html] + mailboxes + files {
            bytes += "\(part.utf8.count):".utf8
            bytes += part.utf8
        }
        return Checksum.sha256(bytes)
    }
}
