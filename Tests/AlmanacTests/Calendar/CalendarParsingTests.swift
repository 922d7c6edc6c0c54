import Almanac
import Testing

/// How calendar expressions are read: their normal forms, and what refusals point at.
@Suite struct CalendarParsingTests {
    @Test(
        "The normal form is systemd's",
        arguments: [
            ("daily", "*-*-* 00:00:00"), ("QUARTERLY", "*-01,04,07,10-01 00:00:00"),
            ("weekly Asia/Jakarta", "Mon *-*-* 00:00:00 Asia/Jakarta"),
            ("Mon..Fri 09:00 Asia/Jakarta", "Mon..Fri *-*-* 09:00:00 Asia/Jakarta"),
            ("friday,Sat,mon-wed 9:0", "Mon..Wed,Fri,Sat *-*-* 09:00:00"),
            ("mon..sun 09:00", "*-*-* 09:00:00"), ("Mon,", "Mon *-*-* 00:00:00"),
            ("*-*~1 15:00", "*-*~01 15:00:00"), ("12-24", "*-12-24 00:00:00"),
            ("70-1-2", "1970-01-02 00:00:00"), ("69-1-2", "2069-01-02 00:00:00"),
            ("*:0/15", "*-*-* *:00/15:00"), ("8..17/4:00", "*-*-* 08..16/4:00:00"),
            ("9,8,9:30", "*-*-* 08,09:30:00"), ("5..5:00", "*-*-* 05:00:00"),
            ("*:*:0/1", "*-*-* *:*:*"), ("12:00:00.5", "*-*-* 12:00:00.500000"),
            ("@1764547200", "2025-12-01 00:00:00 UTC"), ("12:00 utc", "*-*-* 12:00:00 UTC"),
            ("12:00 wib", "*-*-* 12:00:00 WIB"),
        ])
    func normalForm(_ text: String, _ wanted: String) throws {
        let expression = try CalendarExpression(text, in: "Asia/Jakarta")
        #expect(expression.normalized == wanted)
        let again = try CalendarExpression(expression.normalized, in: "Asia/Jakarta")
        #expect(again == expression)
        #expect(again.normalized == wanted)
    }

    @Test(
        "Where its times are local",
        arguments: [
            ("12:00", "Asia/Jakarta"), ("12:00 WIB", "Asia/Jakarta"), ("12:00 UTC", "UTC"),
            ("@0", "UTC"), ("12:00 Europe/Berlin", "Europe/Berlin"),
            ("daily Asia/Makassar", "Asia/Makassar"),
        ])
    func zone(_ text: String, _ wanted: String) throws {
        #expect(try CalendarExpression(text, in: "Asia/Jakarta").zone.identifier == wanted)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        var expression, words: String
        var position: Int

        init(_ expression: String, _ position: Int, _ words: String) {
            (self.expression, self.position, self.words) = (expression, position, words)
        }

        var testDescription: String { "\(expression) at \(position)" }
    }

    static let refusals = [
        Refusal("", 0, "it is empty; write daily, or Mon..Fri 09:00"),
        Refusal("dayly", 0, "it begins with no weekday and no word such as daily"),
        Refusal("Funday 09:00", 0, "it begins with no weekday and no word such as daily"),
        Refusal("Mond 09:00", 0, "no weekday; write Mon"),
        Refusal("Mon.Fri 09:00", 3, "a range is written with two dots"),
        Refusal("Mon...Fri 09:00", 5, "a weekday is wanted here"),
        Refusal("Mon.. 09:00", 5, "a range of weekdays needs its last day"),
        Refusal("Mon..Wed..Fri", 8, "a range has two ends"),
        Refusal("Fri..Mon 09:00", 5, "a range of weekdays goes from Mon to Sun"),
        Refusal("Mon,Tues 09:00", 4, "no weekday; write Mon"),
        Refusal("Mon,9:00", 4, "a weekday is wanted here"),
        Refusal("12", 2, "a time needs its minutes, as in 15:00"),
        Refusal("9h:00", 1, "no such number"),
        Refusal("2026/12/31", 7, "no such number"),
        Refusal("2026-12", 0, "a number from 1 to 12 is wanted here"),
        Refusal("5-7:00", 3, "a space and a time are wanted after the day, or nothing"),
        Refusal("*-*-*-*", 5, "a space and a time are wanted after the day, or nothing"),
        Refusal("1969-12-31", 0, "a number from 1970 to 2199 is wanted here"),
        Refusal("*-13-01", 2, "a number from 1 to 12 is wanted here"),
        Refusal("*-12-32 09:00", 5, "a number from 1 to 31 is wanted here"),
        Refusal("*-*~29", 4, "a number from 1 to 28 is wanted here"),
        Refusal("*-1,5,13-01", 6, "a number from 1 to 12 is wanted here"),
        Refusal("Mon 25:00", 4, "a number from 0 to 23 is wanted here"),
        Refusal("*:0,15,75", 7, "a number from 0 to 59 is wanted here"),
        Refusal("12:00:61", 6, "a number from 0 to 59 is wanted here"),
        Refusal("17..8:00", 0, "a range or step that reaches no further number"),
        Refusal("8,17..9:00", 2, "a range or step that reaches no further number"),
        Refusal("*:0/60", 2, "a range or step that reaches no further number"),
        Refusal("*:0/0", 4, "a step is at least 1"),
        Refusal("*:0/", 4, "a number is wanted here, or *"),
        Refusal("*:0..", 5, "a number is wanted here, or *"),
        Refusal("*:", 2, "a number is wanted here, or *"),
        Refusal("9:00,", 5, "a number is wanted here, or *"),
        Refusal("12:00:00.", 9, "digits are wanted after the point"),
        Refusal("12:00:1.2..1.9", 6, "a range of less than a second needs its step"),
        Refusal("99999999999:00", 0, "too large a number"),
        Refusal("*:1,99999999999", 4, "too large a number"),
        Refusal("@", 1, "@ is followed by whole seconds since 1970"),
        Refusal("@12x", 1, "@ is followed by whole seconds since 1970"),
        Refusal(
            "09:00 Asia/Jakata", 6, "nothing may follow the time but a zone that the system knows"),
        Refusal("09:00:00 Asia/Jakata", 9, "a zone that the system knows, such as Asia/Jakarta"),
        Refusal("Mon 2026-12-07 Asia/Jakata", 15, "a zone that the system knows"),
        Refusal(
            "Mon Asia/Jakata", 4, "a date, a time or a zone that the system knows is wanted here"),
        Refusal("9:00-17:00", 4, "nothing may follow the time but a zone"),
        Refusal(
            "daily Asia/Jakata", 6, "nothing may follow daily but a zone that the system knows"),
        Refusal("12:00 WITA", 6, "a zone that the system knows"),
        Refusal("12:00 UTC UTC", 6, "a zone that the system knows"),
        Refusal("9:00 17:00", 5, "a zone that the system knows"),
        Refusal("09:00 ", 6, "a zone that the system knows"),
        Refusal("09:00é", 5, "no such number"),
        Refusal(
            Array(repeating: "1", count: 242).joined(separator: ",") + ":00", 482, "at most 240"),
    ]

    @Test("A refusal points at the character and says what is wanted", arguments: refusals)
    func refuses(_ item: Refusal) throws {
        let error = try #require(throws: AlmanacError.self) {
            try CalendarExpression(item.expression, in: "Asia/Jakarta")
        }
        #expect(error.code == .invalidCalendar)
        #expect(error.position == item.position, "\(error)")
        #expect(error.message.hasPrefix("\"\(item.expression)\" is no calendar expression: "))
        #expect(error.message.contains(item.words), "\(error)")
    }
}
