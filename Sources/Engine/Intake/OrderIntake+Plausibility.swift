import Almanac
import Coordination

extension OrderIntake {
    /// Warnings of deliveries that are to come.
    func deliveriesToCome(in rows: [SheetRow], of sheet: MergedSheet) -> [Finding] {
        rows.compactMap { row in
            guard sheet.isNew("delivered_on", of: row),
                let violation = row.date("delivered_on").flatMap({
                    Office.dayToCome($0, of: "delivered_on", today: today)
                })
            else { return nil }
            return finding(violation, of: row, in: sheet.reading)
        }
    }

    /// What is wrong with promises for a day that is hardly meant.
    func promisesFarAhead(in rows: [SheetRow], of sheet: MergedSheet) -> [Finding] {
        rows.compactMap { row in
            guard sheet.isNew("promised", of: row),
                let violation = row.date("promised").flatMap({
                    Office.farAhead($0, of: "promised", today: today)
                })
            else { return nil }
            return finding(violation, of: row, in: sheet.reading)
        }
    }

    /// Warnings of dates that are hardly meant: more than a year from the promise, or told although they
    /// were past already. A letter that states one waits for a person.
    func implausibleDates(in rows: [SheetRow], of sheet: MergedSheet) -> [Finding] {
        rows.flatMap { row -> [Finding] in
            guard row.date("expected") != nil || row.date("told") != nil else { return [] }
            return ["expected", "told"].compactMap { column in
                guard let date = row.date(column), sheet.isNew(column, of: row) else { return nil }
                let isFar = row.date("promised").map {
                    !OrderLine.isPlausible(date, promise: $0)
                }
                let isPastTelling =
                    column == "told" && date < row.date("informed_on") ?? today
                    && date != row.date("promised")
                guard isFar == true || isPastTelling else { return nil }
                return finding(
                    .implausibleDate, .warning, at: column, of: row, in: sheet.reading,
                    expected: isFar == true ? .withinAYear : .toldInTime)
            }
        }
    }
}

extension BilingualText {
    fileprivate static let withinAYear = BilingualText(
        en:
            "a date within a year of the promise: please check the year; a letter that states it is "
            + "held",
        id: "tanggal dalam setahun dari janji: mohon periksa tahunnya; surat yang menyebutnya "
            + "ditahan")

    fileprivate static let toldInTime = BilingualText(
        en: "a date that was still to come when the client was told it (“informed_on”): a letter "
            + "that states it is held",
        id: "tanggal yang masih akan datang ketika disampaikan kepada klien (“tgl_diberitahu”): "
            + "surat yang menyebutnya ditahan")
}
