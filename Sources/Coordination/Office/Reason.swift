/// Why an order is late, worded so that a client may read it, or not at all.
package struct Reason: RegisterEntry {
    package static let sheet = SheetKind.reasons

    package var code: String
    /// Wording by language code.
    package var wording: [String: String]
    package var isClientSafe: Bool

    package init(code: String, wording: [String: String], isClientSafe: Bool) {
        self.code = code
        self.wording = wording
        self.isClientSafe = isClientSafe
    }

    package var key: String { code }

    package init?(row: SheetRow) {
        guard let code = row.text("code"), let indonesian = row.text("id"),
            let safe = row.text("client_safe")
        else { return nil }
        var wording = ["id": indonesian]
        if let english = row.text("en") { wording["en"] = english }
        self.init(code: code, wording: wording, isClientSafe: safe == "yes")
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "code": .text(code), "id": wording["id"].map(SheetValue.text),
            "en": wording["en"].map(SheetValue.text),
            "client_safe": .word(isClientSafe ? "yes" : "no"),
        ]
        return values.compactMapValues { $0 }
    }

    /// The wording that a client who reads `language` may see; nil holds the letter.
    package func clientWording(in language: String) -> String? {
        isClientSafe ? wording[language] : nil
    }
}
