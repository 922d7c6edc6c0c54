import Almanac
import Coordination
import Ledger

/// Takes the sheet of any register: people, teams, clients, reasons, delegations, holidays, targets.
struct RegisterIntake<Entry: RegisterEntry>: SheetIntake {
    private let sender: Sender
    /// Where the office is.
    private let today: CivilDate

    init(_ type: Entry.Type, from sender: Sender, today: CivilDate) {
        self.sender = sender
        self.today = today
    }

    func lookup(office: Office, view: LedgerView) throws -> (any RowLookup)? {
        RegisterLookup(try view.entries(of: Entry.self), profile: office.profile)
    }

    func findings(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let faults = sheet.reading.rows.flatMap { row in
            Entry.faults(of: row).map { column, expected in
                finding(
                    .outOfRange, at: column, of: row, in: sheet.reading, expected: expected)
            }
        }
        return try faults + unprovenClients(in: sheet, office: office, view: view)
            + ownDelegations(in: sheet) + circles(in: sheet, office: office)
            + unsucceeded(in: sheet, office: office, view: view)
            + unknownCalendars(in: sheet, office: office)
            + unknownChannels(in: sheet, office: office)
            + unknownCodes(
                { Entry(row: $0)?.references ?? [] }, of: sheet.speakingRows, in: sheet,
                office: office)
    }

    /// Delegations to oneself, or that would give whoever sends them the right to act for somebody.
    private func ownDelegations(in sheet: MergedSheet) -> [Finding] {
        sheet.reading.rows.filter { !sheet.isIdle($0) }.flatMap { row -> [Finding] in
            guard let delegation = Entry(row: row) as? Delegation else { return [] }
            return [
                Office.standInForThemselves(delegation),
                sender.authority.violation(of: delegation, by: sender.actor),
            ].compactMap { $0.map { finding($0, of: row, in: sheet.reading) } }
        }
    }

    /// Warnings of delegations that have people stand in for each other, with those that are known and those that the
    /// sheet brings.
    private func circles(in sheet: MergedSheet, office: Office) -> [Finding] {
        let rows = sheet.reading.rows.compactMap { row in
            (Entry(row: row) as? Delegation).map { (row: row, delegation: $0) }
        }
        guard !rows.isEmpty else { return [] }
        var directory = office.directory
        for row in rows { directory.add(row.delegation) }
        let after = Office(profile: office.profile, directory: directory)
        let standIns = StandIns(directory.delegations + office.profile.delegations)
        return rows.filter { !sheet.isIdle($0.row) }.compactMap { row, delegation in
            guard !delegation.person.isCode(delegation.standIn) else { return nil }
            return after.standInCircle(through: delegation, in: standIns)
                .map { finding($0, of: row, in: sheet.reading) }
        }
    }

    /// Warnings of those who leave something open, or a role, that nobody takes over.
    private func unsucceeded(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let leaving = sheet.reading.rows.compactMap { row -> (row: SheetRow, person: Person)? in
            guard !sheet.isIdle(row), sheet.isNew("status", of: row),
                let person = Entry(row: row) as? Person, person.hasLeft,
                person.successor.flatMap(office.directory.person).flatMap(office.incumbent) == nil
            else { return nil }
            return (row, person)
        }
        guard !leaving.isEmpty else { return [] }
        let owners = try view.deadlines(in: .open).map(\.deadline.owner)
        let orders = try view.orders()
        return leaving.compactMap { row, person in
            let left = office.leftBehind(
                by: person, owners: owners, orders: orders, on: today)
            guard !left.isEmpty else { return nil }
            return finding(
                .personLeft, .warning, at: "successor", of: row, in: sheet.reading,
                expected: BilingualText(
                    en: "a successor: \(person.name) leaves ",
                    id: "penerus: \(person.name) meninggalkan "
                ).followed(by: left.joined(by: ", ")),
                ifTaken: BilingualText(
                    en: "; until one is named, what is for them goes to whoever is above them",
                    id: "; sampai ada penerus, yang untuknya dikirim kepada atasannya"))
        }
    }

    /// Clients whose letters are to go by themselves before enough of them were approved unchanged.
    private func unprovenClients(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let wanted = office.profile.automaticAfter
        guard wanted > 0 else { return [] }
        let known = try view.entries(of: Client.self)
        return try sheet.reading.rows.compactMap { row in
            guard !sheet.isIdle(row), sheet.isNew("notices", of: row),
                let client = Entry(row: row) as? Client, client.policy == .automatic,
                known[Code(client.code)]?.policy != .automatic
            else { return nil }
            let approved = try view.lettersApprovedUnchanged(of: client.code)
            guard approved < wanted else { return nil }
            return finding(
                .outOfRange, at: "notices", of: row, in: sheet.reading,
                expected: BilingualText(
                    en: "approval or none: letters go by themselves only after \(wanted) were "
                        + "approved unchanged, and \(approved) were so far (automatic_after)",
                    id: "approval atau none: surat baru boleh terkirim otomatis setelah \(wanted) "
                        + "surat disetujui tanpa perubahan, sejauh ini \(approved) "
                        + "(automatic_after)"))
        }
    }

    /// Warnings of entries that name no calendar of the settings: the office's counts for them.
    private func unknownCalendars(in sheet: MergedSheet, office: Office) -> [Finding] {
        let known = office.profile.calendars.keys.sorted()
        return sheet.reading.rows.compactMap { row in
            guard let name = row.text("calendar"), sheet.isNew("calendar", of: row),
                !known.contains(name)
            else { return nil }
            let refusal = CellVerdict.Refusal.unknownCalendar(
                name, known: known, isNew: !sheet.isKnown(row))
            return finding(
                refusal.code, .warning, at: "calendar", of: row, in: sheet.reading,
                expected: refusal.expected, suggestion: refusal.suggestion)
        }
    }

    /// Warnings of people who are to be told by what is no courier: they are told by the usual one.
    private func unknownChannels(in sheet: MergedSheet, office: Office) -> [Finding] {
        let known = office.profile.couriers
        guard !known.isEmpty, Entry.self == Person.self else { return [] }
        let names = known.joined(separator: ", ")
        return sheet.reading.rows.compactMap { row in
            guard let name = row.text("channel"), sheet.isNew("channel", of: row),
                !known.contains(name)
            else { return nil }
            return finding(
                .unknownWord, .warning, at: "channel", of: row, in: sheet.reading,
                expected: BilingualText(
                    en:
                        "a courier below `mail` in the settings: \(names); until then the usual one "
                        + "tells them",
                    id:
                        "kurir dari `mail` pada pengaturan: \(names); sebelum diperbaiki mereka diberi "
                        + "tahu melalui kurir yang biasa"),
                suggestion: CodeSuggestion.nearest(to: name, among: known))
        }
    }

    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        let known = try transaction.view.entries(of: Entry.self)
        var difference = Difference()
        var named: Set<Code> = []
        var leavers: [Person] = []
        let lookup = RegisterLookup(known, profile: office.profile)
        for row in sheet.reading.rows {
            if let key = lookup.whole(of: row) { named.insert(Code(key)) }
            guard !sheet.isIdle(row) else {
                difference.unchanged += 1
                continue
            }
            guard let entry = Entry(row: row) else { continue }
            let key = Code(entry.key)
            difference.compare(
                entry.key, old: known[key].map(Self.columns), new: Self.columns(of: entry))
            guard known[key] != entry else { continue }
            try transaction.put(entry)
            if let person = entry as? Person, person.hasLeft {
                leavers.append(person)
            }
            if let address = Self.address(of: entry), address != known[key].flatMap(Self.address) {
                try transaction.take(address, of: entry.key, office: office)
            }
        }
        difference.handovers = try handOver(
            from: leavers, in: transaction, office: office, by: by)
        difference.absent = known.filter { !named.contains($0.key) }.map(\.value.key).sorted()
        return difference
    }

    /// What was theirs who have left goes on with their successors, or with theirs where these have left, too.
    ///
    /// - Returns: what moved.
    private func handOver(
        from leavers: [Person], in transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> [ImportRecord.Handover] {
        try leavers.compactMap { leaver in
            let office = Office(
                profile: office.profile, directory: try transaction.view.directory())
            guard let successor = office.incumbent(of: leaver) else { return nil }
            let moved = try Handover(
                office: office, leaver: leaver, successor: successor, by: by
            ).carryOut(in: transaction)
            return moved.moves.isEmpty ? nil : moved
        }
    }

    private static func address(of entry: Entry) -> String? {
        if case .text(let address)? = entry.values["email"] { address } else { nil }
    }

    /// What an entry holds, by its sheet's columns.
    private static func columns(of entry: Entry) -> [String: String] {
        entry.values.mapValues(\.written)
    }
}
