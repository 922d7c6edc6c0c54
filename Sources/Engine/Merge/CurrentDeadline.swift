import Almanac
import Coordination

/// What is so of a deadline or a series, as the sheet says it.
struct CurrentDeadline: CurrentValues {
    /// By column, but for the code.
    private(set) var values: [String: SheetValue]
    private let office: Office
    private let owner: String
    private let place: Place
    /// How it ended; nil while it is open.
    private let end: Deadline.State?
    var mute: Set<String> = []
    /// How it is answered, where the service asks it and it has not been.
    var wantedDecision: BilingualText?

    private enum Place {
        case single, occurrence, series
    }

    init(_ deadline: Deadline, office: Office) {
        self.office = office
        owner = deadline.owner
        place = deadline.occurrence.isEmpty ? .single : .occurrence
        end = deadline.state == .open ? nil : deadline.state
        values = deadline.terms.sheetValues(due: deadline.due)
        values["roll"] = deadline.roll.map { .word($0.direction.rawValue) }
        if !deadline.dependencies.isEmpty {
            values["after"] = .text(deadline.dependencies.joined(separator: ", "))
        }
        if let end { addEnd(end, of: deadline) }
        dropUsualHour()
    }

    private mutating func addEnd(_ end: Deadline.State, of deadline: Deadline) {
        let zone = office.profile.zone
        values["status"] = .word(end.rawValue)
        values["done_on"] = deadline.finishedAt.map { .date(zone.civil($0).date) }
        values["proof"] = deadline.proof.map(SheetValue.text)
        // Who entered it for them stands in the history.
        values["by"] = deadline.finishedBy.map { .text(Actor($0).name) }
        values["reason"] = deadline.reason.map(SheetValue.text)
    }

    init(_ series: Series, office: Office) {
        self.office = office
        owner = series.owner
        place = .series
        end = series.endedAt == nil ? nil : .cancelled
        values = series.terms.sheetValues(due: series.start)
        values["repeat"] = .text(series.recurrence)
        values["roll"] = series.roll.map { .word($0.rawValue) }
        values["status"] = end.map { .word($0.rawValue) }
        if series.hasUsualHour { dropUsualHour() }
    }

    /// A time of day that is the usual closing hour is left to the date.
    private mutating func dropUsualHour() {
        if values["due_time"] == usual("due_time") { values["due_time"] = nil }
    }

    func value(_ column: String) -> SheetValue? { values[column] }

    func usual(_ column: String) -> SheetValue? {
        switch column {
        case "due_time":
            guard case .date(let date)? = values["due_date"] else { return nil }
            return .time(office.closingHour(on: date, ofOwner: owner), zone: nil)
        case "time_zone": return .text(office.profile.zone.identifier)
        case "roll":
            let kind = values["kind"].flatMap { office.kind($0.word) }
            return kind?.roll.map { .word($0.rawValue) }
        case "kind": return .text("task")
        case "status": return .word("open")
        case "ladder":
            let kind = values["kind"].flatMap { office.kind($0.word) }
            return .text(kind?.ladder ?? "standard")
        default: return nil
        }
    }

    /// Whether somebody who wrote it said more than a blank cell does.
    func isUsual(_ column: String) -> Bool {
        values[column] == nil || values[column] == usual(column)
    }

    func isMeant(by word: String, in column: String) -> Bool {
        if isSame(as: word, in: column) { return true }
        switch column {
        case "status":
            // A day ends one of what comes back, and says nothing of the others.
            return place == .series && end == nil
                || end == nil && ["open", "reopened", "acknowledged"].contains(word)
        case "due_date":
            guard let said = CivilDate(word), case .date(let date)? = values[column] else {
                return false
            }
            let start = CivilDateTime(date: said, time: CivilTime(secondOfDay: 0))
            return Rolling.Direction.allCases.contains { direction in
                office.due(of: start, rolling: direction, owner: owner, atUsualHour: false).date
                    == date
            }
        case "due_time":
            // A zone beside the time stands in a column of its own.
            return (values[column] ?? usual(column)).map { word.hasPrefix($0.word) } ?? false
        case "ladder": return office.ladder(word)?.name == values[column]?.word
        case "kind": return (office.kind(word)?.name ?? "task") == values[column]?.word
        case "roll": return true
        case "repeat": return values[column] != nil
        case "after":
            let codes = { (text: String) in
                Set(text.split { ",; ".contains($0) }.map { Code(String($0)) })
            }
            return codes(word) == codes(values[column]?.word ?? "")
        default: return false
        }
    }
}

extension DeadlineTerms {
    fileprivate func sheetValues(due: CivilDateTime) -> [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "title": .text(title), "owner": .text(owner), "due_date": .date(due.date),
            "due_time": .time(due.time, zone: nil), "time_zone": .text(zone),
            "kind": .text(kind), "ladder": .text(ladder), "client": client.map(SheetValue.text),
            "note": note.map(SheetValue.text), "evidence": evidence.map(SheetValue.text),
        ]
        return values.compactMapValues { $0 }
    }
}

extension CurrentDeadline {
    /// Of one of a series nothing is taken that holds for all, of what has ended nothing but that it is
    /// open again, and of no word that nobody knows.
    func ruling(on column: String, of row: SheetRow, beside news: Set<String>) -> CellVerdict? {
        let word = row.content(of: column).word ?? ""
        if place == .occurrence, ["repeat", "roll", "after"].contains(column) {
            return word.isEmpty ? .nothing : .refused(.holdsForAll)
        }
        if let wantedDecision,
            column == "title" || DeadlineLookup.due.contains(column)
                || row.isFinishing && DeadlineLookup.decisions.contains(column)
        {
            return .refused(.unanswered(wantedDecision))
        }
        if let end, let refusal = refusal(of: column, end, row, news) {
            return isSo(word, in: column) ? .nothing : .refused(refusal)
        }
        // Which one of a series ends; one that is none has a finding.
        if row.isFinishing, place == .series, column == "due_date" { return .nothing }
        if row.isFinishing, DeadlineLookup.due.contains(column) {
            return isSo(word, in: column) ? .nothing : .refused(.movesNothing)
        }
        return word.isEmpty ? nil : refusalOfWord(word, in: column, of: row).map { .refused($0) }
    }

    /// Why a column cannot be taken of what has ended: unless the row opens it again, none can, and of
    /// what came back no more is opened than the last one.
    private func refusal(
        of column: String, _ end: Deadline.State, _ row: SheetRow, _ news: Set<String>
    ) -> CellVerdict.Refusal? {
        let isOpened =
            news.contains("status")
            && ["open", "reopened"].contains(row.text("status") ?? "")
        guard isOpened else { return .ended(end) }
        return place == .series && !DeadlineLookup.decisions.contains(column)
            ? .endedSeries : nil
    }

    /// Whether a cell says what is so, be it in other words.
    private func isSo(_ word: String, in column: String) -> Bool {
        guard word.isEmpty else { return isMeant(by: word, in: column) }
        return DeadlineLookup.decisions.contains(column) || isUsual(column)
    }

    private func refusalOfWord(
        _ word: String, in column: String, of row: SheetRow
    ) -> CellVerdict.Refusal? {
        switch column {
        case "kind": return office.unknownKind(word).map(CellVerdict.Refusal.init)
        case "repeat" where place == .series:
            let zone = row.text("time_zone") ?? values["time_zone"]?.word
            return office.invalid(recurrence: word, in: zone).map(CellVerdict.Refusal.init)
        default: return nil
        }
    }
}
