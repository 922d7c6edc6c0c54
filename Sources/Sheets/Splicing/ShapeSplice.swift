/// The shapes in which notes are drawn (VML, ECMA-376 part 4, 19): Excel shows a note only with one.
struct ShapeSplice {
    private let map: XMLMap

    /// What declares the names that our shapes use, where the part has others for them.
    private let spaces: String

    init(_ map: XMLMap) throws(SpliceRefusal) {
        guard map.root.name == "xml", !map.root.isClosed else { throw .odd("vmlDrawing") }
        self.map = map
        let root = map.source(map.root.head)
        spaces = Self.spaces.map { name, space in
            let words = "xmlns:\(name)=\"\(space)\""
            return root.contains(words) ? "" : " \(words)"
        }.joined()
    }

    private static let spaces = [
        ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
        ("x", "urn:schemas-microsoft-com:office:excel"),
    ]

    /// Far more than there can be notes; what is written beyond it is nobody's number.
    private static let mostBlocks = 1 << 20

    /// Blocks of 1024 numbers each that a part's shapes have (`o:idmap`, and what stands in names).
    static func blocks(of map: XMLMap) -> Set<Int> {
        var blocks: Set<Int> = []
        for element in map.elements {
            let tag = map.tag(element)
            if element.name == "idmap" {
                let numbers = (tag.text("data") ?? "").split(separator: ",")
                blocks.formUnion(numbers.compactMap { Int($0) }.filter { $0 < mostBlocks })
            } else if element.name == "shape" {
                for name in [tag.text("spid"), tag.text("id")].compactMap(\.self) {
                    guard let mark = name.lastIndex(of: "s"),
                        let number = Int(name[name.index(after: mark)...])
                    else { continue }
                    if number / 1_024 < mostBlocks { blocks.insert(number / 1_024) }
                }
            }
        }
        return blocks
    }

    /// - Parameters:
    ///   - cells: whose notes are drawn, with how many lines each has.
    ///   - removed: names of cells whose notes are gone.
    ///   - block: of numbers that no shape has yet, nor has any beyond.
    func spliced(
        _ cells: [(cell: String, lines: Int)], removing removed: Set<String>, block: Int
    ) -> [UInt8] {
        var edits = ByteEdits()
        let shapes = map.children(of: map.root, named: "shape")
        for shape in shapes where cell(of: shape).map(removed.contains) ?? false {
            edits.remove(shape.range)
        }
        var text = ""
        if !cells.isEmpty, !hasType { text += type }
        for (index, note) in cells.enumerated() {
            let number = (block + index / 1_000) * 1_024 + 1 + index % 1_000
            text += shape(
                note.cell, number: number, order: shapes.count + index + 1, lines: note.lines)
        }
        edits.insert(text, at: map.root.tail.lowerBound)
        if !cells.isEmpty, let numbers = map.all(named: "idmap").first {
            let tag = map.tag(numbers)
            let further = (0...((cells.count - 1) / 1_000)).map { String(block + $0) }
            let own = (tag.text("data") ?? "").split(separator: ",").map(String.init)
            edits.set("data", (own + further).joined(separator: ","), in: tag)
        }
        return edits.applied(to: map.bytes)
    }

    private var hasType: Bool {
        map.children(of: map.root, named: "shapetype").contains {
            map.tag($0).text("id") == "_x0000_t202"
        }
    }

    /// The cell whose note a shape draws.
    private func cell(of shape: XMLMap.Element) -> String? {
        guard let data = map.children(of: shape, named: "ClientData").first,
            map.tag(data).text("ObjectType") == "Note",
            let row = map.children(of: data, named: "Row").first.flatMap({ number($0) }),
            let column = map.children(of: data, named: "Column").first.flatMap({ number($0) })
        else { return nil }
        return CellName.address(column: column, row: row + 1)
    }

    private func number(_ element: XMLMap.Element) -> Int? {
        let number = Int(map.text(element).filter { !$0.isWhitespace })
        return number.flatMap { (0..<1_048_576).contains($0) ? $0 : nil }
    }

    private func shape(_ cell: String, number: Int, order: Int, lines: Int) -> String {
        guard let (column, row) = CellName.parts(cell) else { return "" }
        let top = max(0, row - 2)
        let anchor = [column + 1, 15, top, 10, column + 5, 15, top + min(20, lines + 1), 4]
        let place = anchor.map(String.init).joined(separator: ", ")
        return
            "<v:shape\(spaces) id=\"_x0000_s\(number)\" type=\"#_x0000_t202\" style=\"position:absolute;"
            + "margin-left:80pt;margin-top:2pt;width:220pt;height:60pt;z-index:\(order);"
            + "visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\">"
            + "<v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/>"
            + "<v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\">"
            + "<div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\">"
            + "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>\(place)</x:Anchor>"
            + "<x:AutoFill>False</x:AutoFill><x:Row>\(row - 1)</x:Row>"
            + "<x:Column>\(column)</x:Column></x:ClientData></v:shape>"
    }

    private var type: String {
        "<v:shapetype\(spaces) id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
            + "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/>"
            + "<v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>"
    }

    /// The part of a worksheet that draws nothing in this way.
    static let bare = Array(
        ("<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
            + "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
            + "xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
            + "<o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"\"/>"
            + "</o:shapelayout></xml>").utf8)
}
