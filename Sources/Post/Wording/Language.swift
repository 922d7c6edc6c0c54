/// A language that letters are written in.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case indonesian = "id"
    case english = "en"

    /// The language of a code as registers hold it; English for a code that has no wording here,
    /// since a reader of any other language is likelier to read it.
    package init(code: String) {
        self = Language(rawValue: code.lowercased()) ?? .english
    }

    var months: [String] {
        switch self {
        case .indonesian:
            [
                "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
                "September", "Oktober", "November", "Desember",
            ]
        case .english:
            [
                "January", "February", "March", "April", "May", "June", "July", "August",
                "September", "October", "November", "December",
            ]
        }
    }

    var shortMonths: [String] {
        switch self {
        case .indonesian:
            [
                "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
            ]
        case .english:
            [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ]
        }
    }

    /// From Monday.
    var weekdays: [String] {
        switch self {
        case .indonesian: ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
        case .english:
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        }
    }
}
