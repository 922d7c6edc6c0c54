import Almanac
import Coordination
import Testing

@testable import Sheets

@Suite struct DateReaderTests {
    private func date(_ text: String, isDayFirst: Bool = true) -> String {
        outcome { () throws(CellFault) in try DateReader(isDayFirst: isDayFirst).read(text) }
    }

    @Test(arguments: [
        "2026-12-04", "04/12/2026", "4/12/2026", "04-12-2026", "04.12.2026", "4.12.2026",
        "2026/12/04", "2026.12.04", "2026-12-4", "4 Desember 2026", "04 Des 2026", "4 des 2026",
        "4 DESEMBER 2026", "4-Des-2026", "4/Des/2026", "4 Des. 2026", "4 December 2026",
        "December 4, 2026", "Dec 4 2026", "4th December 2026", "2026 Desember 4", "4-Dec-26",
        "04 Des 26", "Jumat, 4 Desember 2026", "Jum'at, 04/12/2026", "Friday, December 4, 2026",
        "2026-12-04 00:00:00", "2026-12-04T00:00:00", "04/12/2026 0:00", "04 / 12 / 2026",
    ])
    func oneDayInManyForms(_ text: String) {
        #expect(date(text) == "2026-12-04")
    }

    @Test(
        arguments: zip(
            [
                "Jan", "Peb", "Feb", "Pebruari", "Mar", "Mrt", "Apr", "Mei", "May", "Jun", "Juni",
                "Jul",
                "Agu", "Agt", "Ags", "Aug", "Agustus", "Sep", "Sept", "Okt", "Oct", "Nop", "Nov",
                "Nopember", "Des", "Dec",
            ],
            [1, 2, 2, 2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 8, 8, 8, 8, 9, 9, 10, 10, 11, 11, 11, 12, 12]))
    func monthsInBothLanguages(_ name: String, _ month: Int) {
        #expect(date("5 \(name) 2026") == CivilDate(year: 2026, month: month, day: 5)?.description)
    }

    @Test(arguments: [
        "5 Agustus", "Agustus 2026", "Agustus", "5/8", "05-08", "12/2026", "2026-12", "04/12/26",
        "26/12/04", "Des 4, 26", "Senin, 4 Desember 2026",
    ])
    func aDateWithSeveralReadingsIsAmbiguous(_ text: String) {
        #expect(date(text) == "ambiguous-date")
    }

    @Test(arguments: [
        "31/02/2027", "29/02/2027", "00/12/2026", "12/25/2026", "2026-13-01", "32 Des 2026",
        "46360", "20261204", "segera", "TBA", "4/12-2026", "4 12 2026", "4/12/2026?",
        "~4 Des 2026", "(4 Des 2026)", "2026-12-04 25:00", "2026-12-04 15:00 CEST", "31/02/9999",
        "04/12/20266",
        "4 Dsmber 2026",
        "4 Des Jan 2026", "1/2/3/2026", "4 Des 2026 2027", "#N/A", "4/12/2026 abc", "0000-00-00",
        "２０２６-12-04",
    ])
    func whatIsNoDayIsInvalid(_ text: String) {
        #expect(date(text) == "invalid-date")
    }

    @Test(arguments: ["31/12/9999", "0026-12-10", "04/12/0026", "10 Desember 0026", "1 Jan 2200"])
    func aDayOfNoYearOfOurTimeIsImplausible(_ text: String) {
        #expect(date(text) == "implausible-date")
    }

    @Test func theOrderOfDayAndMonthIsASetting() {
        #expect(date("12/04/2026", isDayFirst: false) == "2026-12-04")
        #expect(date("12/04/2026", isDayFirst: true) == "2026-04-12")
        #expect(date("25/12/2026", isDayFirst: false) == "invalid-date")
        #expect(date("2026-12-04", isDayFirst: false) == "2026-12-04")
        #expect(date("4 Des 2026", isDayFirst: false) == "2026-12-04")
    }

    @Test func leapDaysExistInLeapYears() {
        #expect(date("29/02/2028") == "2028-02-29")
    }
}
