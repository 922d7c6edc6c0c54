extension Offset {
    /// Reads an offset as a person writes it; capitals and small letters alike for days.
    ///
    /// - Throws: `AlmanacError` `invalidOffset`, pointing at the character.
    package init(_ text: String) throws(AlmanacError) {
        if text == "due" {
            self = .due
            return
        }
        var parser = Parser(text: text)
        switch parser.take(while: \.isLetter).uppercased() {
        case "D", "H":
            let number = try parser.days()
            self.init(base: .days(number, try parser.time()))
        case "WD":
            let number = try parser.days()
            self.init(base: .workingDays(number, try parser.time()))
        case "" where parser.isAtSign:
            self.init(base: try parser.exact())
        default:
            throw parser.fault(
                "is no offset: write WD-3 09:00, D+1, -4h, +30min, -4wh or due", at: 0)
        }
    }

    private struct Parser {
        let text: String
        private var rest: Substring

        init(text: String) {
            self.text = text
            rest = text[...]
        }

        var isAtSign: Bool { rest.first == "-" || rest.first == "+" }

        private var position: Int { text.count - rest.count }

        func fault(_ words: String, at position: Int) -> AlmanacError {
            AlmanacError(.invalidOffset, "\"\(text)\" \(words)", position: position)
        }

        mutating func take(while belongs: (Character) -> Bool) -> Substring {
            let taken = rest.prefix(while: belongs)
            rest = rest.dropFirst(taken.count)
            return taken
        }

        /// A sign and a number; nil when digits are missing or are too large a number.
        private mutating func signedNumber(upTo limit: Int) -> Int? {
            let sign = isAtSign ? rest.removeFirst() : "+"
            guard let number = Int(take { $0.isASCII && $0.isNumber }), number <= limit else {
                return nil
            }
            return sign == "-" ? -number : number
        }

        /// The number of days after `D` or `WD`; only 0 needs no sign.
        mutating func days() throws(AlmanacError) -> Int {
            let start = position
            let isSigned = isAtSign
            guard let number = signedNumber(upTo: 9999), isSigned || number == 0 else {
                throw fault(
                    "needs a signed number of days up to 9999 here, as in WD-3", at: start)
            }
            return number
        }

        /// A space and a local time up to the text's end, or nothing.
        mutating func time() throws(AlmanacError) -> CivilTime? {
            if rest.isEmpty { return nil }
            guard rest.removeFirst() == " " else {
                throw fault("needs a space and a time here, or nothing", at: position - 1)
            }
            guard let time = CivilTime(String(rest)) else {
                throw fault("needs a time such as 09:00 after the day", at: position)
            }
            return time
        }

        /// `-4h`, `+30min`, `-4wh` up to the text's end.
        mutating func exact() throws(AlmanacError) -> Base {
            guard let count = signedNumber(upTo: 99_999_999) else {
                throw fault("needs a number up to 99999999 after the sign", at: 1)
            }
            let start = position
            let unit = take { !$0.isWhitespace }
            guard rest.isEmpty else {
                throw fault("takes no time of day: only days do, as in D-1 09:00", at: position)
            }
            switch unit {
            case "h": return .minutes(count * 60)
            case "min": return .minutes(count)
            case "wh": return .workingHours(count)
            default: throw fault("needs a unit: h, min or wh", at: start)
            }
        }
    }
}
