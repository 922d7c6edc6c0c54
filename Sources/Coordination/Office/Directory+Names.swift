/// Entries by their names, which people write where a code is wanted.
extension Directory {
    /// Codes of what has a name, without regard to case and spaces, in their order.
    package func codes(named text: String, in registers: [SheetKind]) -> [String] {
        let wanted = Self.foldedName(text)
        guard !wanted.isEmpty else { return [] }
        return registers.flatMap { register in
            names(in: register).filter { entry in
                // Most names are of another length.
                abs(entry.name.utf8.count - text.utf8.count) < 8
                    && Self.foldedName(entry.name) == wanted
            }.map(\.code).sorted()
        }
    }

    /// What a cell should hold that holds no code: of a name the codes to choose from.
    func expectedCode(insteadOf text: String, in registers: [SheetKind]) -> BilingualText {
        let codes = codes(named: text, in: registers)
        guard !codes.isEmpty else { return .expectedCode(in: registers) }
        let list = codes.prefix(10).joined(separator: ", ") + (codes.count > 10 ? ", …" : "")
        return codes.count == 1
            ? BilingualText(en: "its code: \(list)", id: "kodenya: \(list)")
            : BilingualText(
                en: "one of the codes of those who share this name: \(list)",
                id: "salah satu kode dari yang bernama sama: \(list)")
    }

    /// The code that is most likely meant: of a name only one has, else of a slip of the finger.
    func suggestedCode(insteadOf text: String, in registers: [SheetKind]) -> String? {
        let named = codes(named: text, in: registers)
        guard named.isEmpty else { return named.count == 1 ? named[0] : nil }
        return CodeSuggestion.nearest(to: text, among: registers.flatMap(codes))
    }

    private func names(in register: SheetKind) -> [(name: String, code: String)] {
        switch register {
        case .people: people.values.map { ($0.name, $0.code) }
        case .teams: teams.values.map { ($0.name, $0.code) }
        case .clients: clients.values.map { ($0.name, $0.code) }
        default: []
        }
    }

    private static func foldedName(_ name: String) -> String {
        name.foldedCode.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
