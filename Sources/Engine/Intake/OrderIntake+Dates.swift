import Almanac
import Coordination

/// Dates that are possible and yet hardly meant.
extension OrderIntake {
    /// Warnings of new dates of outstanding lines that are past, or on which nobody works where the
    /// client is.
    func doubtfulDates(in reading: SheetReading, office: Office) -> [Finding] {
        var calendars: [String: WorkingCalendar] = [:]
        var findings: [Finding] = []
        for row in reading.rows where row.isOutstandingLine {
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

extension SheetRow {
    fileprivate var isOutstandingLine: Bool {
        text("status") != "cancelled" && number("delivered") ?? 0 < number("quantity") ?? 0
    }
}
