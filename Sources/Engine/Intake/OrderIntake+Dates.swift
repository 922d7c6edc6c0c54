import Almanac
import Coordination
import Ledger

/// Dates that are possible and yet hardly meant.
extension OrderIntake {
    /// Warnings of new dates of outstanding lines that are past, or on which nobody works where the
    /// client is.
    func doubtfulDates(in sheet: MergedSheet, office: Office) -> [Finding] {
        let reading = sheet.reading
        var calendars: [String: WorkingCalendar] = [:]
        var findings: [Finding] = []
        for row in reading.rows where !sheet.isIdle(row) && row.isOutstandingLine {
            let column = row.date("expected") == nil ? "promised" : "expected"
            guard let date = row.date(column) else { continue }
            if date < today {
                findings.append(
                    finding(
                        .pastDate, .warning, at: column, of: row, in: reading,
                        expected: BilingualText(
                            en: "a date to come, as the line is not delivered: the coordinator is "
                                + "asked for one, and the client not told",
                            id: "tanggal yang akan datang karena barang belum dikirim: koordinator "
                                + "diminta memberi tanggal, klien tidak diberi tahu")))
                continue
            }
            let code = row.text("client").map(Directory.fold) ?? ""
            let calendar =
                calendars[code] ?? office.directory.client(code).map(office.workingTime(of:))?
                .calendar ?? office.workingTime.calendar
            calendars[code] = calendar
            guard !calendar.isWorkingDay(date) else { continue }
            let next = calendar.workingDay(onOrAfter: date)
            findings.append(
                finding(
                    .nonWorkingDay, .warning, at: column, of: row, in: reading,
                    expected: BilingualText(
                        en: "a working day: a letter that states this date is held",
                        id: "hari kerja: surat yang menyebut tanggal ini ditahan"),
                    suggestion: next?.description))
        }
        return findings
    }
}

extension OrderIntake {
    /// Warnings of dates that the client does not know by the ledger, yet was told before what it holds,
    /// or while the order was another client's: they are not taken.
    func staleTellings(
        in sheet: MergedSheet, office: Office, view: LedgerView
    ) throws -> [Finding] {
        let reading = sheet.reading
        var orders: [String: OrderRecord?] = [:]
        var findings: [Finding] = []
        for row in reading.rows where !sheet.isIdle(row) {
            guard let date = row.date("told"), let code = row.text("order"),
                let line = row.text("line").map(Directory.fold), let client = row.text("client")
            else { continue }
            let zone =
                office.directory.client(client).map(office.workingTime(of:))?.zone
                ?? office.profile.zone
            var order = try orders[Directory.fold(code)] ?? view.order(code)
            order?.assign(
                to: client,
                at: zone.instant(CivilDateTime(date: today, time: CivilTime(secondOfDay: 0))))
            orders[Directory.fold(code)] = order
            guard let known = order?.lines.first(where: { Directory.fold($0.line) == line }),
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
