/// A worksheet's notes (ECMA-376 part 1, 18.7): ours put in, those of an earlier copy taken out, all others kept.
struct NoteSplice {
    /// Who wrote our notes.
    static let author = "Tenggat"
    /// Where our words begin, in a note of ours and behind those of somebody else. By it they are known again: some
    /// programs forget who wrote a note.
    private static let fence = "— Tenggat —"

    private let map: XMLMap
    private let list: XMLMap.Element
    private let authors: XMLMap.Element
    private let authorNames: [String]
    private var edits = ByteEdits()
    private var added = ""
    /// Cells whose note of ours is gone.
    private(set) var removed: Set<String> = []

    init(_ map: XMLMap) throws(SpliceRefusal) {
        guard map.root.name == "comments", let list = map.child("commentList"),
            let authors = map.child("authors")
        else { throw .odd("comments") }
        self.map = map
        self.list = list
        self.authors = authors
        authorNames = map.children(of: authors, named: "author").map(map.text)
    }

    /// Puts our words into cells.
    ///
    /// - Parameter texts: by cells' names.
    /// - Returns: the part, and which cells got a note that has to be drawn.
    mutating func spliced(_ texts: [(cell: String, text: String)]) -> ([UInt8], drawn: [String]) {
        var taken: Set<String> = []
        let wanted = Dictionary(
            texts.map { ($0.cell, $0.text) }, uniquingKeysWith: { first, _ in first })
        for note in map.children(of: list, named: "comment") {
            let tag = map.tag(note)
            guard let cell = tag.text("ref") else { continue }
            if isOurs(note, tag) {
                edits.remove(note.range)
                removed.insert(cell)
                continue
            }
            taken.insert(cell)
            let text = wanted[cell]
            // A conversation's note only stands in for it, for programs that know no conversations.
            if !isConversation(note, tag) { extend(note, by: text) }
        }
        let isKnown = authorNames.contains(Self.author)
        let number = authorNames.firstIndex(of: Self.author) ?? authorNames.count
        let new = texts.filter { !taken.contains($0.cell) }
        for (cell, text) in new {
            let p = map.prefix
            added +=
                "<\(p)comment ref=\"\(cell)\" authorId=\"\(number)\"><\(p)text>"
                + run("\(Self.fence)\n\(text)") + "</\(p)text></\(p)comment>"
        }
        if !isKnown, !new.isEmpty {
            put("<\(map.prefix)author>\(Self.author)</\(map.prefix)author>", into: authors)
        }
        if !added.isEmpty { put(added, into: list) }
        return (edits.applied(to: map.bytes), new.map(\.cell))
    }

    private func run(_ text: String) -> String {
        let p = map.prefix
        return "<\(p)r><\(p)rPr><\(p)sz val=\"9\"/><\(p)rFont val=\"Tahoma\"/></\(p)rPr>"
            + "<\(p)t xml:space=\"preserve\">\(XMLText.escaped(WorkbookText.fitting(text)))</\(p)t>"
            + "</\(p)r>"
    }

    private mutating func put(_ text: String, into element: XMLMap.Element) {
        if element.isClosed {
            let end = element.head.upperBound
            edits.replace((end - 2)..<end, with: ">\(text)</\(map.prefix)\(element.name)>")
        } else {
            edits.insert(text, at: element.tail.lowerBound)
        }
    }

    private func author(_ tag: XMLTag) -> String {
        let number = tag.number("authorId") ?? -1
        return authorNames.indices.contains(number) ? authorNames[number] : ""
    }

    /// The pieces of text in a note.
    private func pieces(of note: XMLMap.Element) -> [XMLMap.Element] {
        map.inside(note).filter { $0.name == "t" }
    }

    /// Some programs give the next note the same author: his name alone makes ours only what says nothing.
    private func isOurs(_ note: XMLMap.Element, _ tag: XMLTag) -> Bool {
        let words = words(of: note)
        return words.hasPrefix(Self.fence) || words.isEmpty && author(tag) == Self.author
    }

    private func words(of note: XMLMap.Element) -> Substring {
        pieces(of: note).map(map.text).joined().drop(while: \.isWhitespace)
    }

    /// Notes that stand in for a conversation are written by nobody (MS-XLSX, threaded comments).
    private func isConversation(_ note: XMLMap.Element, _ tag: XMLTag) -> Bool {
        author(tag).hasPrefix("tc=") || words(of: note).hasPrefix("[Threaded comment]")
    }

    /// Takes our former words out of somebody's note, and puts the present ones behind it.
    private mutating func extend(_ note: XMLMap.Element, by text: String?) {
        guard let body = map.children(of: note, named: "text").first, !body.isClosed else { return }
        removeFence(from: note)
        guard let text else { return }
        let p = map.prefix
        let children = map.children(of: body)
        for plain in children where plain.name == "t" {
            edits.insert("<\(p)r>", at: plain.head.lowerBound)
            edits.insert("</\(p)r>", at: plain.range.upperBound)
        }
        let readings = children.first { ["rPh", "phoneticPr"].contains($0.name) }
        edits.insert(
            run("\n\n\(Self.fence)\n\(text)"),
            at: readings?.head.lowerBound ?? body.tail.lowerBound)
    }

    /// From our fence on everything is ours, however many pieces another program has made of it.
    private mutating func removeFence(from note: XMLMap.Element) {
        let fence = Array(Self.fence.utf8)
        let pieces = pieces(of: note)
        guard
            let first = pieces.firstIndex(where: {
                map.bytes[$0.content].firstRange(of: fence) != nil
            }), let mark = map.bytes[pieces[first].content].firstRange(of: fence)
        else { return }
        edits.remove(
            lineEnds(before: mark.lowerBound, in: pieces[first])
                .lowerBound..<pieces[first].content.upperBound)
        for piece in pieces[(first + 1)...] { edits.remove(piece.content) }
        for piece in pieces[..<first].reversed() {
            let ends = lineEnds(before: piece.content.upperBound, in: piece)
            edits.remove(ends)
            guard ends == piece.content else { return }
        }
    }

    private func lineEnds(before end: Int, in piece: XMLMap.Element) -> Range<Int> {
        var start = end
        let written = ["\n", "\r", "&#10;", "&#xA;", "&#xa;", "&#13;"].map { Array($0.utf8) }
        while let last = written.first(where: { last in
            map.bytes[piece.content.lowerBound..<start].suffix(last.count).elementsEqual(last)
        }) {
            start -= last.count
        }
        return start..<end
    }

    /// The part of a worksheet that has no notes.
    static let bare = Array(
        ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\""
            + "http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"
            + "<authors></authors><commentList></commentList></comments>").utf8)
}
