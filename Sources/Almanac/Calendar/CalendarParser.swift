/// Reads the grammar of calendar events, a byte at a time, as systemd's parser does.
struct CalendarParser {
    private let whole: String
    private let bytes: [UInt8]
    private var index = 0
    private var fields = CalendarFields()

    /// How many parts a list may have; systemd's own bound.
    private static let partLimit = 240

    init(whole: String, body: Substring) {
        self.whole = whole
        bytes = Array(body.utf8)
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }
    private func isNext(_ characters: StaticString) -> Bool {
        guard let next else { return false }
        return characters.description.utf8.contains(next)
    }

    private func fault(_ words: String, at position: Int? = nil) -> AlmanacError {
        AlmanacError(
            .invalidCalendar, "\"\(whole)\" is no calendar expression: \(words)",
            position: position ?? index)
    }

    /// The expression without its zone, normalised.
    mutating func read() throws(AlmanacError) -> CalendarFields {
        guard !bytes.isEmpty else { throw fault("it is empty; write daily, or Mon..Fri 09:00") }
        if let shorthand = CalendarShorthand.fields(of: String(decoding: bytes, as: UTF8.self)) {
            return shorthand
        }
        let word = String(
            decoding: bytes.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
        if CalendarShorthand.fields(of: word) != nil {
            index = word.utf8.count
            throw noZone(word)
        }
        try readWeekdays()
        if isNext("@") {
            try readTimestamp()
        } else {
            try readDateFields()
            try readTimeFields()
        }
        return fields
    }

    /// Refuses what follows a whole expression: behind a space, what is no zone.
    private func noZone(_ what: String) -> AlmanacError {
        fault(
            "nothing may follow \(what) but a zone that the system knows, such as Asia/Jakarta",
            at: isNext(" ") ? index + 1 : index)
    }

    private mutating func skipSpaces() {
        while isNext(" ") { index += 1 }
    }

    // MARK: Weekdays

    private static let weekdays: [(long: String, short: String)] = [
        ("monday", "mon"), ("tuesday", "tue"), ("wednesday", "wed"), ("thursday", "thu"),
        ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
    ]

    private mutating func readWeekdays() throws(AlmanacError) {
        var mask: UInt64 = 0
        var rangeStart: Int?
        var at = index
        while let day = try takeWeekday(isFirst: mask == 0) {
            mask |= 1 << UInt64(day)
            if let start = rangeStart {
                guard start <= day else {
                    throw fault("a range of weekdays goes from Mon to Sun", at: at)
                }
                for between in start..<day { mask |= 1 << UInt64(between) }
            }
            guard let separator = next, separator != UInt8(ascii: " ") else { break }
            if separator == UInt8(ascii: ",") {
                rangeStart = nil
                index += 1
            } else {
                guard rangeStart == nil else { throw fault("a range has two ends") }
                try takeRangeSign(separator)
                rangeStart = day
                guard let next, next != UInt8(ascii: " ") else {
                    throw fault("a range of weekdays needs its last day")
                }
            }
            // A trailing comma is allowed.
            if next == nil || isNext(" ") { break }
            at = index
        }
        guard mask != 0 else { return }
        skipSpaces()
        fields.weekdays = mask
    }

    /// `..`, or the older `-`.
    private mutating func takeRangeSign(_ sign: UInt8) throws(AlmanacError) {
        index += 1
        guard sign == UInt8(ascii: ".") else { return }
        guard isNext(".") else { throw fault("a range is written with two dots", at: index - 1) }
        index += 1
    }

    /// Takes a weekday's name, long or short, and gives its number from Monday, 0.
    private mutating func takeWeekday(isFirst: Bool) throws(AlmanacError) -> Int? {
        let rest = String(decoding: bytes[index...].prefix(10), as: UTF8.self).lowercased()
        for (number, names) in Self.weekdays.enumerated() {
            for name in [names.long, names.short] where rest.hasPrefix(name) {
                let end = index + name.utf8.count
                guard end == bytes.count || "-., ".utf8.contains(bytes[end]) else {
                    throw fault("no weekday; write Mon, Tue, … or Monday, Tuesday, …")
                }
                index = end
                return number
            }
        }
        guard isFirst else { throw fault("a weekday is wanted here") }
        return nil
    }

    // MARK: Dates

    private mutating func readDateFields() throws(AlmanacError) {
        guard next != nil else { return }
        let start = index
        let first = try takeList()
        // A time, then, and no date.
        guard next != nil, !isNext(":") else {
            index = start
            return
        }
        let isEarlyTilde = isNext("~")
        guard isEarlyTilde || isNext("-") else {
            throw fault("a date is written 2026-12-31, 12-31 or *-*-31, a time 15:00")
        }
        index += 1
        let secondAt = index
        let second = try takeList()
        if next == nil || isNext(" ") {
            fields.isDayFromEnd = isEarlyTilde && second != nil
            try set(\.month, to: first, at: start)
            try set(\.day, to: second, at: secondAt)
            skipSpaces()
            return
        }
        let isTilde = isNext("~")
        guard !isEarlyTilde, isTilde || isNext("-") else {
            throw fault("a space and a time are wanted after the day, or nothing")
        }
        index += 1
        let thirdAt = index
        let third = try takeList()
        guard next == nil || isNext(" ") else {
            throw fault("a space and a time are wanted after the day, or nothing")
        }
        fields.isDayFromEnd = isTilde && third != nil
        try set(\.year, to: first.map(Self.withCentury), at: start)
        try set(\.month, to: second, at: secondAt)
        try set(\.day, to: third, at: thirdAt)
        skipSpaces()
    }

    /// `89` is 1989, `12` is 2012.
    private static func withCentury(_ list: [CalendarComponent]) -> [CalendarComponent] {
        func full(_ year: Int) -> Int { year < 70 ? year + 2000 : year < 100 ? year + 1900 : year }
        return list.map {
            CalendarComponent(start: full($0.start), stop: $0.stop.map(full), step: $0.step)
        }
    }

    /// `@1395716396`: one moment, in seconds since 1970.
    private mutating func readTimestamp() throws(AlmanacError) {
        index += 1
        let digits = bytes[index...]
        guard let seconds = Int64(String(decoding: digits, as: UTF8.self)),
            digits.allSatisfy({ (48...57).contains($0) }), seconds < 253_402_300_800
        else { throw fault("@ is followed by whole seconds since 1970") }
        let moment = CivilDateTime(secondsAsUTC: seconds)
        func one(_ value: Int) -> [CalendarComponent] {
            [CalendarComponent(start: value, stop: nil, step: 0)]
        }
        try set(\.year, to: one(moment.date.year), at: index)
        try set(\.month, to: one(moment.date.month), at: index)
        try set(\.day, to: one(moment.date.day), at: index)
        try set(\.hour, to: one(moment.time.hour), at: index)
        try set(\.minute, to: one(moment.time.minute), at: index)
        try set(\.second, to: one(moment.time.second * 1_000_000), at: index)
        fields.isUTC = true
    }

    // MARK: Times

    private mutating func readTimeFields() throws(AlmanacError) {
        let zero = [CalendarComponent(start: 0, stop: nil, step: 0)]
        guard next != nil else {
            fields.hour.components = zero
            fields.minute.components = zero
            fields.second.components = zero
            return
        }
        let hourAt = index
        try set(\.hour, to: try takeList(), at: hourAt)
        guard isNext(":") else { throw fault("a time needs its minutes, as in 15:00") }
        index += 1
        let minuteAt = index
        try set(\.minute, to: try takeList(), at: minuteAt)
        guard next != nil else {
            fields.second.components = zero
            return
        }
        guard isNext(":") else { throw noZone("the time") }
        index += 1
        let secondAt = index
        let seconds = try takeList(isSeconds: true)
        try set(
            \.second, to: seconds ?? [CalendarComponent(start: 0, stop: nil, step: 1_000_000)],
            at: secondAt)
        guard next == nil else { throw noZone("the time") }
    }

    // MARK: Lists of numbers

    /// `*`, which is nil, or parts with commas between.
    private mutating func takeList(
        isSeconds: Bool = false
    ) throws(AlmanacError) -> [CalendarComponent]? {
        if isNext("*") {
            index += 1
            return nil
        }
        var list = [try takePart(isSeconds: isSeconds)]
        while isNext(",") {
            index += 1
            guard list.count <= Self.partLimit else {
                throw fault("a list has at most \(Self.partLimit) parts")
            }
            list.append(try takePart(isSeconds: isSeconds))
        }
        return list
    }

    private mutating func takePart(isSeconds: Bool) throws(AlmanacError) -> CalendarComponent {
        let at = index
        var part = CalendarComponent(
            start: try takeNumber(isSeconds: isSeconds), stop: nil, step: 0)
        if bytes[index...].starts(with: "..".utf8) {
            index += 2
            part.stop = try takeNumber(isSeconds: isSeconds)
            part.step = isSeconds ? 1_000_000 : 1
        }
        if isNext("/") {
            index += 1
            let stepAt = index
            part.step = try takeNumber(isSeconds: isSeconds)
            guard part.step > 0 else { throw fault("a step is at least 1", at: stepAt) }
        } else if isSeconds, let stop = part.stop, part.start + part.step > stop {
            throw fault("a range of less than a second needs its step", at: at)
        }
        guard next == nil || isNext(" ,-~:") else {
            throw fault("no such number; a list is 1,2, a range 1..5, a step 0/15")
        }
        return part
    }

    /// A whole number, or seconds with a fraction in microseconds, rounded.
    private mutating func takeNumber(isSeconds: Bool) throws(AlmanacError) -> Int {
        let start = index
        var value = 0
        while let digit = next, (48...57).contains(digit) {
            value = value * 10 + Int(digit - 48)
            guard value <= Int(Int32.max) else { throw fault("too large a number", at: start) }
            index += 1
        }
        guard index > start else { throw noNumber() }
        guard isSeconds else { return value }
        value *= 1_000_000
        guard isNext("."), !bytes[index...].starts(with: "..".utf8) else { return value }
        index += 1
        let fraction = bytes[index...].prefix { (48...57).contains($0) }
        guard !fraction.isEmpty else { throw fault("digits are wanted after the point") }
        let kept = fraction.prefix(6)
        var microseconds = kept.reduce(0) { $0 * 10 + Int($1 - 48) }
        for _ in kept.count..<6 { microseconds *= 10 }
        if let next = fraction.dropFirst(6).first, next >= UInt8(ascii: "5") { microseconds += 1 }
        index += fraction.count
        return value + microseconds
    }

    /// Refuses what is no number; a word of its own was meant as something else.
    private func noNumber() -> AlmanacError {
        let isLetter = next.map { UnicodeScalar($0).properties.isAlphabetic } ?? false
        guard isLetter, index == 0 || bytes[index - 1] == UInt8(ascii: " ") else {
            return fault("a number is wanted here, or *")
        }
        return index == 0
            ? fault("it begins with no weekday and no word such as daily")
            : fault(
                "a date, a time or a zone that the system knows is wanted here, such as "
                    + "Asia/Jakarta")
    }

    // MARK: Normal form and bounds

    /// Sorts a list, takes doubles out and checks every part against the field.
    private mutating func set(
        _ field: WritableKeyPath<CalendarFields, CalendarField>, to list: [CalendarComponent]?,
        at position: Int
    ) throws(AlmanacError) {
        guard let list else { return }
        let sorted = list.map(\.normalized).sorted()
        let unique = sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }
        let isFromEnd = field == \.day && fields.isDayFromEnd
        let bounds = fields[keyPath: field].bounds
        let components = unique.map { sorted[$0] }
        for (index, component) in components.enumerated() {
            let part = list.firstIndex { $0.normalized == component } ?? 0
            // Not every month has more than 28 days to count back; systemd takes three days more off
            // for each further part, and the judge is followed.
            let last = bounds.upperBound - (isFromEnd ? 3 * (index + 1) : 0)
            try check(
                component, from: bounds.lowerBound, to: last, isFromEnd,
                at: self.position(ofPart: part, inListAt: position))
        }
        fields[keyPath: field].components = components
    }

    /// Where a part of a list begins, so many commas behind the list's own place.
    private func position(ofPart part: Int, inListAt position: Int) -> Int {
        var commas = 0
        return bytes[position...].firstIndex { byte in
            defer { if byte == UInt8(ascii: ",") { commas += 1 } }
            return commas == part
        } ?? position
    }

    /// systemd's own bounds: each step must be taken once at least.
    private func check(
        _ part: CalendarComponent, from first: Int, to last: Int, _ isFromEnd: Bool,
        at position: Int
    ) throws(AlmanacError) {
        let unit = last > 10_000 ? 1_000_000 : 1
        guard (first...last).contains(part.start), (first...last).contains(part.stop ?? first)
        else {
            throw fault("a number from \(first) to \(last / unit) is wanted here", at: position)
        }
        let reaches =
            if let stop = part.stop {
                part.start + part.step <= stop
            } else {
                isFromEnd ? part.start - part.step >= first : part.start + part.step <= last
            }
        guard part.step <= last - first, reaches else {
            throw fault("a range or step that reaches no further number", at: position)
        }
    }
}
