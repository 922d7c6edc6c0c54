import Almanac
import Coordination
import Ledger

/// Where decisions come in: finds out what each is about, what forbids it, and carries it out.
///
/// What can be decided is one table (``DecisionRule``); each subject's own rules stand with its target.
struct DecisionDesk: Sendable {
    let office: Office
    let writer: LetterWriter
    let now: Instant
    /// Whether letters may be written now; while the clock is doubted they come later.
    var writesLetters = true
    var stops: LetterStops = { _, _, _, _ in [] }

    /// In sentences, what a letter that was just let go waits for beside its moment: the running service knows of
    /// more than the ledger does.
    typealias LetterStops =
        @Sendable (NoticeRecord, LedgerView, Office, Instant) throws -> [BilingualText]

    /// What a decision is about: of all that its code may name, what its word fits.
    ///
    /// - Returns: a violation where nothing goes by the code, or nothing that does takes the word.
    func target(
        of code: String, word: DecisionWord, in view: LedgerView
    ) throws -> Result<any DecisionTarget, Violation> {
        let candidates = try candidates(named: code, in: view)
        let fitting = candidates.filter { DecisionRule.of($0.subject, word) != nil }
        if fitting.count > 1, let letter = fitting.first as? LetterDecision, Int64(code) != nil {
            return .failure(ambiguity(of: code, letter: letter))
        }
        if let target = fitting.first { return .success(target) }
        guard !candidates.isEmpty else {
            if let violation = try ImportDecision.unknown(code, office: office, in: view) {
                return .failure(violation)
            }
            if case .missing(let unnamed) = try DeadlineTarget(code, in: view) {
                return .failure(
                    Violation(
                        of: "code", .unknownCode, value: code,
                        expected: try unnamed.expected(office: office, in: view)))
            }
            return .failure(
                Violation(
                    of: "code", .unknownCode, value: code,
                    expected: BilingualText(
                        en:
                            "the code of a letter, a sign-off, a report, a period, a deadline or an "
                            + "order, as mails print it",
                        id:
                            "kode surat, pengesahan, laporan, periode, tenggat, atau pesanan seperti "
                            + "yang tertera dalam surel"),
                    suggestion: CodeSuggestion.nearest(
                        to: code, among: try view.deadlineCodes())))
        }
        var words: [BilingualText] = []
        for target in candidates {
            for word in DecisionRule.words(about: target.subject) where !words.contains(word.words)
            {
                words.append(word.words)
            }
        }
        let list = words.joined(by: ", ")
        let what = candidates[0].subject.words
        return .failure(
            Violation(
                of: "decision", .notPossible, value: word.rawValue,
                expected: BilingualText(
                    en: "what can be decided about \(what.english): \(list.english)",
                    id: "keputusan yang berlaku untuk \(what.indonesian): \(list.indonesian)")))
    }

    /// A bare number that is a letter's and something else's.
    private func ambiguity(of code: String, letter: LetterDecision) -> Violation {
        Violation(
            of: "code", .unknownCode, value: code,
            expected: BilingualText(
                en:
                    "LETTER-\(letter.key) for the letter of this number; something else has it, too",
                id: "LETTER-\(letter.key) untuk surat bernomor ini; kode ini juga milik hal lain"))
    }

    /// Whether something goes by a code, whatever can be decided about it.
    func knows(_ code: String, in view: LedgerView) throws -> Bool {
        try !candidates(named: code, in: view).isEmpty
    }

    private func candidates(
        named code: String, in view: LedgerView
    ) throws -> [any DecisionTarget] {
        var targets: [any DecisionTarget] = []
        if let letter = try LetterDecision(code: code, in: view) { targets.append(letter) }
        if let signOff = SignOffDecision(code: code, office: office) { targets.append(signOff) }
        if let period = PeriodDecision(code: code) { targets.append(period) }
        if let report = SubmissionDecision(code: code, office: office) { targets.append(report) }
        if let request = try RequestDecision(code: code, office: office, in: view) {
            targets.append(request)
        }
        if let deadline = try DeadlineDecision(code: code, office: office, in: view) {
            targets.append(deadline)
        }
        if let order = try OrderDecision(code: code, in: view) { targets.append(order) }
        if let letters = try MuteDecision(code: code, office: office, in: view) {
            targets.append(letters)
        }
        if let file = try ImportDecision(code: code, in: view) { targets.append(file) }
        return targets
    }

    /// What forbids a decision, or asks whether it is meant: what its rule needs, then its subject's own rules.
    func faults(
        of decision: Decision, about target: any DecisionTarget, in view: LedgerView
    ) throws -> [Violation] {
        guard try !target.isSettled(decision, at: self, in: view) else { return [] }
        var faults: [Violation] = []
        if let rule = DecisionRule.of(target.subject, decision.word) {
            faults = missing(of: rule, in: decision) + idle(beside: rule, in: decision)
        }
        return faults + (try target.faults(of: decision, at: self, in: view))
    }

    private func missing(of rule: DecisionRule, in decision: Decision) -> [Violation] {
        var faults: [Violation] = []
        if rule.needs.contains(.reason), var violation = Office.missingReason(decision.reason) {
            // Where it is asked for: beside the word that needs it.
            violation.field = "decision"
            faults.append(violation)
        }
        if rule.needs.contains(.date), decision.date == nil {
            faults.append(
                Violation(
                    of: "date", .required,
                    expected: BilingualText(
                        en: "a date: “\(rule.word.rawValue)” needs one",
                        id: "tanggal: “\(rule.word.words.indonesian)” memerlukannya")))
        }
        if rule.needs.contains(.check), decision.check?.isEmpty ?? true {
            faults.append(
                Violation(
                    of: "check", .required,
                    expected: BilingualText(
                        en: "the check value that stands in the sheet with what was read",
                        id: "nilai periksa yang tertera pada lembar bersama isi yang dibaca")))
        }
        return faults
    }

    /// Cells that say something which the decision does not take: whoever filled them in meant another one.
    private func idle(beside rule: DecisionRule, in decision: Decision) -> [Violation] {
        let word = rule.word.words
        let others = { (need: DecisionRule.Need) in
            DecisionRule.words(about: rule.subject).filter {
                DecisionRule.of(rule.subject, $0)?.takes.contains(need) ?? false
            }.map(\.words).joined(by: ", ")
        }
        var faults: [Violation] = []
        if let date = decision.date, !rule.takes.contains(.date) {
            let isLetter = [.letter, .correspondence].contains(rule.subject)
            let dated = others(.date)
            let isNone = dated.english.isEmpty
            faults.append(
                Violation(
                    of: "date", .notPossible, value: date.description,
                    expected: BilingualText(
                        en: "no date: “\(word.english)” takes none, and nothing was carried out; "
                            + "leave it blank"
                            + (isNone ? "" : ", or decide what takes one: \(dated.english)")
                            + (isLetter ? Self.laterLetters.english : ""),
                        id:
                            "kosong: “\(word.indonesian)” tidak memakai tanggal, dan belum ada yang "
                            + "dilaksanakan; kosongkan tanggalnya"
                            + (isNone
                                ? ""
                                : ", atau pilih keputusan yang memakainya: \(dated.indonesian)")
                            + (isLetter ? Self.laterLetters.indonesian : ""))))
        }
        if let proof = decision.proof, !rule.takes.contains(.proof) {
            faults.append(
                Violation(
                    of: "proof", .notPossible, value: proof,
                    expected: BilingualText(
                        en:
                            "nothing: “\(word.english)” asks for nothing to be shown, and nothing was "
                            + "carried out; leave it blank, or give it as the reason",
                        id:
                            "kosong: “\(word.indonesian)” tidak meminta bukti, dan belum ada yang "
                            + "dilaksanakan; kosongkan, atau tulis sebagai alasan")))
        }
        if decision.amount != nil, !rule.takes.contains(.amount) {
            faults.append(
                Violation(
                    of: "amount", .notPossible,
                    expected: BilingualText(
                        en: "no amount: “\(word.english)” takes none, and nothing was carried out; "
                            + "leave it blank: only what somebody asked leave for has an amount",
                        id:
                            "kosong: “\(word.indonesian)” tidak memakai nominal, dan belum ada yang "
                            + "dilaksanakan; kosongkan: hanya permohonan persetujuan yang bernominal"
                    )))
        }
        return faults
    }

    /// What people mean by a date beside a letter.
    private static let laterLetters = BilingualText(
        en:
            "; to give the order another date decide “\(DecisionWord.moved.words.english)” about the "
            + "order, to have the letter wait “\(DecisionWord.hold.words.english)” with a reason, to have "
            + "no letters up to a day “\(DecisionWord.mute.words.english)” about the client",
        id:
            "; untuk tanggal baru pesanan putuskan “\(DecisionWord.moved.words.indonesian)” pada kode "
            + "pesanan, agar surat menunggu “\(DecisionWord.hold.words.indonesian)” dengan alasan, agar "
            + "tidak ada surat sampai suatu hari “\(DecisionWord.mute.words.indonesian)” pada kode klien"
    )
}
