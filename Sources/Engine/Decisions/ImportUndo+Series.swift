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
        guard !own.isEmpty else {
            outcome.keep(known.code, because: .oneOfSeries)
            return
        }
        var series = known
        var kept = values.map(\.column).filter {
            !current.keys.contains($0) && !Series.following.contains($0)
        }
        var columns: Set<String> = []
        for value in own {
            guard let now = current[value.column], now == value.new,
                series.put(back: value.old, in: value.column, office: office)
            else {
                kept.append(value.column == "first due" ? "due_date" : value.column)
                continue
            }
            columns.formUnion(
                value.column == "first due" ? ["due_date", "due_time"] : [value.column])
        }
        if !kept.isEmpty { outcome.keep(known.code, because: .changed(kept, of: .deadlines)) }
        guard series != known else { return }
        try SeriesChange(
            known: known, series: series,
            isBegunAnew: series.start.date != known.start.date
        ).apply(by: DeadlineChanges(office: office, by: by), in: transaction)
        try transaction.unsay(["": columns], of: .deadlines, key: known.code.foldedCode)
        outcome.restored.append(known.code)
    }
}

extension Series {
    /// When it is first due, as reports of changes write it: with a time of day where somebody said one.
    var firstDue: String {
        hasUsualHour ? start.date.description : start.description
    }

    /// Columns of a report's changes that tell which one of a series is open, and when: they follow the series.
    fileprivate static let following: Set<String> = ["due", "occurrence"]

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
        back old: String?, in column: String, office: Office
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
            case "first due": return startAnew(at: old, office: office)
            default: return false
            }
        }
        return true
    }

    private mutating func startAnew(at written: String, office: Office) -> Bool {
        if let moment = CivilDateTime(written) {
            start = moment
            hasUsualHour = false
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
