package import Almanac
package import Coordination

/// How facts read in a person's language and zone: dates, times, numbers, amounts.
///
/// Indonesian follows EYD V: `15.00`, `Rp1.250.000`, no abbreviation that a formal letter would not
/// have. The words are a fixed table rather than the system's locale data, so that a letter's bytes
/// do not depend on the machine that composed it.
package struct Wording: Sendable {
    package var language: Language
    /// The reader's own zone.
    package var zone: Zone
    /// How the office writes, where that is not left to the language.
    package var style: WritingStyle

    package init(language: Language, zone: Zone, style: WritingStyle = WritingStyle()) {
        self.language = language
        self.zone = zone
        self.style = style
    }

    private var numbers: NumberStyle {
        style.numbers ?? (language == .indonesian ? .pointComma : .commaPoint)
    }

    /// `1.250` (id), `1,250` (en), or as the office writes.
    package func number(_ number: Int64) -> String {
        numbers.text(of: number)
    }

    /// `2,5` (id), `2.5` (en), or as the office writes.
    package func quantity(_ quantity: Quantity) -> String { quantity.text(in: numbers) }

    /// `Rp1.250.000` (id), `Rp1,250,000` (en), `€1,250.50`; a currency without a sign by its code:
    /// `CHF 1,250.00`.
    ///
    /// - Parameters:
    ///   - amount: in the currency's smallest unit that is kept.
    ///   - currency: ISO 4217; the office's is written as its settings say.
    package func money(_ amount: Int64, currency: String) -> String {
        let known =
            currency.uppercased() == style.currency.code ? style.currency : Currency(code: currency)
        let text = numbers.text(of: amount, decimals: known.decimals)
        guard known.sign != known.code else { return "\(known.code) \(text)" }
        return amount < 0 ? "-\(known.sign)\(text.dropFirst())" : "\(known.sign)\(text)"
    }

    /// `Jumat, 4 Desember 2026` (id), `Friday, 4 December 2026` (en), `Friday, December 4, 2026` where
    /// the office writes the month first.
    package func date(_ date: CivilDate) -> String {
        let weekday = language.weekdays[date.weekday.rawValue - 1]
        return "\(weekday), \(day(date, month: language.months[date.month - 1]))"
    }

    /// Indonesian has one order only.
    private func day(_ date: CivilDate, month: String) -> String {
        style.isDayFirst || language == .indonesian
            ? "\(date.day) \(month) \(date.year)" : "\(month) \(date.day), \(date.year)"
    }

    /// `4 Des 2026` (id), `4 Dec 2026` (en): for subjects and tables.
    package func shortDate(_ date: CivilDate) -> String {
        day(date, month: language.shortMonths[date.month - 1])
    }

    /// `15.00` (id), `15:00` (en); seconds are never shown.
    package func time(_ time: CivilTime) -> String {
        let separator = language == .indonesian ? "." : ":"
        return "\(twoDigits(time.hour))\(separator)\(twoDigits(time.minute))"
    }

    /// `Jumat, 4 Desember 2026 pukul 15.00 WIB (17.00 WIT)`.
    ///
    /// - Parameter origin: the zone in which it was promised; the reader's own stands in brackets
    ///   when its offset differs then, with its date where that differs too.
    package func moment(_ instant: Instant, in origin: Zone) -> String {
        let there = origin.civil(instant)
        let text = dateAndTime(there, zoneName(origin, at: instant))
        guard zone.localType(at: instant).seconds != origin.localType(at: instant).seconds else {
            return text
        }
        let here = zone.civil(instant)
        let name = zoneName(zone, at: instant)
        let own = here.date == there.date ? "\(time(here.time)) \(name)" : dateAndTime(here, name)
        return "\(text) (\(own))"
    }

    /// `4 Des 2026 15.00 WIB`: for subjects and tables.
    package func shortMoment(_ instant: Instant, in origin: Zone) -> String {
        let there = origin.civil(instant)
        return "\(shortDate(there.date)) \(time(there.time)) \(zoneName(origin, at: instant))"
    }

    /// The civil date of a moment where it was promised.
    package func momentDate(_ instant: Instant, in origin: Zone) -> String {
        date(origin.civil(instant).date)
    }

    /// `15.00 WIB (17.00 WIT)`: the hour of a moment where its reader is, below its date there.
    ///
    /// - Parameter origin: the zone in which it was promised, which stands in brackets when its offset differs then,
    ///   with its date where that differs too.
    package func momentTime(_ instant: Instant, in origin: Zone) -> String {
        let here = zone.civil(instant)
        let text = "\(time(here.time)) \(zoneName(zone, at: instant))"
        guard zone.localType(at: instant).seconds != origin.localType(at: instant).seconds else {
            return text
        }
        let there = origin.civil(instant)
        let promised = "\(time(there.time)) \(zoneName(origin, at: instant))"
        let day = here.date == there.date ? "" : "\(shortDate(there.date)) "
        return "\(text) (\(day)\(promised))"
    }

    private func dateAndTime(_ civil: CivilDateTime, _ zoneName: String) -> String {
        let joint = language == .indonesian ? " pukul " : ", "
        return "\(date(civil.date))\(joint)\(time(civil.time)) \(zoneName)"
    }

    /// `WIB`; `UTC+5:45` where the zone data has only digits (`+0545`), which nobody reads as a name.
    private func zoneName(_ zone: Zone, at instant: Instant) -> String {
        let type = zone.localType(at: instant)
        guard let first = type.abbreviation.first, first == "+" || first == "-" else {
            return type.abbreviation
        }
        let minutes = abs(type.seconds) / 60
        let rest = minutes % 60 == 0 ? "" : ":\(twoDigits(minutes % 60))"
        return "UTC\(type.seconds < 0 ? "-" : "+")\(minutes / 60)\(rest)"
    }

    private func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
