/// Why an order is late, worded so that a client may read it, or not at all.
package struct Reason: RegisterEntry {
    package static let sheet = SheetKind.reasons

    package var code: String
    /// Wording by language code.
    package var wording: [String: String]
    package var isClientSafe: Bool
    /// What is done about it, for clients to read, by language code; nil says nothing.
    package var actions: [String: String]?

    package init(
        code: String, wording: [String: String], isClientSafe: Bool,
        actions: [String: String]? = nil
    ) {
        self.actions = actions
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
        var actions: [String: String] = [:]
        actions["id"] = row.text("action_id")
        actions["en"] = row.text("action_en")
        self.init(
            code: code, wording: wording, isClientSafe: safe == "yes",
            actions: actions.isEmpty ? nil : actions)
    }

    package var values: [String: SheetValue] {
        let values: [String: SheetValue?] = [
            "code": .text(code), "id": wording["id"].map(SheetValue.text),
            "en": wording["en"].map(SheetValue.text),
            "client_safe": .word(isClientSafe ? "yes" : "no"),
            "action_id": actions?["id"].map(SheetValue.text),
            "action_en": actions?["en"].map(SheetValue.text),
        ]
        return values.compactMapValues { $0 }
    }

    /// The wording that a client who reads `language` may see; nil holds the letter.
    package func clientWording(in language: String) -> String? {
        isClientSafe ? wording[language] : nil
    }
}
