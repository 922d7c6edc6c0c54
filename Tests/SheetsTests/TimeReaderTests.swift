import Almanac
import Coordination
import Testing

@testable import Sheets

@Suite struct TimeReaderTests {
    @Test(
        arguments: [
            ("15:00", "15:00", nil), ("15.00", "15:00", nil), ("9:30", "09:30", nil),
            ("09.30", "09:30", nil), ("15:00:30", "15:00:30", nil), ("00:00", "00:00", nil),
            ("15.00 WIB", "15:00", "Asia/Jakarta"), ("15.00 wita", "15:00", "Asia/Makassar"),
            ("15:00WIT", "15:00", "Asia/Jayapura"), ("3:00 PM", "15:00", nil),
            ("12:00 AM", "00:00", nil), ("12.00 pm", "12:00", nil), ("3 PM", "15:00", nil),
            ("pukul 15.00 WIB", "15:00", "Asia/Jakarta"),
        ] as [(String, String, String?)])
    func timesInManyForms(_ text: String, _ time: String, _ zone: String?) throws {
        #expect(try TimeReader.read(text) == .time(try #require(CivilTime(time)), zone: zone))
    }

    @Test(arguments: [
        "25:00", "24:00", "15:60", "15", "1500", "15,00", "15.0", "9.3", "siang", "15:00 UTC",
        "15.00-17.00", "1 5:00", "13:00 PM", "0:30 AM", "15:00:00:00",
        ":30", "15:", "WIB", "15.00 WI",
    ])
    func whatNoClockShowsIsInvalid(_ text: String) {
        #expect(outcome { () throws(CellFault) in try TimeReader.read(text) } == "invalid-time")
    }
}
