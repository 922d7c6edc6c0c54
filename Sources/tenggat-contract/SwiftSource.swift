/// Swift source as it grows, indented by blocks.
struct SwiftSource {
    /// The source that came together.
    private(set) var text: String
    private var depth = 0
    private static let width = 100

    /// - Parameter imports: modules whose types package declarations use.
    init(imports: [String] = []) {
        text = """
            // swift-format-ignore-file
            // Made by scripts/generate-contract from org.tenggat.Control.varlink: change that, not this.

            """
        if !imports.isEmpty { text += "\n" }
        for module in imports { text += "package import \(module)\n" }
    }

    mutating func line(_ line: String = "") {
        text += line.isEmpty ? "\n" : String(repeating: "    ", count: depth) + line + "\n"
    }

    mutating func comment(_ lines: [String]) {
        for text in lines { line(text.isEmpty ? "///" : "/// \(text)") }
    }

    mutating func block(_ head: String, _ body: (inout SwiftSource) -> Void) {
        line("\(head) {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    /// A block whose head has a list in parentheses, on as few lines as hold it.
    mutating func block(
        _ head: String, list: [String], _ body: (inout SwiftSource) -> Void
    ) {
        let flat = "\(head)(\(list.joined(separator: ", "))"
        guard depth * 4 + flat.count + 3 > Self.width else {
            return block(flat + ")", body)
        }
        line("\(head)(")
        depth += 1
        var row = ""
        for (index, item) in list.enumerated() {
            let item = index == list.indices.last ? item : item + ","
            if !row.isEmpty, depth * 4 + row.count + 1 + item.count > Self.width {
                line(row)
                row = ""
            }
            row += row.isEmpty ? item : " " + item
        }
        line(row)
        depth -= 1
        block(")", body)
    }
}
