/// Months and weekdays as people write them, in full and shortened, Indonesian and English.
enum MonthNames {
    /// 1 to 12; nil when it is no month's name.
    ///
    /// - Parameter word: in small letters.
    static func month(_ word: String) -> Int? { months[word] }

    /// 1 for Monday; nil when it is no weekday's name.
    static func weekday(_ word: String) -> Int? { weekdays[word] }

    private static let months = numbered([
        "januari january jan", "februari february pebruari feb peb", "maret march mar mrt",
        "april apr", "mei may", "juni june jun", "juli july jul",
        "agustus august agu aug ags agt agst agust", "september sep sept",
        "oktober october okt oct", "november nopember nov nop", "desember december des dec",
    ])

    private static let weekdays = numbered([
        "senin monday sen mon", "selasa tuesday sel tue", "rabu wednesday rab wed",
        "kamis thursday kam thu", "jumat friday jum fri", "sabtu saturday sab sat",
        "minggu ahad sunday min sun",
    ])

    private static func numbered(_ lines: [String]) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (index, line) in lines.enumerated() {
            for word in line.split(separator: " ") { numbers[String(word)] = index + 1 }
        }
        return numbers
    }
}
