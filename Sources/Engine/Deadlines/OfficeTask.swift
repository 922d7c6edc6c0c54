import Almanac
import Coordination
import Ledger

/// A deadline of somebody's of the office that the state of orders and letters opens and closes.
struct OfficeTask {
    var topic: TaskTopic
    /// What tells this asking from the one before; nil when there is nothing to ask.
    var occurrence: String?
    var title: BilingualText
    /// Nil is the coordinator, or whoever a person gave it to since.
    var owner: String?
    /// Nil is the end of the working day after the one on which it is heard of.
    var due: CivilDateTime?
    var client: String?
    var note: String?
    /// Whether the note follows what is asked while the question is open.
    var isNoteCurrent = false
    /// Whether what was asked under the same code before stays open beside it.
    var isOneOfSeveral = false

    /// The occurrence under which something is asked for the `number`th time: `r2`, then `r2.2`.
    static func occurrence(_ occurrence: String, asked number: Int) -> String {
        number == 1 ? occurrence : "\(occurrence).\(number)"
    }

    /// Whether it is a question of the service's that has no occurrence.
    static func isOwn(_ deadline: Deadline) -> Bool {
        TaskTopic.prefixesWithoutOccurrence[deadline.kind].map(deadline.code.hasPrefix) ?? false
    }

    /// How a letter that waits is decided about, and by what a date that was taken out of a sheet is answered; nil
    /// of what asks for no such thing, or has been answered.
    static func decision(
        wantedBy deadline: Deadline, in view: LedgerView
    ) throws -> BilingualText? {
        if deadline.state == .open, let order = TaskTopic.order(clearedBy: deadline.code),
            deadline.kind == TaskKind.dateNeeded.rawValue, try view.order(order) != nil
        {
            return BilingualText(
                en:
                    "the promised date of order \(order), a new one, or the same where it stands, in the "
                    + "orders sheet, or in the decisions sheet about the order; it ends with that",
                id:
                    "tanggal janji pesanan \(order), tanggal baru, atau tanggal yang sama bila tetap "
                    + "berlaku, pada lembar pesanan, atau pada lembar keputusan untuk pesanan itu; tugas "
                    + "ini selesai dengan itu")
        }
        guard deadline.kind == TaskKind.letterApproval.rawValue,
            let id = TaskTopic.letter(waitingUnder: deadline.code),
            try view.notice(id)?.state == .held
        else { return nil }
        return BilingualText(
            en:
                "a decision on letter \(id), which waits: approve, refuse or hold it in the decisions "
                + "sheet that its mail carries; it ends with that",
            id:
                "keputusan tentang surat \(id) yang menunggu: setujui, tolak, atau tunda pada lembar "
                + "keputusan yang terlampir pada surelnya; tugas ini selesai dengan itu")
    }

    /// What was asked first under an occurrence: of `r2.2` it is `r2`.
    static func first(of occurrence: String) -> String {
        String(occurrence.prefix { $0 != "." })
    }
}

extension LedgerTransaction {
    /// Opens what is asked now, and ends what was asked about the same before. What was asked already
    /// follows the facts while it is open, and is not asked again once a person ended it; where it ended
    /// by itself, as what it asked for had come, it is asked anew.
    ///
    /// - Parameter because: how what was asked before ended.
    /// - Returns: whether a deadline was opened, and how many ended.
    func ask(
        _ question: OfficeTask, office: Office, because reason: String
    ) throws -> (isOpened: Bool, ended: Int) {
        let asking = try question.occurrence.map { try view.asking($0, of: question.topic.code) }
        let ended =
            question.isOneOfSeveral
            ? 0
            : try endTasks(
                code: question.topic.code, except: asking?.occurrence, because: reason,
                office: office)
        guard let asking, let owner = question.owner ?? office.coordinator?.code else {
            return (false, ended)
        }
        if let record = asking.record {
            try bringUpToDate(record, with: question, office: office)
            return (false, ended)
        }
        try addDeadline(
            Deadline(
                code: question.topic.code, occurrence: asking.occurrence,
                title: question.title.text(in: office.profile.language), owner: owner,
                due: question.due ?? office.endOfNextWorkingDay(after: now),
                zone: office.profile.zone.identifier, kind: question.topic.kind.rawValue,
                ladder: office.ladder(of: question.topic.kind),
                client: question.client, note: question.note, armedAt: now, createdAt: now),
            office: office, by: nil)
        return (true, ended)
    }

    /// Has an open question say whom it asks now, and about what.
    private func bringUpToDate(
        _ record: DeadlineRecord, with question: OfficeTask, office: Office
    ) throws {
        guard record.deadline.state == .open else { return }
        var deadline = record.deadline
        let isOfAnother =
            deadline.client.map(Code.init) != question.client.map(Code.init)
        if let owner = question.owner {
            deadline.owner = owner
        } else if office.ownerPerson(of: deadline.owner) == nil, let owner = office.coordinator {
            deadline.owner = owner.code
        }
        deadline.title = question.title.text(in: office.profile.language)
        deadline.client = question.client
        if question.isNoteCurrent || isOfAnother { deadline.note = question.note }
        guard deadline != record.deadline else { return }
        try change(record, to: deadline, office: office, by: nil)
    }

    /// - Returns: how many ended.
    @discardableResult
    func endTasks(
        _ topic: TaskTopic, because reason: String, office: Office
    ) throws -> Int {
        try endTasks(code: topic.code, except: nil, because: reason, office: office)
    }

    /// - Returns: how many ended.
    func endTasks(
        code: String, except occurrence: String?, because reason: String, office: Office
    ) throws -> Int {
        var ended = 0
        for record in try view.openDeadlines(code: code)
        where record.deadline.occurrence != occurrence {
            try end(record, because: reason, office: office)
            ended += 1
        }
        return ended
    }

    /// Ends one question by itself: no person did.
    func end(_ record: DeadlineRecord, because reason: String, office: Office) throws {
        var deadline = record.deadline
        deadline.end(as: .done, at: now, because: reason)
        try change(record, to: deadline, office: office, by: nil)
    }
}

extension LedgerView {
    /// The latest asking of something, with its deadline; without one where it has not been asked, or
    /// where the last asking ended by itself.
    fileprivate func asking(
        _ occurrence: String, of code: String
    ) throws -> (occurrence: String, record: DeadlineRecord?) {
        var number = 1
        while true {
            let name = OfficeTask.occurrence(occurrence, asked: number)
            guard let record = try deadline(code: code, occurrence: name) else {
                return (name, nil)
            }
            let hasEndedByItself =
                record.deadline.state == .done && record.deadline.finishedBy == nil
            guard hasEndedByItself else { return (name, record) }
            number += 1
        }
    }
}

extension Office {
    fileprivate func ladder(of kind: TaskKind) -> String {
        profile.kinds[kind.rawValue]?.ladder ?? "standard"
    }

    /// Counted from when somebody can hear of it: what comes up at night is the next morning's.
    fileprivate func endOfNextWorkingDay(after now: Instant) -> CivilDateTime {
        let heard = workingTime.nextOpen(atOrAfter: now) ?? now
        let today = workingTime.zone.civil(heard).date
        let calendar = workingTime.calendar
        let day = calendar.workingDay(1, from: today) ?? today.adding(days: 1)
        return CivilDateTime(date: day, time: calendar.usualClosing(on: day))
    }
}
