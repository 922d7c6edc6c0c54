package import Almanac
import Coordination

extension SheetReader {
    /// Reads a day as a cell is read, so that `20.11.2026` is the same day by command as it is there. A time of day
    /// behind it, which a cell may have, is not dropped: it is no day.
    package func readDate(_ text: String) throws(UnreadableText) -> CivilDate {
        let reader = DateReader(
            isDayFirst: cells.conventions.isDayFirst, zone: cells.conventions.zone)
        do throws(CellFault) {
            let clean = try CellText.cleaned(text, for: .code)
            // What the reader takes for no day says which form is wanted.
            let isDay = !clean.isEmpty && WrittenClock.split(clean) == nil
            return try reader.read(isDay ? clean : "-")
        } catch {
            throw UnreadableText(expected: error.expected)
        }
    }

    /// Reads a day, or a day and a time of day behind it: `20/11/2026 15:00`, `20.11.2026 15.00`, `2026-11-20T15:00`.
    package func readMoment(
        _ text: String
    ) throws(UnreadableText) -> (date: CivilDate, time: CivilTime?) {
        guard let blank = text.lastIndex(where: { $0 == " " || $0 == "T" }),
            let time = Self.time(String(text[text.index(after: blank)...]))
        else { return (try readDate(text), nil) }
        return (try readDate(String(text[..<blank])), time)
    }

    private static func time(_ text: String) -> CivilTime? {
        // What is no time of day is part of the day, or makes it unreadable.
        guard !text.isEmpty, case .time(let time, zone: nil)? = try? TimeReader.read(text) else {
            return nil
        }
        return time
    }
}
