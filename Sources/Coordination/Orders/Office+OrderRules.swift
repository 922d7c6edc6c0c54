package import Almanac

/// The rules that an order's lines keep, by whatever way they change. What is possible and yet hardly meant is
/// a warning, of a command, too.
extension Office {
    /// Of a reason on no list: a letter waits for somebody who approves its words.
    package func unlistedReason(_ reason: String) -> Violation? {
        guard listedReason(reason) == nil, !isClientsWish(reason) else { return nil }
        return Violation(
            of: "reason", .unknownCode, .warning, value: reason,
            expected: BilingualText(
                en: "a code or wording of the reasons sheet: with another a letter "
                    + "waits for approval",
                id: "kode atau kalimat dari lembar alasan: dengan alasan lain surat "
                    + "menunggu persetujuan"),
            suggestion: CodeSuggestion.nearest(to: reason, among: directory.codes(in: .reasons)))
    }

    /// Of a date on which nobody works where the client is.
    ///
    /// - Parameter field: `expected` or `promised`.
    package static func dayOff(
        _ date: CivilDate, of field: String, in calendar: WorkingCalendar
    ) -> Violation? {
        guard !calendar.isWorkingDay(date) else { return nil }
        return Violation(
            of: field, .nonWorkingDay, .warning, value: date.description,
            expected: BilingualText(
                en: "a working day: a letter that states this date is held",
                id: "hari kerja: surat yang menyebut tanggal ini ditahan"),
            suggestion: calendar.workingDay(onOrAfter: date)?.description)
    }

    /// Of an expected date that has passed already.
    package static func pastDate(
        _ date: CivilDate, of field: String, today: CivilDate
    ) -> Violation? {
        guard date < today else { return nil }
        return Violation(
            of: field, .pastDate, .warning, value: date.description,
            expected: BilingualText(
                en: "a date to come, as the line is not delivered",
                id: "tanggal yang akan datang karena barang belum dikirim"),
            ifTaken: BilingualText(
                en: ": the coordinator is asked for one, and the client not told",
                id: ": koordinator diminta memberi tanggal, klien tidak diberi tahu"))
    }

    /// Of more delivered than was ordered.
    package func moreThanOrdered(_ delivered: Quantity, of quantity: Quantity) -> Violation? {
        guard delivered > quantity else { return nil }
        let ordered = quantity.text(in: profile.style.cells)
        return Violation(
            of: "delivered", .outOfRange, .warning, value: delivered.text(in: profile.style.cells),
            expected: BilingualText(
                en: "at most the ordered \(ordered); the line counts as delivered",
                id: "paling banyak jumlah pesanan, yaitu \(ordered); barang dianggap "
                    + "sudah terkirim"))
    }

    /// Of decimals of what is counted.
    package static func fraction(
        _ quantity: Quantity, of field: String, in unit: String?
    ) -> Violation? {
        guard !quantity.isWhole, !Quantity.isMeasured(in: unit) else { return nil }
        return Violation(
            of: field, .notANumber, value: quantity.description,
            expected: unit.map {
                BilingualText(
                    en: "a whole number of \($0), such as 12",
                    id: "bilangan bulat dalam \($0), misalnya 12")
            }
                ?? BilingualText(
                    en: "a whole number, or a unit such as kg in the column unit",
                    id: "bilangan bulat, atau satuan seperti kg pada kolom satuan"))
    }

    /// Of a day on which something happened that is to come.
    package static func dayToCome(
        _ date: CivilDate, of field: String, today: CivilDate
    ) -> Violation? {
        guard date > today else { return nil }
        return Violation(
            of: field, .implausibleDate, .warning, value: date.description,
            expected: BilingualText(
                en: "a day up to \(today): what happened happened by today; please check the year",
                id: "tanggal sampai \(today): yang sudah terjadi tidak bertanggal nanti; mohon "
                    + "periksa tahunnya"))
    }

    /// Years beyond which nobody promises anything: a year was typed wrong.
    static let yearsAhead = 5
    /// Years beyond which it is not even asked: what was due is lost, where that is taken.
    static let mostYearsAhead = 20

    /// Of a day that is promised and hardly meant, so far ahead is it: a warning, and far beyond that it is not
    /// taken.
    package static func farAhead(
        _ date: CivilDate, of field: String, today: CivilDate
    ) -> Violation? {
        guard date > today.adding(months: 12 * yearsAhead) else { return nil }
        let isTaken = date <= today.adding(months: 12 * mostYearsAhead)
        let years = isTaken ? yearsAhead : mostYearsAhead
        return Violation(
            of: field, .implausibleDate, isTaken ? .warning : .blocker, value: date.description,
            expected: BilingualText(
                en: "a date within \(years) years: please check the year",
                id: "tanggal dalam \(years) tahun ke depan: mohon periksa tahunnya"))
    }

    /// The same for whoever gives a day by a command: only what is not taken from anybody.
    package static func tooFarAhead(
        _ date: CivilDate, of field: String, today: CivilDate
    ) -> Violation? {
        farAhead(date, of: field, today: today).flatMap { $0.severity == .blocker ? $0 : nil }
    }
}
