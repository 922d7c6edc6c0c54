import Almanac
import Foundation
import Testing

/// The shipped table of holidays, as it is and as other editors save it.
@Suite struct HolidayTableTests {
    @Test("Line ends of every sort", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) throws {
        let shipped = try String(contentsOf: Calendars.holidayFile, encoding: .utf8)
        let wanted = try HolidayTable.read(shipped)
        #expect(wanted.count > 30)
        #expect(
            try HolidayTable.read(shipped.replacingOccurrences(of: "\n", with: end)) == wanted)
    }

    @Test func aLineThatIsNoneIsToldByItsNumber() {
        let (holidays, faults) = HolidayTable.parse(
            "date,name,name_id,kind,certainty\r\n2026-12-25,Christmas,Natal,national,fixed\r\nx\r\n"
        )
        #expect(holidays.count == 1)
        #expect(faults.map(\.line) == [3])
    }
}
