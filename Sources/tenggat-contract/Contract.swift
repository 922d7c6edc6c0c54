/// The Swift side of a Varlink interface: what the daemon and its client share, made of one definition.
///
/// Two sentences of a comment are read:
/// - a field whose comment begins with `Base64` is bytes (`Data`, which JSON carries so);
/// - a type whose comment says `Every name is there` writes null where it has nothing, others leave
///   the name out.
struct Contract {
    private let text: String
    private let interface: InterfaceDefinition

    /// - Throws: `ContractError` for a definition of which no Swift can be made.
    init(_ text: String) throws(ContractError) {
        self.text = text
        interface = try InterfaceParser.parse(text)
        try ContractCheck.check(interface)
    }

    /// The sources by the names of their files.
    var files: [String: String] {
        [
            "ControlInterface+Definition.swift": definition, "Types.swift": types,
            "Calls.swift": calls, "ControlError+Code.swift": errors,
        ]
    }

    private var definition: String {
        var source = SwiftSource()
        source.line()
        source.block("extension ControlInterface") { source in
            source.line("package static let name = \"\(interface.name)\"")
            source.line()
            source.comment([
                "The interface as org.varlink.service describes it to anybody who asks (varlink.org)."
            ])
            source.line("package static let definition = #\"\"\"")
        }
        // The text stands at the margin, as its literal's end does.
        let literal = "\(text)\n\"\"\"#\n}\n"
        return String(source.text.dropLast("}\n".count)) + literal
    }

    private var types: String {
        var source = SwiftSource(imports: ["FoundationEssentials"])
        for type in interface.types {
            source.line()
            source.comment(type.comment)
            source.block("package struct \(type.name): Codable, Sendable") { source in
                source.members(type.fields)
                if type.comment.joined(separator: " ").contains("Every name is there") {
                    source.line()
                    source.encodingWithNulls(type.fields)
                }
            }
        }
        return source.text
    }

    private var calls: String {
        var source = SwiftSource(imports: ["FoundationEssentials"])
        // Replies with the same content are one type, of the first method that answers so.
        var replies: [(fields: [InterfaceDefinition.Field], method: String)] = []
        for method in interface.methods {
            source.line()
            source.comment(method.comment)
            source.block("package struct \(method.name): ControlCall") { source in
                source.line("package static let method = \"\(method.name)\"")
                let names = method.parameters.map { "\"\($0.name)\"" }.joined(separator: ", ")
                source.line("package static let parameters: Set<String> = [\(names)]")
                source.members(method.parameters, optionalsMayBeLeftOut: true)
                source.line()
                if let same = replies.first(where: { $0.fields == method.reply }) {
                    source.line("package typealias Reply = \(same.method).Reply")
                } else {
                    replies.append((method.reply, method.name))
                    source.comment(["What `\(method.name)` answers."])
                    source.block("package struct Reply: Codable, Sendable") { source in
                        source.members(method.reply)
                    }
                }
            }
        }
        return source.text
    }

    private var errors: String {
        var source = SwiftSource()
        source.line()
        source.block("extension ControlError") { source in
            source.comment(["The errors that the interface defines."])
            source.block("package enum Code: String, Hashable, Sendable, CaseIterable") { source in
                for error in interface.errors {
                    source.comment(error.comment)
                    source.line("case \(SwiftName.enumCase(error.name)) = \"\(error.name)\"")
                }
            }
        }
        return source.text
    }
}

extension SwiftSource {
    /// Properties, and the initialiser that takes them all.
    fileprivate mutating func members(
        _ fields: [InterfaceDefinition.Field], optionalsMayBeLeftOut: Bool = false
    ) {
        for field in fields {
            comment(field.comment)
            line("package var \(SwiftName.escaped(field.property)): \(field.swiftType)")
        }
        if !fields.isEmpty { line() }
        let list = fields.map { field in
            let isLeftOut = if case .optional = field.type { optionalsMayBeLeftOut } else { false }
            return "\(field.property): \(field.swiftType)" + (isLeftOut ? " = nil" : "")
        }
        guard !fields.isEmpty else { return line("package init() {}") }
        block("package init", list: list) { source in
            for field in fields {
                source.line(
                    "self.\(field.property) = \(SwiftName.escaped(field.property))")
            }
        }
    }

    fileprivate mutating func encodingWithNulls(_ fields: [InterfaceDefinition.Field]) {
        comment(["With null where there is nothing: scripts find every name in every answer."])
        block("package func encode(to encoder: any Encoder) throws") { source in
            source.line("var container = encoder.container(keyedBy: CodingKeys.self)")
            for field in fields {
                source.line(
                    "try container.encode(\(SwiftName.escaped(field.property)), "
                        + "forKey: .\(field.property))")
            }
        }
    }
}

extension InterfaceDefinition.Field {
    fileprivate var property: String { SwiftName.property(name) }

    fileprivate var swiftType: String {
        type.swift(string: comment.first?.hasPrefix("Base64") ?? false ? "Data" : "String")
    }
}

extension InterfaceDefinition.FieldType {
    fileprivate func swift(string: String) -> String {
        switch self {
        case .bool: "Bool"
        case .int: "Int"
        case .float: "Double"
        case .string: string
        case .named(let name): name
        case .array(let type): "[\(type.swift(string: string))]"
        case .dictionary(let type): "[String: \(type.swift(string: string))]"
        case .optional(let type): "\(type.swift(string: string))?"
        }
    }
}
