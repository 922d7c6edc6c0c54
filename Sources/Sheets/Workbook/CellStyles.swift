/// Which cells of a workbook show their numbers as dates or times (ECMA-376 part 1, 18.8).
final class CellStyles: XMLHandler {
    /// What a number format makes of a number.
    enum Meaning: Hashable {
        case number, date, time, dateAndTime
    }

    private var meanings: [Meaning] = []
    private var formats: [Int: Meaning] = [:]
    /// By style, and by format, those that show more than a number's digits.
    private var shapes: [NumberShape?] = []
    private var shapesByFormat: [Int: NumberShape] = [2: NumberShape(code: "0.00")]
        .compactMapValues { $0 }
    private var isInCells = false

    func start(_ element: XMLName, _ attributes: XMLAttributes) {
        switch element {
        case "numFmt":
            if let id = attributes.number("numFmtId"), let code = attributes["formatCode"] {
                formats[id] = Self.meaning(of: code)
                shapesByFormat[id] = formats[id] == .number ? NumberShape(code: code) : nil
            }
        case "cellXfs": isInCells = true
        case "xf":
            guard isInCells else { return }
            let format = attributes.number("numFmtId") ?? 0
            meanings.append(formats[format] ?? Self.builtIn(format))
            shapes.append(shapesByFormat[format])
        default: break
        }
    }

    func end(_ element: XMLName) {
        if element == "cellXfs" { isInCells = false }
    }

    func meaning(of style: Int?) -> Meaning {
        let style = style ?? 0
        return style < meanings.count ? meanings[style] : .number
    }

    /// How a style's numbers are shown, where that is not by their digits.
    func shape(of style: Int?) -> NumberShape? {
        let style = style ?? 0
        return style < shapes.count ? shapes[style] : nil
    }

    /// The formats that every workbook has, those of East Asian versions included (18.8.30).
    private static func builtIn(_ format: Int) -> Meaning {
        switch format {
        case 14...17, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45...47, 55, 56: .time
        case 22: .dateAndTime
        default: .number
        }
    }

    /// What a format's code says, texts and conditions in it left out.
    static func meaning(of code: String) -> Meaning {
        var hasDate = false
        var hasTime = false
        var hasMonthOrMinute = false
        var letters = Array(code.lowercased())[...]
        if letters == Array("general")[...] { return .number }
        while let letter = letters.popFirst() {
            switch letter {
            case "\"": letters = letters.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": letters = letters.dropFirst()
            case "[":
                let inside = String(letters.prefix { $0 != "]" })
                // `[h]`, `[mm]`, `[ss]` are elapsed time; anything else a colour, currency, condition.
                if ["h", "hh", "m", "mm", "s", "ss"].contains(inside) { hasTime = true }
                letters = letters.drop { $0 != "]" }.dropFirst()
            case "y", "d": hasDate = true
            case "h", "s": hasTime = true
            case "m": hasMonthOrMinute = true
            // What follows is for negative numbers, zero, text.
            case ";": letters = []
            default: break
            }
        }
        if hasMonthOrMinute, !hasTime { hasDate = true }
        return switch (hasDate, hasTime) {
        case (true, true): .dateAndTime
        case (true, false): .date
        case (false, true): .time
        case (false, false): .number
        }
    }
}
