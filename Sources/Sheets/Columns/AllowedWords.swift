import Coordination

/// The words that a column takes, each with what else people write for it, Indonesian first.
///
/// Words match as headers do: without regard to case, spaces, `_`, `-` and `.`.
struct AllowedWords: Sendable, ExpressibleByDictionaryLiteral {
    /// The English words in their order, for messages.
    let words: [String]
    private let indonesian: [String]
    private let meanings: [String: String]

    init(dictionaryLiteral elements: (String, [String])...) { self.init(elements) }

    private init(_ elements: [(String, [String])]) {
        words = elements.map(\.0)
        indonesian = elements.map { word, aliases in aliases.first ?? word }
        var meanings: [String: String] = [:]
        for (word, aliases) in elements {
            for name in [word] + aliases { meanings[HeaderName.canonical(name)] = word }
        }
        self.meanings = meanings
    }

    /// The English word for what somebody wrote; nil when it is none of them.
    func word(for text: String) -> String? { meanings[HeaderName.canonical(text)] }

    /// Everything that may be written, to suggest what was meant.
    var spellings: [String] { Array(meanings.keys) }

    /// The words as a reader of a language writes them.
    func offered(in language: String) -> [String] { language == "id" ? indonesian : words }

    /// A word as a reader of a language writes it; what is none stays as it is.
    func written(_ word: String, in language: String) -> String {
        words.firstIndex(of: word).map { offered(in: language)[$0] } ?? word
    }

    /// `one of: sales, manager`, and in Indonesian the words that mean the same.
    var wording: BilingualText {
        BilingualText(
            en: "one of: " + words.joined(separator: ", "),
            id: "salah satu dari: " + indonesian.joined(separator: ", "))
    }
}

extension AllowedWords {
    static let presences: AllowedWords = ["active": ["aktif"], "left": ["keluar"]]
    static let yesOrNo: AllowedWords = [
        "yes": ["ya", "y", "true", "1"], "no": ["tidak", "tdk", "n", "false", "0"],
    ]
    static let languages: AllowedWords = [
        "id": ["indonesia", "indonesian", "bahasa indonesia"],
        "en": ["inggris", "bahasa inggris", "english"],
    ]
    static let posts: AllowedWords = [
        "sales": ["sales", "salesperson"], "coordinator": ["koordinator"], "manager": ["manajer"],
        "director": ["direktur"], "finance": ["keuangan"],
    ]
    static let noticePolicies: AllowedWords = [
        "approval": ["persetujuan"], "automatic": ["otomatis"], "none": ["tidak"],
    ]
    static let holidayKinds: AllowedWords = [
        "national": ["nasional"], "joint-leave": ["cuti bersama"], "regional": ["daerah"],
        "office": ["kantor"],
    ]
    static let certainties: AllowedWords = ["fixed": ["pasti"], "estimated": ["perkiraan"]]
    static let decisions = AllowedWords(
        DecisionWord.allCases.map { ($0.rawValue, $0.indonesian + $0.english) })
    static let deadlineStates: AllowedWords = [
        "open": ["buka"], "done": ["selesai"], "cancelled": ["batal"],
        "waived": ["dikecualikan"], "acknowledged": ["diketahui"],
        "reopened": ["dibuka kembali", "buka lagi"],
    ]
    static let rollings: AllowedWords = [
        "preceding": ["dimajukan"], "following": ["dimundurkan"],
    ]
    static let orderStates: AllowedWords = ["open": ["buka"], "cancelled": ["batal"]]
    /// The shorthands of systemd.time(7), "Calendar Events".
    static let repetitions: AllowedWords = [
        "daily": ["harian"], "weekly": ["mingguan"], "monthly": ["bulanan"],
        "quarterly": ["triwulanan", "kuartalan"], "semiannually": ["semesteran"],
        "yearly": ["tahunan", "annually"],
    ]
}
