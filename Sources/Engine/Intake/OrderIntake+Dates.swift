import Almanac
import Coordination
import Ledger

/// Dates that are possible and yet hardly meant.
extension OrderIntake {
    /// Warnings of new dates of outstanding lines that are past, or on which nobody works where the
    /// client is.
    func doubtfulDates(
        in rows: [SheetRow], of sheet: MergedSheet, office: Office
    ) -> [Finding] {
        let reading = sheet.reading
        var calendars: [Code: WorkingCalendar] = [:]
        var findings: [Finding] = []
        for row in rows where row.isOutstandingLine {
            let column = row.date("expected") == nil ? "promised" : "expected"
            guard let date = row.date(column),
                ["expected", "promised"].contains(where: { sheet.isNew($0, of: row) })
            else { continue }
            if let past = Office.pastDate(date, of: column, today: today) {
                findings.append(finding(past, of: row, in: reading))
                continue
            }
            let client = row.text("client") ?? ""
            let calendar =
                calendars[Code(client)]
                ?? office.directory.client(client).map(office.workingTime(of:))?.calendar
                ?? office.workingTime.calendar
            calendars[Code(client)] = calendar
            guard let violation = Office.dayOff(date, of: column, in: calendar) else { continue }
            findings.append(finding(violation, of: row, in: reading))
        }
        return findings
    }
}

extension OrderIntake {
    /// Warnings of dates that the client does not know by the ledger, yet was told before what it holds,
    /// or while the order was another client's: they are not taken.
    func staleTellings(
        in rows: [SheetRow], of sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        var orders: [Code: OrderRecord?] = [:]
        var findings: [Finding] = []
        for row in rows {
            guard let date = row.date("told"), let code = row.text("order"),
                let line = row.text("line").map(Code.init), let client = row.text("client")
            else { continue }
            let zone = office.zone(ofClient: client)
            var order = try orders[Code(code)] ?? view.order(code)
            order?.assign(
                to: client,
                at: zone.instant(CivilDateTime(date: today, time: CivilTime(secondOfDay: 0))))
            orders[Code(code)] = order
            guard let known = order?.lines.first(where: { Code($0.line) == line }),
                let last = known.told.last, !known.told.contains(where: { $0.date == date }),
                !known.isLaterTelling(
                    date, toldOn: row.date("informed_on"), today: today, zone: zone)
            else { continue }
            let column = row.date("informed_on") == nil ? "told" : "informed_on"
            if let former = known.formerClients, known.told.count == 1 {
                findings.append(
                    finding(
                        .stale, .warning, at: column, of: row, in: reading,
                        expected: .onlySince(zone.civil(former.until).date)))
                continue
            }
            let lastDay = zone.civil(last.at).date
            findings.append(
                finding(
                    .stale, .warning, at: column, of: row, in: reading,
                    expected: BilingualText(
                        en:
                            "a day after \(lastDay), when the client was told \(last.date); what they "
                            + "were told before is not counted",
                        id: "hari setelah \(lastDay), saat klien diberi tahu \(last.date); yang "
                            + "disampaikan sebelumnya tidak dihitung")))
        }
        return findings
    }
}

extension SheetRow {
    fileprivate var isOutstandingLine: Bool {
        text("status") != "cancelled" && quantity("delivered") ?? 0 < quantity("quantity") ?? 0
    }
}

extension BilingualText {
    /// What is expected of a telling whose order was another client's until `day`.
    fileprivate static func onlySince(_ day: CivilDate) -> BilingualText {
        BilingualText(
            en:
                "a date that this client was told, on or after \(day), when the order became theirs: "
                + "what was told to another client is not counted",
            id: "tanggal yang disampaikan kepada klien ini, pada atau setelah \(day), saat pesanan "
                + "menjadi miliknya: yang disampaikan kepada klien lain tidak dihitung")
    }
}
