/// The part of an interface definition that calls are checked against: each method's parameters.
///
/// Varlink's grammar (varlink.org/Interface-Definition) is read far enough for our own text.
struct InterfaceText {
    /// Names of parameters by method.
    let parameters: [String: Set<String>]

    init(_ text: String) {
        var parameters: [String: Set<String>] = [:]
        let code = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.prefix { $0 != "#" } }.joined(separator: " ")
        for declaration in code.split(separator: "method ").dropFirst() {
            let name = declaration.prefix { $0.isLetter || $0.isNumber }
            let list = declaration.dropFirst(name.count).drop { $0 != "(" }.dropFirst()
                .prefix { $0 != ")" }
            let names = list.split(separator: ",").map { field in
                field.prefix { $0 != ":" }.filter { !$0.isWhitespace }
            }
            parameters[String(name)] = Set(names.filter { !$0.isEmpty })
        }
        self.parameters = parameters
    }
}
