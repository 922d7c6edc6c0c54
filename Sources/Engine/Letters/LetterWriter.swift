import Almanac
import Coordination
import Ledger
import Post

/// Composes the letter of a notice as it stands in the ledger.
package struct LetterWriter: Sendable {
    let templates: Templates
    let zones: @Sendable (String) throws -> Zone
    private let sender: Sender
    private let ledgerID: String
    /// Every letter goes there instead, for a trial; nil sends them where they belong.
    let redirection: Redirection?
    /// What stands above and below each letter.
    var letterhead: Letterhead
    /// What mails of the office carry to be filled in.
    private let forms: any LetterForms
    /// Whether nobody reads more of the office's mails than their subjects: of a rehearsal that shows no letters.
    var isAbridging = false
    /// Whether recipients without a mail address can be served: the journal needs none, and reaches no
    /// client.
    let needsAddress: Bool

    /// Where every letter of a trial goes.
    package enum Redirection: Sendable, Hashable {
        case address(String)
        /// Whoever does the coordinator's work, under a banner that names the reader.
        case coordinator

        var text: String {
            switch self {
            case .address(let address): address
            case .coordinator: "coordinator"
            }
        }
    }

    /// Who sends, as far as the settings say; the rest follows from the registers.
    package struct Sender: Sendable {
        /// Nil is the office's name.
        package var name: String?
        package var address: String
        /// Nil is the coordinator's address.
        package var replyTo: String?
        /// Nil is `address`.
        package var envelope: String?

        package init(name: String?, address: String, replyTo: String?, envelope: String?) {
            self.name = name
            self.address = address
            self.replyTo = replyTo
            self.envelope = envelope
        }
    }

    /// - Parameters:
    ///   - zones: a zone by its IANA name.
    ///   - ledgerID: what tells this ledger's Message-IDs from every other's.
    ///   - redirection: of `redirect_all_to`, or of the trial mode.
    init(
        templates: Templates, zones: @escaping @Sendable (String) throws -> Zone, sender: Sender,
        ledgerID: String, redirection: Redirection?, needsAddress: Bool,
        letterhead: Letterhead = Letterhead(), forms: any LetterForms
    ) {
        self.templates = templates
        self.zones = zones
        self.sender = sender
        self.ledgerID = ledgerID
        self.redirection = redirection
        self.needsAddress = needsAddress
        self.letterhead = letterhead
        self.forms = forms
    }

    /// Everything that letters depend on beside the office and the ledger, for telling whether it changed.
    var dependencies: String {
        [
            templates.text, "\(needsAddress)", sender.name ?? "", sender.address,
            sender.replyTo ?? "", redirection?.text ?? "", letterhead.text,
        ].joined(separator: "\n")
    }

    /// Whether a trial's address gets every letter.
    var isRedirecting: Bool { redirection != nil }

    /// Where bounces go.
    var envelopeSender: String { sender.envelope ?? sender.address }

    func postOffice(of office: Office, now: Instant) -> PostOffice {
        let name = office.profile.name
        let coordinator = office.actingCoordinator(at: now)
        return PostOffice(
            sender: Mailbox(name: sender.name ?? name, address: sender.address),
            replyTo: Mailbox(
                name: coordinator?.name ?? name,
                address: sender.replyTo ?? coordinator?.address ?? sender.address),
            envelopeSender: envelopeSender, officeName: name,
            coordinatorName: coordinator?.name ?? name, style: office.profile.style,
            letterhead: letterhead)
    }

    /// The letter that `notice` would be at `now`.
    ///
    /// - Parameter isToLeave: false to be read only: it needs no address then.
    /// - Throws: `EngineError` `.notComposed`, saying what is missing.
    func letter(
        for notice: NoticeRecord, view: LedgerView, office: Office, now: Instant,
        isToLeave: Bool = true
    ) throws -> Letter {
        try compose(
            matter(for: notice, view: view, office: office, now: now, isToLeave: isToLeave))
    }

    /// Looks up what the letter of a notice is composed of, for ``compose(_:)``.
    ///
    /// - Throws: `EngineError` `.notComposed`, saying what is missing.
    func matter(
        for notice: NoticeRecord, view: LedgerView, office: Office, now: Instant,
        isToLeave: Bool = true
    ) throws -> Matter {
        guard let recipient = office.recipient(key: notice.recipient, audience: notice.audience)
        else {
            throw EngineError(
                .notComposed,
                "“\(notice.recipient)” is on no register any more: import the sheet "
                    + "that has it, or withdraw the notice")
        }
        let items = try itemsAsTheyAre(
            Self.ordered(notice.liveItems), to: recipient, view: view, office: office, now: now)
        let isClient = notice.audience == .client
        var references: [String] = []
        if let first = items.first, !isAbridging || isClient {
            references = try view.thread(
                of: first.item.subject, to: notice.recipient, before: notice.id)
        }
        let forms =
            isClient
            ? []
            : try self.forms.forms(
                for: items.map(\.item), to: recipient, writer: self, view: view, office: office,
                now: now)
        let merged = NoticeEntries(items.map(\.item), forms: forms)
        var draft = LetterDraft(
            messageID: try messageID(of: notice.id, in: view), date: now,
            reader: LetterDraft.Reader(
                name: recipient.name,
                address: try address(
                    of: recipient, isNeeded: isToLeave && needsAddress, office: office, now: now),
                language: recipient.language, zone: recipient.zone, isClient: isClient,
                isCoordinator: !isClient
                    && office.actingCoordinator(at: now)?.key.isCode(recipient.key) == true,
                isReachedByChat: !isClient && !isRedirecting && recipient.channel != nil),
            entries: isClient
                ? Self.entries(ofClients: items.map(\.item)) : merged.entries,
            references: references,
            thread: items.count == 1
                ? items.first.map { "\(ledgerID) \($0.item.subject) \(notice.recipient)" } : nil,
            calendarEntry: items.first.map(\.item.subject).flatMap { subject in
                guard subject.kind == .deadline else { return nil }
                return CalendarFeed.identifier(of: subject.id.foldedCode, ledger: ledgerID)
            },
            isUrgent: !isClient && items.contains { $0.item.isUrgent },
            cc: isClient ? copies(for: notice.recipient, office: office) : [],
            additions: notice.edit?.paragraph.map(LetterEdit.paragraphs) ?? [],
            attachments: Self.named(
                apart: try attachments(of: items, view: view) + forms.map(\.file)))
        draft.isSubjectOnly = isAbridging && !isClient
        let banner = banner(over: notice, for: recipient, office: office, now: now)
        // One whose words a person changed is composed twice, and bears its banner once.
        if notice.edit?.body == nil { draft.banner = banner }
        return Matter(
            notice: notice, draft: draft, banner: banner,
            office: try postOffice(of: office, signing: notice, view: view, now: now))
    }

    /// What somebody tells a client who gets no letter: the way there, and the letter's text to copy
    /// in the client's language.
    func callNote(
        for items: [Item], to client: Client, view: LedgerView, office: Office, now: Instant
    ) throws -> String {
        guard let reader = office.recipient(key: client.code, audience: .client) else { return "" }
        let draft = LetterDraft(
            messageID: "call@journal.invalid", date: now,
            reader: LetterDraft.Reader(
                name: reader.name, address: Self.nobody, language: reader.language,
                zone: reader.zone, isClient: true),
            entries: Self.entries(
                ofClients: try items.map {
                    try naming(whoIsReachedBy: $0, view: view, office: office, now: now)
                }))
        let text: String
        do {
            text = try LetterComposer(
                office: postOffice(of: office, now: now), templates: templates, zones: zones
            ).compose(draft).text
        } catch {
            throw EngineError(
                .notComposed, "what to tell \(client.code) cannot be composed: \(error)")
        }
        return (Self.ways(to: client) + ["", text]).joined(separator: "\n")
    }

    /// A client's number, and a chat with it; none where nobody knows one.
    static func ways(to client: Client) -> [String] {
        [client.phone, client.phone.flatMap(chatLink)].compactMap { $0 }
    }

    /// Opens a chat with a number in international form (faq.whatsapp.com, click to chat).
    private static func chatLink(_ phone: String) -> String? {
        guard phone.hasPrefix("+") else { return nil }
        return "https://wa.me/\(phone.filter { $0.isASCII && $0.isNumber })"
    }

    /// Entries of one letter; to whom a client turns about several in a row is said after the last.
    private static func entries(ofClients items: [Item]) -> [LetterDraft.Entry] {
        var entries = items.map { LetterDraft.Entry(kind: $0.kind, facts: $0.facts) }
        for index in entries.indices.dropLast()
        where contactNames.allSatisfy({ entries[index].facts[$0] == entries[index + 1].facts[$0] })
        {
            for name in contactNames { entries[index].facts[name] = nil }
        }
        return entries
    }

    /// The files of all items, each once.
    private func attachments(
        of items: [ItemRecord], view: LedgerView
    ) throws -> [LetterDraft.AttachedFile] {
        var known: Set<Attachment> = []
        return try items.flatMap(\.item.attachments).filter { known.insert($0).inserted }
            .map { attachment in
                guard let content = try view.keptFile(attachment.hash) else {
                    throw EngineError(
                        .notComposed,
                        "the ledger does not keep “\(attachment.name)”, which the letter is to "
                            + "carry: restore a backup, or withdraw the notice")
                }
                return LetterDraft.AttachedFile(
                    name: attachment.name, mediaType: attachment.mediaType, content: content)
            }
    }

    /// Files of one letter have names of their own: whoever saves them all overwrites none.
    private static func named(
        apart files: [LetterDraft.AttachedFile]
    ) -> [LetterDraft.AttachedFile] {
        var taken: Set<String> = []
        return files.map { file in
            var file = file
            let dot = file.name.lastIndex(of: ".") ?? file.name.endIndex
            let (stem, end) = (file.name[..<dot], file.name[dot...])
            var number = 2
            while !taken.insert(file.name.lowercased()).inserted {
                file.name = "\(stem) (\(number))\(end)"
                number += 1
            }
            return file
        }
    }

    /// Urgent first, then what is overdue, then in the order it came.
    private static func ordered(_ items: [ItemRecord]) -> [ItemRecord] {
        items.enumerated().sorted { left, right in
            let ranks = [left, right].map { offset, record in
                (record.item.isUrgent ? 0 : 1, record.item.expiresAt == nil ? 0 : 1, offset)
            }
            return ranks[0] < ranks[1]
        }.map(\.element)
    }

    private func address(
        of recipient: Recipient, isNeeded: Bool, office: Office, now: Instant
    ) throws -> String {
        switch redirection {
        case .address(let address): return address
        case .coordinator:
            guard let address = office.actingCoordinator(at: now)?.address else {
                guard isNeeded else { return Self.nobody }
                throw EngineError(
                    .notComposed,
                    "in a trial every letter goes to the coordinator, who has no mail address: "
                        + "enter one in the people sheet and import it")
            }
            return address
        case nil: break
        }
        if let address = recipient.address { return address }
        guard !isNeeded else {
            throw EngineError(
                .notComposed,
                "“\(recipient.key)” has no mail address: enter one in the sheet and import it",
                indonesian: "“\(recipient.key)” tidak memiliki alamat surel: isi pada lembar dan "
                    + "masukkan lagi")
        }
        // The journal's one line shows no address.
        return Self.nobody
    }

    /// RFC 2606 keeps it from ever being real.
    static let nobody = "nobody@journal.invalid"

    /// The client's copies, separated by comma or semicolon in the register.
    private func copies(for client: String, office: Office) -> [Mailbox] {
        guard redirection == nil, let cc = office.directory.client(client)?.cc else { return [] }
        // What is no address keeps nobody's letter back.
        return cc.split(whereSeparator: { ",; ".contains($0) }).map(String.init)
            .filter(MailAddress.isValid).map { Mailbox(address: $0) }
    }

    /// One that no other letter ever had: the ledger may have been put back, and count on from an older number.
    private func messageID(of notice: Int64, in view: LedgerView) throws -> String {
        guard let branch = try view.mark(.branch) else {
            return "\(notice).\(ledgerID)@\(messageDomain)"
        }
        // What was handed over before goes again as the same message.
        return try view.messageID(of: notice)
            ?? "\(notice).\(branch).\(ledgerID)@\(messageDomain)"
    }

    /// Ours, in what letters are named by: filters mistrust names in the reader's own domain.
    var messageDomain: Substring { sender.address.split(separator: "@").last ?? "localhost" }
}

extension LetterRecord {
    /// What the ledger keeps of a composed letter.
    init(_ letter: Letter) {
        self.init(
            messageID: letter.messageID, subject: letter.subject,
            contentHash: letter.contentHash, recipients: letter.recipients, text: letter.text,
            html: letter.html, bytes: letter.bytes)
    }
}
