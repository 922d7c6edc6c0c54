/// Reads a definition in Varlink's grammar (varlink.org/Interface-Definition).
///
/// Enums and structs without a name are refused: the interface has none, and each field would need a
/// Swift type that nobody named.
struct InterfaceParser {
    private var rest: Substring
    private var line = 1
    /// The comment that stands right before what comes next.
    private var comment: [String] = []

    /// - Throws: `ContractError` with the line of the first fault.
    static func parse(_ text: String) throws(ContractError) -> InterfaceDefinition {
        var parser = InterfaceParser(rest: text[...])
        return try parser.interface()
    }

    private init(rest: Substring) {
        self.rest = rest
    }

    private mutating func interface() throws(ContractError) -> InterfaceDefinition {
        skipBlank()
        let comment = comment
        guard take("interface") else { throw fault("`interface` comes first") }
        var definition = InterfaceDefinition(
            comment: comment,
            name: try word { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" })
        while skipBlank(), !rest.isEmpty {
            try declaration(into: &definition)
        }
        return definition
    }

    private mutating func declaration(
        into definition: inout InterfaceDefinition
    ) throws(ContractError) {
        let comment = comment
        switch try name() {
        case "type":
            definition.types.append(
                .init(comment: comment, name: try name(), fields: try fields()))
        case "error":
            definition.errors.append(
                .init(comment: comment, name: try name(), fields: try fields()))
        case "method":
            let name = try name()
            let parameters = try fields()
            try need("->")
            definition.methods.append(
                .init(
                    comment: comment, name: name, parameters: parameters, reply: try fields()))
        case let other:
            throw fault("`\(other)` is neither type, method nor error")
        }
    }

    private mutating func fields() throws(ContractError) -> [InterfaceDefinition.Field] {
        try need("(")
        var fields: [InterfaceDefinition.Field] = []
        if take(")") { return fields }
        repeat {
            skipBlank()
            let comment = comment
            let name = try name()
            try need(":")
            fields.append(.init(comment: comment, name: name, type: try type()))
        } while take(",")
        try need(")")
        return fields
    }

    private mutating func type() throws(ContractError) -> InterfaceDefinition.FieldType {
        if take("?") { return .optional(try type()) }
        if take("[]") { return .array(try type()) }
        if take("[string]") { return .dictionary(try type()) }
        switch try name() {
        case "bool": return .bool
        case "int": return .int
        case "float": return .float
        case "string": return .string
        case let name where name.first?.isUppercase == true: return .named(name)
        case let name: throw fault("`\(name)` is no type")
        }
    }

    private mutating func name() throws(ContractError) -> String {
        try word { $0.isLetter || $0.isNumber || $0 == "_" }
    }

    private mutating func word(
        of isPart: (Character) -> Bool
    ) throws(ContractError) -> String {
        skipBlank()
        let word = rest.prefix(while: isPart)
        guard !word.isEmpty else { throw fault("a name is wanted before “\(rest.prefix(10))”") }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func need(_ token: String) throws(ContractError) {
        guard take(token) else { throw fault("`\(token)` is wanted before “\(rest.prefix(10))”") }
    }

    private mutating func take(_ token: String) -> Bool {
        skipBlank()
        guard rest.hasPrefix(token) else { return false }
        rest = rest.dropFirst(token.count)
        return true
    }

    /// Goes on to what is neither space nor comment, and keeps the comment that touches it.
    @discardableResult
    private mutating func skipBlank() -> Bool {
        var newlines = 0
        if rest.first.map({ $0.isWhitespace || $0 == "#" }) ?? false { comment = [] }
        while let next = rest.first {
            if next == "#" {
                if newlines > 1 { comment = [] }
                let text = rest.prefix { $0 != "\n" }
                comment.append(String(text.dropFirst().drop { $0 == " " }))
                rest = rest.dropFirst(text.count)
                newlines = 0
            } else if next.isWhitespace {
                if next == "\n" {
                    newlines += 1
                    line += 1
                }
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        if newlines > 1 { comment = [] }
        return true
    }

    private func fault(_ message: String) -> ContractError {
        ContractError(message: "line \(line): \(message)")
    }
}
