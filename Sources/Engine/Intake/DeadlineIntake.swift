import Almanac
import Coordination
import Ledger

/// Takes the deadlines sheet: new promises, moved ones, and those that are done.
struct DeadlineIntake: SheetIntake {
    func findings(in reading: SheetReading, office: Office) -> [Finding] {
        var findings = unknownCodes(references, in: reading, office: office)
        for row in reading.rows {
            if let ladder = row.text("ladder"), office.ladder(ladder) == nil {
                let known = office.profile.ladders.keys.sorted()
                let names = known.joined(separator: ", ")
                findings.append(
                    finding(
                        .unknownCode, at: "ladder", of: row, in: reading,
                        expected: BilingualText(
                            en: "a ladder of the settings: \(names)",
                            id: "pola pengingat dari pengaturan: \(names)"),
                        suggestion: CodeSuggestion.nearest(to: ladder, among: known)))
            }
            if let kind = row.text("kind"), office.kind(kind) == nil {
                findings.append(
                    finding(
                        .unknownWord, .warning, at: "kind", of: row, in: reading,
                        expected: BilingualText(
                            en: "a kind of the settings; taken as task",
                            id: "jenis dari pengaturan; dicatat sebagai tugas")))
            }
            if let zone = row.text("time_zone"), office.profile.zones(zone) == nil {
                findings.append(
                    finding(
                        .unknownWord, at: "time_zone", of: row, in: reading,
                        expected: .expectedTimeZone))
            }
        }
        return findings
    }

    private func references(of row: SheetRow) -> [Reference] {
        var references: [Reference] = []
        if let owner = row.text("owner") {
            references.append(Reference(column: "owner", in: [.people, .teams], code: owner))
        }
        if let client = row.text("client") {
            references.append(Reference(column: "client", in: [.clients], code: client))
        }
        return references
    }

    func take(
        _ reading: SheetReading, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        var difference = Difference()
        var named: Set<String> = []
        for row in reading.rows {
            guard let wanted = Self.deadline(of: row, office: office, now: transaction.now) else {
                continue
            }
            named.insert(Directory.fold(wanted.code))
            let by = row.text("by") ?? by
            guard let record = try transaction.view.deadline(code: wanted.code) else {
                difference.added.append(wanted.code)
                try transaction.insert(wanted, office: office, by: by)
                continue
            }
            let merged = Self.merge(wanted, into: record.deadline, now: transaction.now)
            difference.compare(
                wanted.code, old: Self.columns(of: record.deadline), new: Self.columns(of: merged))
            if merged != record.deadline {
                try transaction.change(record, to: merged, office: office, by: by)
            }
        }
        difference.absent = try transaction.view.deadlineCodes().filter {
            !named.contains(Directory.fold($0))
        }
        return difference
    }

    /// The deadline that a row states, as if it were new.
    private static func deadline(of row: SheetRow, office: Office, now: Instant) -> Deadline? {
        guard let code = row.text("code"), let title = row.text("title"),
            let owner = row.text("owner"), let date = row.date("due_date")
        else { return nil }
        let zone =
            row.zone("due_time")
            ?? row.text("time_zone").flatMap(office.profile.zones)?
            .identifier
        var deadline = office.newDeadline(
            NewDeadline(
                code: code, title: title, owner: owner, date: date, time: row.time("due_time"),
                zone: zone, kind: row.text("kind"), ladder: row.text("ladder"),
                client: row.text("client"), note: row.text("note")),
            now: now)
        deadline.recurrence = row.text("repeat")
        deadline.state = row.text("status").flatMap(Deadline.State.init(rawValue:)) ?? .open
        deadline.reason = row.text("reason")
        if deadline.state != .open {
            deadline.finishedAt = row.date("done_on").map { office.startOfBusiness(on: $0) } ?? now
            deadline.finishedBy = row.text("by")
        }
        return deadline
    }

    /// What the ledger holds afterwards: a finished deadline stays finished, a moved one is a new
    /// revision, and a blank status changes nothing.
    private static func merge(
        _ wanted: Deadline, into known: Deadline, now: Instant
    ) -> Deadline {
        guard known.state == .open else { return known }
        var merged = wanted
        merged.createdAt = known.createdAt
        merged.armedAt = known.armedAt
        merged.revision = known.revision
        merged.reason = wanted.reason ?? known.reason
        if wanted.due != known.due || wanted.zone != known.zone {
            merged.revision += 1
            merged.armedAt = now
        }
        return merged
    }

    private static func columns(of deadline: Deadline) -> [String: String] {
        var columns = [
            "title": deadline.title, "owner": deadline.owner, "due": deadline.due.description,
            "time_zone": deadline.zone, "kind": deadline.kind, "ladder": deadline.ladder,
            "status": deadline.state.rawValue,
        ]
        columns["repeat"] = deadline.recurrence
        columns["client"] = deadline.client
        columns["note"] = deadline.note
        columns["reason"] = deadline.reason
        return columns
    }
}

extension SheetRow {
    /// The zone written beside a time of day.
    fileprivate func zone(_ column: String) -> String? {
        if case .time(_, let zone) = self[column] { zone } else { nil }
    }
}
