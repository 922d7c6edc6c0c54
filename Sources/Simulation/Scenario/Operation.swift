/// Something that happens to an office: what its people, its mail, its clock or its machine do.
package enum Operation: Sendable, Hashable {
    /// Rows of one sheet, with these columns and no others.
    case rows(SheetRows)
    /// A sheet is exported, to come back later.
    case export(String)
    /// The last export of a sheet comes back with cells of one row changed; with none, as it was.
    case edited(kind: String, key: [String], cells: [String: String])
    /// A date of a line that an import got wrong is put right in an export of the sheet.
    case correct(order: String, line: String, date: String)
    /// The last sheet but so many is taken back, by the decisions sheet or by command.
    case undoImport(back: Int, bySheet: Bool)
    /// A list of another program comes, and what asks for its columns comes back as it is.
    case foreign(ForeignList)
    /// The starter workbook in a language is handed in as it came.
    case starter(String)
    /// The list of open orders comes back as it lies in the lists folder.
    case list
    /// A row of the decisions sheet that nobody sent.
    case decide(DecisionRow)
    case order(code: String, change: String, fields: [String: String])
    case add(code: String, fields: [String: String])
    case deadline(code: String, verb: DeadlineVerb, fields: [String: String])
    case letters(LetterVerb)
    /// Somebody acts by a login of their own.
    case deed(Deed)
    case drop(DroppedFile)
    /// Whoever writes a file slowly writes the rest of it.
    case finishDrop(String)
    case submit(team: String, period: String, faults: Int, isNil: Bool)
    case period(String, state: String)
    case submission(team: String, period: String, verb: SubmissionVerb)
    case reply(Reply)
    case mailbox(String, Mailbox)
    /// No server can be reached for so many minutes.
    case outage(minutes: Int)
    /// The service is stopped in order, and started again so many minutes later.
    case down(minutes: Int)
    /// The disk takes so many pages of the ledger and nothing more; nil has room again.
    case disk(room: Int?)
    /// It is started again with settings by which one address gets every letter, or without them.
    case trial(isOn: Bool)
    /// The power goes at a moment; the service is up again so many minutes after it.
    case crash(Crash, minutes: Int)
    case back(minutes: Int)
    /// The clock jumps ahead by days, for so many minutes.
    case jump(days: Int, minutes: Int)
    case synchronise

    /// What a person does to a deadline.
    package enum DeadlineVerb: String, Sendable, Hashable {
        case done, waive, cancel, move, acknowledge, snooze, reopen
    }

    /// What a person does about what a team owes.
    package enum SubmissionVerb: String, Sendable, Hashable {
        case waive, sign
        case askAgain = "ask-again"
    }

    /// What a person does with letters to clients.
    package enum LetterVerb: Sendable, Hashable {
        /// Every letter that waits, as it is now.
        case approve
        /// They are read; what is approved later is what was read.
        case read
        case approveRead
        case refuse(String)
        case arrived(String)
        case again(String)
        case edit(String, paragraph: String)
        /// By the decisions sheet, every letter that waits the same.
        case decide(String)
        case hold, resume
        /// What would be tried again later is tried now: those of one client, or all.
        case retry(String)
        case flush
    }
}

/// Rows of one sheet.
package struct SheetRows: Sendable, Hashable {
    /// `orders`.
    package var kind: String
    package var header: [String]
    package var rows: [[String]]

    var content: [UInt8] {
        let lines = ([header] + rows).map { $0.joined(separator: ";") }
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }
}

extension Operation: CustomStringConvertible {
    /// As the timeline language says it, a line each; what it cannot say is a remark.
    package var description: String { words.joined(separator: "\n") }

    /// The lines without their moment; those of what happens to rows first.
    var words: [String] {
        switch self {
        case .rows(let rows): rows.words
        case .export(let kind): ["export \(kind)"]
        case .edited(let kind, let key, let cells):
            [(["edited", kind] + key + Self.fields(cells)).joined(separator: " ")]
        case .correct(let order, let line, let date):
            ["export orders", "edited orders \(order) \(line) expected=\(date) reason=KAPAL"]
        case .undoImport(let back, _): ["# the last import but \(back) is undone"]
        case .foreign(let list):
            ["# a list of another program names order \(list.order), \(list.quantities)"]
        case .starter(let language): ["# the starter in \(language) is handed in as it came"]
        case .list: ["# the list of open orders is handed back as it is"]
        case .decide(let row): row.sheet.words
        case .order(let code, let change, let fields):
            [
                ([change == "cancel" ? "cancel-order" : change, code] + Self.fields(fields)).joined(
                    separator: " ")
            ]
        case .add(let code, let fields):
            [(["add", code] + Self.fields(fields)).joined(separator: " ")]
        case .deadline(let code, let verb, let fields):
            [([verb.rawValue, code] + Self.fields(fields)).joined(separator: " ")]
        case .letters(let verb): [verb.words]
        case .deed(let deed): [deed.words]
        case .drop(let file): [file.words]
        case .finishDrop(let name): ["# the rest of \(name) is written"]
        case .submit(let team, let period, let faults, let isNil):
            ["submit achievements \(team) \(period)" + (isNil ? " nil" : " faults=\(faults)")]
        case .period(let period, let state): ["period \(period) \(state) reason=test"]
        case .submission(let team, let period, let verb):
            ["\(verb.rawValue) achievements \(team) \(period)"]
        case .reply(let reply): [reply.rawValue]
        case .mailbox(let address, let mailbox): ["# mailbox \(address) is \(mailbox.rawValue)"]
        case .outage(let minutes): ["# no server for \(minutes) minutes"]
        case .down(let minutes): ["down # for \(minutes) minutes, then: up"]
        case .disk(let room):
            ["# the disk \(room.map { "has room for \($0) pages" } ?? "has room again")"]
        case .trial(let isOn):
            ["# a trial \(isOn ? "begins" : "ends"): one address gets every letter"]
        case .crash(let crash, let minutes): ["# power cut at \(crash), for \(minutes) minutes"]
        case .back(let minutes): ["back \(minutes)"]
        case .jump(let days, let minutes): ["# jump ahead \(days) days, for \(minutes) minutes"]
        case .synchronise: ["synchronise"]
        }
    }

    static func fields(_ fields: [String: String]) -> [String] {
        fields.sorted { $0.key < $1.key }.map { "\($0)=\($1.replacing(" ", with: "_"))" }
    }
}

extension SheetRows {
    var words: [String] {
        rows.map { row in
            let cells = zip(header, row).map { "\($0)=\($1.replacing(" ", with: "_"))" }
            return (["sheet", kind] + cells).joined(separator: " ")
        }
    }
}

extension Operation.LetterVerb {
    var words: String {
        switch self {
        case .approve: "approve"
        case .read: "# the letters that wait are read"
        case .approveRead: "# what was read is approved"
        case .refuse(let client): "refuse \(client)"
        case .arrived(let client): "arrived \(client)"
        case .again(let client): "approve-again \(client)"
        case .edit(let client, let paragraph):
            "edit \(client) paragraph=\(paragraph.replacing(" ", with: "_"))"
        case .decide(let decision): "# the decisions sheet says \(decision) of every letter"
        case .hold: "hold"
        case .resume: "resume"
        case .retry(let client): "# letters to \(client) are tried now"
        case .flush: "# every letter is tried now"
        }
    }
}
