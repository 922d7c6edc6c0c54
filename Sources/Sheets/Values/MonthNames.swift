/// Months as people write them, in full and shortened, Indonesian and English.
enum MonthNames {
    /// 1 to 12; nil when it is no month's name.
    static func month(_ text: some StringProtocol) -> Int? {
        let name = text.lowercased().filter { $0 != "." }
        guard name.count >= 3 else { return nil }
        return months[name]
    }

    private static let months: [String: Int] = {
        var months: [String: Int] = [:]
        let names = [
            "januari january jan", "februari february pebruari feb peb", "maret march mar mrt",
            "april apr", "mei may", "juni june jun", "juli july jul",
            "agustus august agu aug ags agt agust", "september sep sept", "oktober october okt oct",
            "november nopember nov nop", "desember december des dec",
        ]
        for (index, line) in names.enumerated() {
            for name in line.split(separator: " ") { months[String(name)] = index + 1 }
        }
        return months
    }()
}
