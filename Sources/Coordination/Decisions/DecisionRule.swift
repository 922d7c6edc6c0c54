/// What a decision is about.
package enum DecisionSubject: String, Sendable, Hashable, CaseIterable {
    /// A letter to a client.
    case letter
    /// A manager's word on a team's figures.
    case signOff = "sign-off"
    /// What a team owes for a period.
    case submission
    case period
    /// What somebody asked leave for.
    case request
    case deadline
    case order
    /// Whether letters go to a client, or about an order.
    case correspondence
    /// A file that was taken.
    case importedFile = "import"

    package var words: BilingualText {
        switch self {
        case .letter: BilingualText(en: "a letter", id: "surat")
        case .signOff: BilingualText(en: "a sign-off", id: "pengesahan")
        case .submission: BilingualText(en: "a team's report", id: "laporan tim")
        case .period: BilingualText(en: "a period", id: "periode")
        case .request: BilingualText(en: "a request", id: "permohonan")
        case .deadline: BilingualText(en: "a deadline", id: "tenggat")
        case .order: BilingualText(en: "an order", id: "pesanan")
        case .correspondence:
            BilingualText(en: "letters to a client", id: "surat-menyurat dengan klien")
        case .importedFile: BilingualText(en: "an import", id: "impor")
        }
    }
}

/// One thing that can be decided about a subject, and what it cannot be decided without.
package struct DecisionRule: Sendable, Hashable {
    package var subject: DecisionSubject
    package var word: DecisionWord
    package var needs: Set<Need>
    /// What it may carry beside; its reason and its check value every one may.
    package var takes: Set<Need>

    /// What a decision carries beside its word.
    package enum Need: String, Sendable, Hashable, CaseIterable {
        case reason, date
        /// The word that stands for what was read.
        case check
        /// How much is granted.
        case amount
        /// What shows that it was done.
        case proof
    }

    private init(
        _ subject: DecisionSubject, _ word: DecisionWord, _ needs: Need..., taking: Set<Need> = []
    ) {
        self.subject = subject
        self.word = word
        self.needs = Set(needs)
        takes = taking.union(needs).union([.reason, .check])
    }

    /// Everything that can be decided.
    package static let all: [DecisionRule] = [
        DecisionRule(.letter, .approve, .check),
        DecisionRule(.letter, .refuse, .check, .reason),
        DecisionRule(.letter, .hold, .reason),
        DecisionRule(.letter, .told, taking: [.date]),
        DecisionRule(.letter, .arrived),
        DecisionRule(.signOff, .approve, .check),
        DecisionRule(.submission, .waive, .reason),
        DecisionRule(.submission, .reopen, .reason),
        DecisionRule(.period, .lock),
        DecisionRule(.period, .close),
        DecisionRule(.period, .reopen, .reason),
        DecisionRule(.request, .approve, taking: [.amount]),
        DecisionRule(.request, .refuse, .reason, taking: [.amount]),
        DecisionRule(.deadline, .done, taking: [.date, .proof]),
        DecisionRule(.deadline, .moved, .date),
        DecisionRule(.deadline, .acknowledged, taking: [.date]),
        DecisionRule(.deadline, .told, taking: [.date, .proof]),
        DecisionRule(.deadline, .waive, .reason),
        DecisionRule(.deadline, .cancelled, .reason),
        DecisionRule(.deadline, .reopen),
        DecisionRule(.order, .told, taking: [.date]),
        DecisionRule(.order, .moved, .date),
        DecisionRule(.order, .cancelled, .reason),
        DecisionRule(.correspondence, .mute, .date, .reason),
        DecisionRule(.correspondence, .reopen),
        DecisionRule(.importedFile, .undo),
    ]

    /// The rule for a word about a subject; nil where that cannot be decided so.
    package static func of(_ subject: DecisionSubject, _ word: DecisionWord) -> DecisionRule? {
        all.first { $0.subject == subject && $0.word == word }
    }

    /// What can be decided about a subject, in the order in which people are offered it.
    package static func words(about subject: DecisionSubject) -> [DecisionWord] {
        all.filter { $0.subject == subject }.map(\.word)
    }
}
