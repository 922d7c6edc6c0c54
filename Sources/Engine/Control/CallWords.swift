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

    static func date(_ text: String, field: String) throws(EngineError) -> CivilDate {
        if let date = CivilDate(text) { return date }
        throw EngineError(
            .invalid, "“\(text)” is no date: write 2026-12-18", field: field)
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
    static func due(_ text: String) throws(EngineError) -> (date: CivilDate, time: CivilTime?) {
        if let date = CivilDate(text) { return (date, nil) }
        if let moment = CivilDateTime(text) { return (moment.date, moment.time) }
        throw EngineError(
            .invalid,
            "“\(text)” is no due moment: write 2026-12-04 15:00, or 2026-12-04 for that "
                + "day's usual hour", field: "due")
    }

    /// A moment as a person writes it, local to the office; a date alone is its opening hour.
    static func moment(
        _ text: String, field: String, in office: Office
    ) throws(EngineError) -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        if let local = CivilDateTime(text) { return office.profile.zone.instant(local) }
        if let date = CivilDate(text) { return office.startOfBusiness(on: date) }
        throw EngineError(
            .invalid,
            "“\(text)” is no moment: write 2026-12-04 15:00, local to the office, or a date alone "
                + "for its opening hour", field: field)
    }
}
