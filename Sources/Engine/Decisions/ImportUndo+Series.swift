import Almanac
import Coordination
import Ledger

/// What comes back, as it was before a file.
extension ImportUndo {
    /// Puts back what a file changed of a series as a whole. What it said of one of them stays, and is named: that
    /// is said again of this one.
    func putBack(
        _ values: [ImportRecord.Change], into known: Series, of record: ImportRecord,
        in transaction: LedgerTransaction, _ outcome: inout Outcome
    ) throws {
        guard known.endedAt == nil else {
            outcome.keep(known.code, because: .changed(["status"], of: .deadlines))
            return
        }
        let current = known.written
        let own = values.filter { current.keys.contains($0.column) }
        let ofOne = values.filter { Series.rests.contains($0.column) }
        guard !own.isEmpty || !ofOne.isEmpty else {
            outcome.keep(known.code, because: .oneOfSeries)
            return
        }
        // Another first date counts anew from there: what was ended meanwhile would be asked for again.
        let isOtherDate = own.contains {
            $0.column == "first due" && $0.old?.prefix(10) != $0.new?.prefix(10)
        }
        let held = isOtherDate ? try datesHeld(known, since: record, in: transaction.view) : nil
        var series = known
        var kept = values.map(\.column).filter {
            !current.keys.contains($0) && !Series.following.contains($0)
                && !Series.rests.contains($0)
        }
        let rested = try putBackRests(ofOne, of: known, in: transaction)
        var columns = rested.columns
        kept += rested.kept
        // The first date comes after whose it is: a date without an hour is due as its owner closes.
        let ordered =
            own.filter { $0.column != "first due" } + own.filter { $0.column == "first due" }
        for value in ordered {
            if held != nil, ["first due", "repeat"].contains(value.column) { continue }
            let keepsHour = known.isFirstDueWithoutHour(value)
            guard let now = current[value.column], now == value.new || keepsHour,
                series.put(
                    back: value.old, in: value.column, keepingHour: keepsHour, office: office)
            else {
                kept += value.sheetColumns.prefix(1)
                continue
            }
            columns.formUnion(value.sheetColumns)
        }
        let why = [held, kept.isEmpty ? nil : .changed(kept, of: .deadlines)].compactMap(\.self)
        if !why.isEmpty { outcome.keep(known.code, because: why.joined(by: "; ")) }
        if series != known {
            try SeriesChange(
                known: known, series: series,
                isBegunAnew: series.start.date != known.start.date
            ).apply(by: DeadlineChanges(office: office, by: by), in: transaction)
        }
        guard !columns.isEmpty else { return }
        try transaction.unsay(["": columns], of: .deadlines, key: known.code.foldedCode)
        outcome.restored.append(known.code)
    }

    /// Has the one that is open wait no more, where the file had it wait.
    ///
    /// - Returns: columns of which the file has said nothing, and those that hold another value now.
    private func putBackRests(
        _ values: [ImportRecord.Change], of series: Series, in transaction: LedgerTransaction
    ) throws -> (columns: Set<String>, kept: [String]) {
        var columns: Set<String> = []
        var kept: [String] = []
        let zone = office.profile.zone
        for value in values {
            let resting = try transaction.view.openDeadlines(code: series.code).first {
                guard let now = CurrentDeadline.written($0.deadline, in: zone)[value.column] else {
                    return false
                }
                return now == value.new
            }
            guard let resting else {
                kept += value.sheetColumns
                continue
            }
            var deadline = resting.deadline
            deadline.rest(as: value, in: zone, at: transaction.now)
            columns.formUnion(value.sheetColumns)
            guard deadline != resting.deadline else { continue }
            try transaction.change(resting, to: deadline, office: office, by: by)
        }
        return (columns, kept)
    }

    /// Why a series' dates stay as the file said: one of it has been ended or moved by them; nil where none has.
    private func datesHeld(
        _ series: Series, since record: ImportRecord, in view: LedgerView
    ) throws -> BilingualText? {
        let words: Set<String> = ["done", "waived", "cancelled", "moved"]
        for deadline in try view.deadlines(code: series.code).map(\.deadline) {
            let isHeld = try view.events(of: Subject(.deadline, deadline.identifier)).contains {
                words.contains($0.what) && $0.by != nil && $0.at > record.at
            }
            guard isHeld else { continue }
            let why =
                deadline.state == .open
                ? BilingualText(en: "moved since", id: "sudah dipindah sesudahnya")
                : .ended(deadline, in: office)
            return BilingualText(
                en:
                    "its dates stay, as \(deadline.identifier) was \(why.english): move the next one, and "
                    + "with it those that follow, where they should be others",
                id:
                    "tanggal-tanggalnya dibiarkan, karena \(deadline.identifier) \(why.indonesian): bila "
                    + "seharusnya lain, pindahkan yang berikutnya beserta yang mengikutinya")
        }
        return nil
    }
}

extension Series {
    /// When it is first due, as reports of changes write it: with a time of day where somebody said one.
    var firstDue: String {
        hasUsualHour ? start.date.description : start.description
    }

    /// Columns of a report's changes that tell which one of a series is open, and when: they follow the series.
    fileprivate static let following: Set<String> = ["due", "occurrence"]

    /// Columns of a report's changes that tell until when the one that is open waits.
    fileprivate static let rests: Set<String> = ["snoozed", "acknowledged"]

    /// What of a series can be put back, as reports of changes write it.
    fileprivate var written: [String: String?] {
        [
            "title": title, "owner": owner, "time_zone": zone, "kind": kind, "ladder": ladder,
            "repeat": recurrence, "first due": firstDue, "client": client, "note": note,
            "evidence": evidence, "roll": roll?.rawValue,
        ]
    }

    /// - Returns: whether the column can be what it was.
    fileprivate mutating func put(
        back old: String?, in column: String, keepingHour: Bool, office: Office
    ) -> Bool {
        switch column {
        case "client": client = old
        case "note": note = old
        case "evidence": evidence = old
        case "roll": roll = old.flatMap(Rolling.Direction.init(rawValue:))
        default:
            guard let old else { return false }
            switch column {
            case "title": title = old
            case "owner": owner = old
            case "time_zone": zone = old
            case "kind": kind = old
            case "ladder": ladder = old
            case "repeat": recurrence = old
            case "first due": return startAnew(at: old, keepingHour: keepingHour, office: office)
            default: return false
            }
        }
        return true
    }

    /// Whether a change gave it the first date that it has, and names no hour beside the one that it has, as reports
    /// did before they told hours: that is kept.
    fileprivate func isFirstDueWithoutHour(_ change: ImportRecord.Change) -> Bool {
        change.column == "first due" && !hasUsualHour && change.new == start.date.description
            && change.old.flatMap { CivilDate($0) } != nil
    }

    private mutating func startAnew(
        at written: String, keepingHour: Bool, office: Office
    ) -> Bool {
        if let moment = CivilDateTime(written) {
            start = moment
            hasUsualHour = false
        } else if let date = CivilDate(written), keepingHour {
            start.date = date
        } else if let date = CivilDate(written) {
            start = CivilDateTime(date: date, time: office.closingHour(on: date, ofOwner: owner))
            hasUsualHour = true
        } else {
            return false
        }
        return true
    }
}

extension BilingualText {
    fileprivate static let oneOfSeries = BilingualText(
        en:
            "it comes back, and the file spoke of one of it: say of that one what holds, by its code "
            + "with its date",
        id: "tenggat berulang, dan berkas itu berbicara tentang satu kejadiannya: putuskan untuk "
            + "kejadian itu, dengan kode dan tanggalnya")
}
