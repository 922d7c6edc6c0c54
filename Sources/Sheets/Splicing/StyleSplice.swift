/// A workbook's styles (ECMA-376 part 1, 18.8) with further ones behind them: what is there keeps its number.
struct StyleSplice {
    private let map: XMLMap
    private let fonts: Collection
    private let fills: Collection
    private let looks: Collection
    /// By the numbers of fills.
    private let shades: [Int: FindingShade]
    private var newFonts: [String] = []
    private var newFills: [String] = []
    private var newLooks: [String] = []
    private var fontNumbers: [String: Int] = [:]
    private var fillNumbers: [FindingShade: Int] = [:]
    private var lookNumbers: [String: Int] = [:]
    /// What marked styles were before, as the last copy says.
    private var former: [Int: Int] = [:]
    /// Which style was marked, and as what: for the next copy.
    private(set) var pairs: [(marked: Int, original: Int)] = []
    private var pairedStyles: Set<Int> = []
    /// Many cells ask for the same.
    private var answers: [Request: Int] = [:]

    private struct Request: Hashable {
        var style: Int
        var shade: FindingShade?
    }

    /// Excel's own bound is a little above it (Excel specifications and limits).
    private static let limit = 60_000

    /// A list of like elements.
    private struct Collection {
        var element: XMLMap.Element?
        var entries: [XMLMap.Element]

        init(_ map: XMLMap, _ name: String) {
            element = map.child(name)
            entries = element.map { map.children(of: $0) } ?? []
        }
    }

    init(_ map: XMLMap) throws(SpliceRefusal) {
        guard map.root.name == "styleSheet", !map.root.isClosed else { throw .odd("styles") }
        self.map = map
        fonts = Collection(map, "fonts")
        fills = Collection(map, "fills")
        looks = Collection(map, "cellXfs")
        guard looks.entries.count < Self.limit else { throw .odd("styles") }
        var shades: [Int: FindingShade] = [:]
        for (index, fill) in fills.entries.enumerated() {
            for pattern in map.children(of: fill, named: "patternFill")
            where map.tag(pattern).text("patternType") == "solid" {
                shades[index] = map.children(of: pattern, named: "fgColor").first
                    .flatMap { map.tag($0).text("rgb") }.flatMap(FindingShade.of)
            }
        }
        self.shades = shades
        // A workbook without any has one all the same, which cells without a style have.
        if fonts.entries.isEmpty { newFonts.append(font(name: "Calibri", size: "11")) }
        if fills.entries.isEmpty { newFills += ["none", "gray125"].map(pattern) }
        if looks.entries.isEmpty { newLooks.append(bareLook(font: 0)) }
    }

    private var prefix: String { map.prefix }

    // MARK: Marks

    /// Whether a style is one of ours.
    func isMarked(_ style: Int) -> Bool {
        guard style < looks.entries.count else { return false }
        return shades[number("fillId", of: style)] != nil
    }

    /// Remembers what the last copy says of a style that it marked.
    mutating func remember(_ marked: Int, was original: Int) {
        guard isMarked(marked), !isMarked(original) else { return }
        former[marked] = former[marked] ?? original
    }

    /// The style in the colours of what is wrong with a cell; as it was before we marked it, where nothing is.
    mutating func style(_ style: Int, as shade: FindingShade?) -> Int {
        let key = Request(style: style, shade: shade)
        if let known = answers[key] { return known }
        let answer = newStyle(style, as: shade)
        answers[key] = answer
        return answer
    }

    private mutating func newStyle(_ style: Int, as shade: FindingShade?) -> Int {
        let original = unmarked(style)
        guard let shade else { return original }
        let number: Int
        if isMarked(style), shades[self.number("fillId", of: style)] == shade {
            number = style
        } else {
            // Of one that we marked otherwise, the letters are known by nothing else.
            let base = style < looks.entries.count ? style : 0
            number = look(
                like: base, font: font(like: self.number("fontId", of: base), colour: shade.font),
                fill: fill(shade))
        }
        if pairedStyles.insert(number).inserted { pairs.append((number, original)) }
        return number
    }

    /// The style as it was before we marked it. What somebody has changed beside the colours stays changed.
    private mutating func unmarked(_ style: Int) -> Int {
        guard isMarked(style) else { return style }
        if let original = former[style] { return original }
        let own = (font: number("fontId", of: style), fill: number("fillId", of: style))
        let like = former.sorted { $0.key < $1.key }.first { marked, _ in
            number("fontId", of: marked) == own.font && number("fillId", of: marked) == own.fill
        }
        if let original = like?.value {
            return look(
                like: style, font: number("fontId", of: original),
                fill: number("fillId", of: original))
        }
        return look(like: style, font: font(like: own.font, colour: nil), fill: 0)
    }

    // MARK: The list's own

    /// A style of the list of findings, in the workbook's own font.
    mutating func listStyle(_ style: ListStyle) -> Int {
        let size = style == .title ? "14" : ownFont("sz") ?? "11"
        var letters = ""
        if style == .title || style == .header { letters += "<\(prefix)b/>" }
        if style.isLink { letters += "<\(prefix)u/>" }
        let colour = style.isLink ? "FF0563C1" : style.shade?.font
        let number = fontNumber(
            font(name: ownFont("name") ?? "Calibri", size: size, before: letters, colour: colour))
        return lookNumber(
            bareLook(
                font: number, fill: style.shade.map { fill($0) } ?? 0, isWrapped: style.isWrapped))
    }

    /// What the workbook's first font says of itself.
    private func ownFont(_ name: String) -> String? {
        guard let font = fonts.entries.first,
            let child = map.children(of: font, named: name).first
        else { return nil }
        return map.tag(child).text("val")
    }

    // MARK: Elements

    private func number(_ name: String, of style: Int) -> Int {
        guard style < looks.entries.count else { return 0 }
        return max(0, map.tag(looks.entries[style]).number(name) ?? 0)
    }

    private mutating func fill(_ shade: FindingShade) -> Int {
        if let known = shades.first(where: { $0.value == shade })?.key { return known }
        if let known = fillNumbers[shade] { return known }
        let number = fills.entries.count + newFills.count
        newFills.append(
            "<\(prefix)fill><\(prefix)patternFill patternType=\"solid\">"
                + "<\(prefix)fgColor rgb=\"\(shade.fill)\"/><\(prefix)bgColor indexed=\"64\"/>"
                + "</\(prefix)patternFill></\(prefix)fill>")
        fillNumbers[shade] = number
        return number
    }

    private func pattern(_ type: String) -> String {
        "<\(prefix)fill><\(prefix)patternFill patternType=\"\(type)\"/></\(prefix)fill>"
    }

    private func font(
        name: String, size: String, before: String = "", colour: String? = nil
    ) -> String {
        let colour = colour.map { "<\(prefix)color rgb=\"\($0)\"/>" } ?? ""
        return "<\(prefix)font>\(before)<\(prefix)sz val=\"\(size)\"/>\(colour)"
            + "<\(prefix)name val=\"\(XMLText.escaped(name))\"/></\(prefix)font>"
    }

    private mutating func fontNumber(_ text: String) -> Int {
        if let known = fontNumbers[text] { return known }
        let number = fonts.entries.count + newFonts.count
        newFonts.append(text)
        fontNumbers[text] = number
        return number
    }

    /// A font in another colour, or in none of its own.
    private mutating func font(like number: Int, colour: String?) -> Int {
        guard number < fonts.entries.count else {
            return fontNumber(font(name: "Calibri", size: "11", colour: colour))
        }
        let font = fonts.entries[number]
        let written = colour.map { "<\(prefix)color rgb=\"\($0)\"/>" } ?? ""
        var edits = ByteEdits()
        let children = map.children(of: font)
        for old in children where old.name == "color" { edits.remove(old.range) }
        let place = ElementOrder.font.place(
            of: "color", among: children.map { ($0.name, $0.head.lowerBound) })
        if font.isClosed {
            let end = font.head.upperBound
            edits.replace((end - 2)..<end, with: ">\(written)</\(prefix)font>")
        } else {
            edits.insert(written, at: place ?? font.tail.lowerBound)
        }
        return fontNumber(piece(font, edits))
    }

    /// An element as it is once it has been changed.
    private func piece(_ element: XMLMap.Element, _ edits: ByteEdits) -> String {
        String(decoding: edits.applied(to: map.bytes, within: element.range), as: UTF8.self)
    }

    private mutating func look(like style: Int, font: Int, fill: Int) -> Int {
        guard style < looks.entries.count else {
            return lookNumber(bareLook(font: font, fill: fill))
        }
        let element = looks.entries[style]
        let tag = map.tag(element)
        var edits = ByteEdits()
        for (name, value) in [
            ("fontId", font), ("fillId", fill), ("applyFont", 1), ("applyFill", 1),
        ] {
            edits.set(name, String(value), in: tag)
        }
        return lookNumber(piece(element, edits))
    }

    private func bareLook(font: Int, fill: Int = 0, isWrapped: Bool = false) -> String {
        let start =
            "<\(prefix)xf numFmtId=\"0\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"0\" "
            + "xfId=\"0\" applyFont=\"1\" applyFill=\"1\""
        guard isWrapped else { return start + "/>" }
        return start + " applyAlignment=\"1\"><\(prefix)alignment vertical=\"top\" wrapText=\"1\"/>"
            + "</\(prefix)xf>"
    }

    private mutating func lookNumber(_ text: String) -> Int {
        if let known = lookNumbers[text] { return known }
        let number = looks.entries.count + newLooks.count
        newLooks.append(text)
        lookNumbers[text] = number
        return number
    }

    // MARK: The part

    /// The part with what was asked for behind what was there.
    func spliced() throws(SpliceRefusal) -> [UInt8] {
        guard looks.entries.count + newLooks.count < Self.limit + 5_000 else {
            throw .odd("styles")
        }
        var edits = ByteEdits()
        extend("fonts", fonts, by: newFonts, &edits)
        extend("fills", fills, by: newFills, &edits)
        if map.child("borders") == nil {
            let sides = ["left", "right", "top", "bottom", "diagonal"].map { "<\(prefix)\($0)/>" }
            extend(
                "borders", Collection(map, "borders"),
                by: ["<\(prefix)border>\(sides.joined())</\(prefix)border>"], &edits)
        }
        if map.child("cellStyleXfs") == nil {
            extend(
                "cellStyleXfs", Collection(map, "cellStyleXfs"),
                by: ["<\(prefix)xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>"],
                &edits)
        }
        extend("cellXfs", looks, by: newLooks, &edits)
        return edits.applied(to: map.bytes)
    }

    private func extend(
        _ name: String, _ collection: Collection, by new: [String], _ edits: inout ByteEdits
    ) {
        guard !new.isEmpty else { return }
        let text = new.joined()
        let count = collection.entries.count + new.count
        guard let element = collection.element else {
            let children = map.children(of: map.root).map { ($0.name, $0.head.lowerBound) }
            let place = ElementOrder.styles.place(of: name, among: children)
            edits.insert(
                "<\(prefix)\(name) count=\"\(count)\">\(text)</\(prefix)\(name)>",
                at: place ?? map.root.tail.lowerBound)
            return
        }
        let tag = map.tag(element)
        edits.set("count", String(count), in: tag)
        if element.isClosed {
            let end = element.head.upperBound
            edits.replace((end - 2)..<end, with: ">\(text)</\(prefix)\(name)>")
        } else {
            edits.insert(text, at: element.tail.lowerBound)
        }
    }
}

/// How cells of the list of findings look.
enum ListStyle: Hashable {
    case title, header, text
    case weight(FindingShade)
    case link(FindingShade)

    var shade: FindingShade? {
        switch self {
        case .weight(let shade), .link(let shade): shade
        case .title, .header, .text: nil
        }
    }

    var isLink: Bool { if case .link = self { true } else { false } }
    var isWrapped: Bool { self != .title && self != .header }
}

extension StyleSplice {
    /// The part of a workbook that has none.
    static let bare = Array(
        ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet xmlns=\""
            + "http://schemas.openxmlformats.org/spreadsheetml/2006/main\"></styleSheet>").utf8)
}
