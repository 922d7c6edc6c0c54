import Almanac
import Coordination
import Ledger
import Post
import Sheets

/// What waits for a person's decision, as the rows of a sheet that they fill in and hand in.
struct DecisionSheet {
    let office: Office
    let writer: LetterWriter
    let view: LedgerView
    let now: Instant
    /// What whoever reads it reads.
    let language: String

    /// - Parameter language: nil is the office's.
    init(
        office: Office, writer: LetterWriter, view: LedgerView, now: Instant,
        language: String? = nil
    ) {
        self.office = office
        self.writer = writer
        self.view = view
        self.now = now
        self.language = language ?? office.profile.language
    }

    /// A row to be filled in, and what can be decided about it.
    struct FormRow {
        var values: [String: SheetValue]
        var choices: [DecisionWord]
        /// Codes of those who alone may decide it; nil where whoever reads the sheet does.
        var deciders: [String]?

        /// What stands in `by` for its reader: nothing where the word is another's.
        func by(_ reader: String?) -> SheetValue? {
            reader.flatMap { decides($0) ? .text($0) : nil }
        }

        /// What its reader is offered: nothing where it is not theirs to decide; who may is said beside it.
        ///
        /// - Parameter reader: nil is whoever may.
        func choices(for reader: String?) -> [DecisionWord] {
            reader.map(decides) ?? true ? choices : []
        }

        private func decides(_ reader: String) -> Bool {
            deciders?.contains(where: reader.isCode) ?? true
        }
    }

    /// Columns that only help whoever decides, then those that they fill in; what was read last.
    static let columns = [
        "client", "order", "subject", "text", "waits_since", "waits_because", "code", "decision",
        "date", "reason", "proof", "amount", "by", "check",
    ]

    /// What of the columns is not part of the sheet itself.
    static let further = Array(columns.prefix { $0 != "code" })

    /// How many waiting letters a sheet holds at most; more than an office can decide about in a day.
    static let limit = 10_000

    /// Letters to clients that wait for somebody.
    func undecidedLetters() throws -> [NoticeRecord] {
        try view.notices(in: [.held, .uncertain], limit: Self.limit)
            .filter { $0.audience == .client }
    }

    /// All that waits for somebody: letters in full, and sign-offs.
    func everything() throws -> [FormRow] {
        try undecidedLetters().map { try entry(of: $0, as: shown($0)) } + signOffs()
    }

    /// A letter, with what it says now and what stands for that.
    func entry(of notice: NoticeRecord, as shown: ShownLetter) throws -> FormRow {
        let orders = notice.liveItems.map(\.item.subject).filter { $0.kind == .order }.map(\.id)
        var values: [String: SheetValue] = [
            "code": .text("\(TaskTopic.letterPrefix)\(notice.id)"),
            "client": .text(name(ofClient: notice.recipient)),
            "waits_since": .date(office.profile.zone.civil(try view.waitsSince(notice)).date),
        ]
        if !orders.isEmpty { values["order"] = .text(orders.joined(separator: ", ")) }
        if !notice.holdReasons.isEmpty {
            values["waits_because"] = .text(
                try view.holdWords(of: notice, office: office).map { $0.text(in: language) }
                    .joined(separator: "; "))
        }
        switch shown {
        case .letter(let letter):
            values["subject"] = .text(letter.subject)
            values["text"] = .text(letter.text)
            if notice.state != .uncertain, let check = CheckValue(ofHash: letter.contentHash) {
                values["check"] = .text(check.description)
            }
        case .fault(let words): values["text"] = .text(words.text(in: language))
        }
        let choices: [DecisionWord] =
            notice.state == .uncertain
            ? [.arrived, .told]
            : values["check"] == nil ? [.told, .hold] : [.approve, .refuse, .hold, .told]
        return FormRow(values: values, choices: choices)
    }

    /// A letter as a person is shown it, or why there is none to show.
    enum ShownLetter {
        case letter(LetterRecord)
        case fault(BilingualText)
    }

    func shown(_ notice: NoticeRecord) throws -> ShownLetter {
        do {
            let shown = try writer.shown(notice, view: view, office: office, now: now)
            return shown.letter.map { .letter($0) } ?? .fault(BilingualText(en: "–", id: "–"))
        } catch let error as EngineError where error.code == .notComposed {
            return .fault(error.words)
        }
    }

    /// A row for each file whose figures a manager is asked to sign.
    ///
    /// - Parameters:
    ///   - owner: only those that this person is asked for; nil for all.
    ///   - subjects: only of these submissions; nil for all.
    func signOffs(
        askedOf owner: String? = nil, about subjects: Set<Subject>? = nil
    ) throws -> [FormRow] {
        try view.periods().filter { $0.state != .closed }
            .flatMap { office.expectedSubmissions(for: $0.period) }
            .filter { subjects?.contains($0.subject) ?? true }
            .compactMap { expected -> FormRow? in
                guard
                    let question = try view.openDeadlines(code: expected.signOffCode).first?
                        .deadline, owner.map(question.owner.isCode) ?? true,
                    let latest = try view.latestSubmission(for: expected)
                else { return nil }
                let deciders = CloseProcess(office: office, by: nil)
                    .signers(of: expected, now: now).map(\.code)
                var values: [String: SheetValue] = [
                    "code": .text(question.code),
                    "client": .text(expected.team.name),
                    "subject": .text(question.title),
                    "text": .text(try figures(of: latest, expected)),
                    "waits_since": .date(office.profile.zone.civil(question.createdAt).date),
                    "waits_because": .text(
                        reason(for: latest, expected, of: deciders).text(in: language)),
                ]
                values["check"] = CheckValue(ofHash: latest.hash).map { .text($0.description) }
                return FormRow(values: values, choices: [.approve], deciders: deciders)
            }
    }

    /// What a file waits for, and from whom.
    private func reason(
        for latest: SubmissionRecord, _ expected: ExpectedSubmission, of deciders: [String]
    ) -> BilingualText {
        let what =
            latest.isProvisional
            ? CloseProcess.missingWhy(expected).expected
            : BilingualText(
                en: "the team's figures need the manager's word",
                id: "angka tim memerlukan pengesahan manajer")
        guard !deciders.isEmpty else { return what }
        return what.followed(
            en: "; by \(deciders.joined(separator: " or "))",
            id: "; oleh \(deciders.joined(separator: " atau "))")
    }

    /// A file with what it comes to, of one that changed much beside what stood before.
    private func figures(
        of latest: SubmissionRecord, _ expected: ExpectedSubmission
    ) throws -> String {
        guard latest.isProvisional else { return latest.file }
        let words = { (record: SubmissionRecord) in
            let size = expected.type.size(rows: record.rows, totals: record.totals)
            let amount = size.amount.map { ", \(money($0))" } ?? ""
            return BilingualText(
                en: "\(size.rows) rows\(amount)", id: "\(size.rows) baris\(amount)"
            ).text(in: language)
        }
        let standing = try view.standingSubmission(for: expected)
        return ([standing].compactMap(\.self) + [latest]).map(words).joined(separator: " → ")
            + "\n\(latest.file)"
    }

    private func money(_ amount: Int64) -> String {
        Wording(
            language: Language(code: language), zone: office.profile.zone,
            style: office.profile.style
        ).money(amount, currency: office.profile.style.currency.code)
    }

    /// A deadline that somebody is reminded of; nil for what another sheet answers.
    func entry(of deadline: Coordination.Deadline) throws -> FormRow? {
        guard TaskTopic.order(datedBy: deadline.code) == nil,
            TaskTopic.order(clearedBy: deadline.code) == nil
        else { return nil }
        if let id = TaskTopic.letter(waitingUnder: deadline.code), let notice = try view.notice(id)
        {
            return try entry(of: notice, as: shown(notice))
        }
        if deadline.kind == TaskKind.signOff.rawValue {
            return try signOffs().first { $0.values["code"] == .text(deadline.code) }
        }
        var values: [String: SheetValue] = [
            "code": .text(deadline.identifier),
            "subject": .text(office.wordedTitle(of: deadline).text(in: language)),
            "waits_since": .date(beginning(of: deadline)),
        ]
        values["client"] = deadline.client.map { .text(name(ofClient: $0)) }
        values["text"] = deadline.note.map(SheetValue.text)
        return FormRow(values: values, choices: choices(about: deadline))
    }

    /// The day on which it began to wait: of what is asked the one on which it was asked, of what somebody owes its due
    /// day, and before that the one on which it was entered.
    private func beginning(of deadline: Coordination.Deadline) -> CivilDate {
        let entered = office.profile.zone.civil(deadline.createdAt).date
        let isAsked =
            TaskKind(rawValue: deadline.kind) != nil
            || office.kind(deadline.kind)?.isRequest ?? false
        let isDue = deadline.due.date <= office.profile.zone.civil(now).date
        return isDue && !isAsked ? deadline.due.date : entered
    }

    /// The orders that a letter is about, each to be settled by itself where its client knows.
    func orders(of notice: NoticeRecord) throws -> [FormRow] {
        try notice.liveItems.filter(\.statesDates).compactMap { record -> FormRow? in
            guard let order = try view.order(record.item.subject.id) else { return nil }
            let stated = Set(record.statements.map { Code($0.line) })
            let lines = order.lines.filter { stated.contains(Code($0.line)) }
            let dates = lines.map { line in
                "\(line.item): \(line.lastTold.words.text(in: language)) → "
                    + line.current.words.text(in: language)
            }
            return FormRow(
                values: [
                    "code": .text(order.code), "client": .text(name(ofClient: order.client)),
                    "order": .text(order.code),
                    "subject": .text(dates.joined(separator: "\n")),
                ], choices: [.told, .moved, .cancelled])
        }
    }

    private func choices(about deadline: Coordination.Deadline) -> [DecisionWord] {
        if office.expectedSubmission(of: deadline) != nil { return [.waive] }
        if deadline.kind == DeadlineKind.close { return [.close] }
        if office.kind(deadline.kind)?.isRequest ?? false {
            return [.approve, .refuse, .moved, .acknowledged]
        }
        if TaskTopic.isOwnership(deadline.code) { return [.told, .cancelled, .moved] }
        return deadline.kind == TaskKind.callback.rawValue
            ? [.told, .done, .moved] : [.done, .moved, .acknowledged, .cancelled]
    }

    private func name(ofClient code: String) -> String {
        office.directory.client(code)?.name ?? code
    }

    /// Rows that somebody fills in, with what each cell offers, as a workbook.
    ///
    /// - Parameter reader: in whose language, and whose code stands in `by`; nil is the office's language, and
    ///   nobody's.
    func workbook(of entries: [FormRow], for reader: Recipient?) throws -> [UInt8] {
        let language = reader?.language ?? language
        let rows = entries.enumerated().map { index, entry in
            var values = entry.values
            values["by"] = entry.by(reader?.key)
            return SheetRow(number: index + 2, values: values)
        }
        return try WorkbookWriter(createdAt: now, currency: office.profile.style.currency).write(
            SheetForm(
                kind: .decisions, language: language, columns: Self.columns, rows: rows,
                choices: [
                    "decision": entries.map { entry in
                        entry.choices(for: reader?.key).map { $0.words.text(in: language) }
                    }
                ]))
    }

    /// What a file of a kind of sheet is called for its reader: `keputusan 2026-12-01 08.00 KPTWZX.xlsx`. Two of
    /// one minute lie beside each other in a folder, so that the name tells what is in them apart.
    func fileName(of kind: SheetKind, _ content: [UInt8], for reader: Recipient) -> String {
        let civil = reader.zone.civil(now)
        let time = civil.time.description.prefix(5).replacing(":", with: ".")
        let mark = CheckValue(ofHash: Checksum.sha256(content)).map { " \($0)" } ?? ""
        return "\(kind.words.text(in: reader.language)) \(civil.date) \(time)\(mark).xlsx"
    }
}

extension LedgerTransaction {
    /// Keeps a workbook for the mail that carries it.
    func attach(_ content: [UInt8], named name: String) throws -> Attachment {
        let hash = Checksum.sha256(content)
        try keep(file: name, content: content, hash: hash)
        return Attachment(name: name, mediaType: MarkedFile.mediaType, hash: hash)
    }
}
