import Coordination
import Testing

@testable import Sheets

@Suite struct PeriodReaderTests {
    private func period(_ text: String, isDayFirst: Bool = true) -> String {
        outcome { () throws(CellFault) in try PeriodReader(isDayFirst: isDayFirst).read(text) }
    }

    @Test(arguments: [
        "2026-11", "2026/11", "11/2026", "11-2026", "202611", "November 2026", "Nop 2026",
        "nov 2026", "2026 November", "Nov-26", "01/11/2026", "2026-11-01", "1 November 2026",
    ])
    func aMonthInManyForms(_ text: String) {
        #expect(period(text) == "2026-11")
    }

    @Test(arguments: [
        "2026-Q4", "2026-q4", "Q4 2026", "Q4-2026", "kuartal IV 2026", "Triwulan 4 2026",
        "TW IV 2026",
        "2026 Q4",
    ])
    func aQuarterInManyForms(_ text: String) {
        #expect(period(text) == "2026-Q4")
    }

    @Test(arguments: [
        ("November", "ambiguous-date"), ("2026-13", "invalid-date"), ("2026", "invalid-date"),
        ("2026-Q5", "invalid-date"), ("02/11/2026", "invalid-date"), ("26-11", "invalid-date"),
        ("abc", "invalid-date"), ("2026-11?", "invalid-date"), ("11", "invalid-date"),
        ("2026-11 2026-12", "invalid-date"),
    ])
    func whatIsNoPeriodIsAFault(_ text: String, _ code: String) {
        #expect(period(text) == code)
    }

    @Test func aMonthShownAsItsFirstDayFollowsTheSetting() {
        #expect(period("11/01/2026", isDayFirst: false) == "2026-11")
    }
}
