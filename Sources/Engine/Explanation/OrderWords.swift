import Coordination

/// What the history says of an order's lines beside their dates, in both languages.
enum OrderWords {
    /// - Parameter detail: as the history has it: `1: cancelled; 2: delivered 5 of 10`.
    static func words(of detail: String) -> BilingualText {
        BilingualText(
            en: detail,
            id: detail.split(separator: ";").map { part in
                var text = String(part)
                for (english, indonesian) in table {
                    guard let place = text.firstRange(of: ": " + english) else { continue }
                    text.replaceSubrange(place, with: ": " + indonesian)
                    break
                }
                return text.replacing(" of ", with: " dari ")
            }.joined(separator: ";"))
    }

    private static let table: [(String, String)] = [
        ("no longer cancelled", "tidak lagi dibatalkan"), ("cancelled", "dibatalkan"),
        ("delivered", "terkirim"), ("ordered", "dipesan"), ("promised", "dijanjikan"),
    ]
}
