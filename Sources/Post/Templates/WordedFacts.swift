import Almanac
import Coordination
import Mustache

/// Facts as a template sees them: each name is worded when it is asked for, in the reader's language.
///
/// Beside a fact's own name a template may use names that follow from it: see ``FactShape/derived``.
struct WordedFacts: MustacheParent {
    /// What all rows of a letter have in common.
    struct Context {
        var wording: Wording
        /// The zones that the facts name, looked up before rendering, which cannot throw.
        var zones: [String: Zone]
    }

    var facts: Facts
    var context: Context
    /// Where the row stands in its list, from 0; nil outside lists.
    var row: (index: Int, count: Int)?

    func child(named name: String) -> Any? {
        if let fact = facts[name] { return worded(fact) }
        if let row {
            switch name {
            case "position": return WordedText("\(row.index + 1)")
            case "is_first": return row.index == 0
            case "is_last": return row.index == row.count - 1
            default: break
            }
        }
        for suffix in FactShape.derivedSuffixes where name.hasSuffix(suffix) {
            if let fact = facts[String(name.dropLast(suffix.count))] {
                return derived(suffix, of: fact)
            }
        }
        return nil
    }

    private func worded(_ fact: Fact) -> Any? {
        let wording = context.wording
        switch fact {
        case .text(let text): return WordedText(text)
        case .texts(let texts): return WordedText(pick(from: texts))
        case .number(let number):
            return WordedText(wording.number(number), isNull: number == 0)
        case .quantity(let quantity):
            return WordedText(wording.quantity(quantity), isNull: quantity == 0)
        case .money(let amount, let currency):
            return WordedText(wording.money(amount, currency: currency))
        case .date(let date): return WordedText(wording.date(date))
        case .moment(let instant, let name):
            return context.zones[name].map { WordedText(wording.moment(instant, in: $0)) }
        case .flag(let flag): return flag
        case .list(let rows):
            return rows.enumerated().map { index, facts in
                WordedFacts(facts: facts, context: context, row: (index, rows.count))
            }
        }
    }

    private func derived(_ suffix: String, of fact: Fact) -> Any? {
        let wording = context.wording
        switch (fact, suffix) {
        case (.number(let number), "_is_one"): return number == 1
        case (.date(let date), "_short"): return WordedText(wording.shortDate(date))
        case (.moment(let instant, let name), "_short"):
            return context.zones[name].map { WordedText(wording.shortMoment(instant, in: $0)) }
        case (.moment(let instant, let name), "_date"):
            return context.zones[name].map { WordedText(wording.momentDate(instant, in: $0)) }
        case (.moment(let instant, let name), "_time"):
            return context.zones[name].map { WordedText(wording.momentTime(instant, in: $0)) }
        case (.list(let rows), "_count"):
            return WordedText(wording.number(Int64(rows.count)), isNull: rows.isEmpty)
        case (.list(let rows), "_is_one"): return rows.count == 1
        default: return nil
        }
    }

    private func pick(from texts: [String: String]) -> String {
        texts[context.wording.language.rawValue] ?? texts["en"]
            ?? texts.min { $0.key < $1.key }?.value ?? ""
    }
}

/// A value that a template shows; an empty one, and the number nought, hide their section.
struct WordedText: MustacheParent, MustacheCustomRenderable {
    let renderText: String
    let isNull: Bool

    /// - Parameter text: control characters other than line breaks and tabs are left out, since
    ///   they could only hide or disturb something.
    init(_ text: String, isNull: Bool = false) {
        renderText =
            text.utf8.contains(where: Self.maySpellUnwanted)
                && text.unicodeScalars.contains(where: Self.isUnwanted)
            ? String(String.UnicodeScalarView(text.unicodeScalars.filter { !Self.isUnwanted($0) }))
            : text
        self.isNull = isNull || renderText.isEmpty
    }

    /// Nothing stands inside a text; without this the renderer would search it by reflection.
    func child(named: String) -> Any? { nil }

    /// Whether a byte stands for a control character, or begins one (U+0080 to U+009F begin with 0xC2):
    /// whole bodies pass here, and looking characters up takes long.
    private static func maySpellUnwanted(_ byte: UInt8) -> Bool {
        byte < 0x20 ? byte != 0x0A && byte != 0x09 : byte == 0x7F || byte == 0xC2
    }

    private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
    }
}
