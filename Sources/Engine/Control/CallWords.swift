import Almanac
import Coordination
import Sheets

/// Reads what a call says as text: one of a few words, a period, a day, a moment.
enum CallWords {
    /// - Parameters:
    ///   - what: what the word should be, with its article left out: `state of a deadline`.
    ///   - further: a word that is none of the type's, and that the caller takes care of.
    /// - Throws: `EngineError` `.invalid` with the words that there are.
    static func word<Word: RawRepresentable & CaseIterable>(
        _ text: String, _ what: String, field: String, further: String? = nil
    ) throws(EngineError) -> Word where Word.RawValue == String {
        if let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue) + [further].compactMap(\.self)
        throw EngineError(
            .invalid, "“\(text)” is no \(what); there are \(known.joined(separator: ", "))",
            field: field)
    }

    static func period(_ text: String) throws(EngineError) -> Period {
        if let period = Period(text) { return period }
        throw EngineError(
            .invalid, "“\(text)” is no period: write 2026-11 or 2026-Q4", field: "period")
    }

    /// A day, as the office's sheets may have it: `2026-12-18`, `18/12/2026`, `18.12.2026`.
    static func date(
        _ text: String, field: String, by reader: SheetReader
    ) throws(EngineError) -> CivilDate {
        do throws(UnreadableText) {
            return try reader.readDate(text)
        } catch {
            throw EngineError(
                .invalid, "“\(text.excerpt)” is no date: expected \(error.expected.english)",
                field: field)
        }
    }

    static func quantity(_ number: Double, field: String) throws(EngineError) -> Quantity {
        if let quantity = Quantity(number) { return quantity }
        throw EngineError(
            .invalid, "\(number) is no quantity: there are at most three decimals", field: field)
    }

    /// As a person writes it in a cell of this office, `2,75`.
    static func quantity(
        written text: String, reader: SheetReader, field: String
    ) throws(EngineError) -> Quantity {
        do throws(UnreadableText) {
            return try reader.readQuantity(text)
        } catch {
            throw EngineError(
                .invalid, "“\(text.excerpt)” is no quantity: expected \(error.expected.english)",
                field: field)
        }
    }

    /// A due moment; without a time the day's usual hour is meant.
    static func due(
        _ text: String, by reader: SheetReader
    ) throws(EngineError) -> (date: CivilDate, time: CivilTime?) {
        do throws(UnreadableText) {
            return try reader.readMoment(text)
        } catch {
            throw EngineError(
                .invalid,
                "“\(text.excerpt)” is no due moment: expected \(error.expected.english), with a time "
                    + "of day behind it (15:00) or alone for that day's usual hour", field: "due")
        }
    }

    /// A moment as a person writes it, local to the office; a date alone is its opening hour.
    static func moment(
        _ text: String, field: String, in office: Office, by reader: SheetReader
    ) throws(EngineError) -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        do throws(UnreadableText) {
            let (date, time) = try reader.readMoment(text)
            guard let time else { return office.startOfBusiness(on: date) }
            return office.profile.zone.instant(CivilDateTime(date: date, time: time))
        } catch {
            throw EngineError(
                .invalid,
                "“\(text.excerpt)” is no moment: expected \(error.expected.english), with a time of "
                    + "day behind it (15:00), local to the office, or alone for its opening hour",
                field: field)
        }
    }
}
