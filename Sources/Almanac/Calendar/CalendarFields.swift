/// A calendar expression taken apart, before it is compiled.
struct CalendarFields {
    /// Bits, Monday being bit 0; all seven mean any day.
    var weekdays: UInt64 = 0x7F
    var year = CalendarField(components: [], bounds: 1970...2199)
    var month = CalendarField(components: [], bounds: 1...12)
    var day = CalendarField(components: [], bounds: 1...31)
    /// Whether days count from the month's end: `~`.
    var isDayFromEnd = false
    var hour = CalendarField(components: [], bounds: 0...23)
    var minute = CalendarField(components: [], bounds: 0...59)
    /// Microseconds within the minute; `*` is each whole second.
    var second = CalendarField(components: [], bounds: 0...59_999_999)
    /// Set by `@`, which counts in UTC whatever follows.
    var isUTC = false
    var place = Place(zone: .utc, suffix: "", isDaylightSaving: nil)

    /// Where the expression's times are local, and how it says so.
    struct Place {
        var zone: Zone
        var suffix: String
        var isDaylightSaving: Bool?
    }
}

/// The normal form, equal to systemd's.
extension CalendarFields: CustomStringConvertible {
    var description: String {
        let days = weekdays == 0x7F ? "" : "\(weekdayNames) "
        let date = [(year, 4), (month, 2)].map { Self.text(of: $0.0, digits: $0.1) }
            .joined(separator: "-")
        let time = [hour, minute].map { Self.text(of: $0, digits: 2) }.joined(separator: ":")
        return "\(days)\(date)\(isDayFromEnd ? "~" : "-")\(Self.text(of: day, digits: 2)) "
            + "\(time):\(secondText)" + (isUTC ? " UTC" : place.suffix)
    }

    /// `Mon..Wed,Sat,Sun`: three days and more in a row are a range.
    private var weekdayNames: String {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        var parts: [String] = []
        var day = 0
        while day < 7 {
            guard weekdays >> UInt64(day) & 1 == 1 else {
                day += 1
                continue
            }
            var last = day
            while last < 6, weekdays >> UInt64(last + 1) & 1 == 1 { last += 1 }
            switch last - day {
            case 0: parts.append(names[day])
            case 1: parts.append("\(names[day]),\(names[last])")
            default: parts.append("\(names[day])..\(names[last])")
            }
            day = last + 1
        }
        return parts.joined(separator: ",")
    }

    /// Every whole second is `*`, whatever whole seconds stand beside it.
    private var secondText: String {
        let second = 1_000_000
        let isEverySecond =
            self.second.components.first == CalendarComponent(start: 0, stop: nil, step: second)
            && self.second.components.allSatisfy { part in
                [part.start, part.stop ?? 0, part.step].allSatisfy { $0.isMultiple(of: second) }
            }
        return isEverySecond ? "*" : Self.text(of: self.second, digits: 2, unit: second)
    }

    private static func text(of field: CalendarField, digits: Int, unit: Int = 1) -> String {
        guard !field.isAny else { return "*" }
        return field.components.map { text(of: $0, digits: digits, unit: unit) }
            .joined(separator: ",")
    }

    private static func text(of component: CalendarComponent, digits: Int, unit: Int) -> String {
        var text = unitText(component.start, digits: digits, unit: unit)
        if let stop = component.stop, stop > 0 {
            text += "..\(unitText(stop, digits: digits, unit: unit))"
        }
        if component.step > 0, !((component.stop ?? 0) > 0 && component.step == unit) {
            text += "/\(unitText(component.step, digits: 1, unit: unit))"
        }
        return text
    }

    /// Whole units with leading zeros, then the rest as six digits when there is any.
    private static func unitText(_ value: Int, digits: Int, unit: Int) -> String {
        func padded(_ number: Int, _ digits: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let whole = padded(value / unit, digits)
        return value % unit == 0 ? whole : "\(whole).\(padded(value % unit, 6))"
    }
}
