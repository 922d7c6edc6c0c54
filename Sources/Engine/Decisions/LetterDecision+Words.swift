import Coordination
import Ledger

extension LetterDecision {
    /// A letter whose words somebody changed where they are only shown: what leaves is as it was.
    func faultOfWords(
        _ decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> Violation? {
        guard !decision.shown.isEmpty,
            case .letter(let letter) = try DecisionSheet(
                office: desk.office, writer: desk.writer, view: view, now: desk.now
            ).shown(notice)
        else { return nil }
        let own = ["subject": letter.subject, "text": letter.text]
        let isChanged = own.contains { column, words in
            decision.shown[column].map { $0.unspaced != words.unspaced } ?? false
        }
        guard isChanged else { return nil }
        return Violation(
            of: "decision", .notPossible,
            expected: BilingualText(
                en:
                    "the subject and text as the sheet came: they are only to be read, and what was "
                    + "changed in them would not reach the client; words are changed with “tenggatctl "
                    + "letter edit \(notice.id)”, then approve the letter as it is then",
                id:
                    "perihal dan isi seperti saat lembar diterima: keduanya hanya untuk dibaca, dan "
                    + "perubahan di sana tidak sampai kepada klien; kata-kata diubah dengan "
                    + "“tenggatctl letter edit \(notice.id)”, lalu setujui surat yang baru"))
    }
}

extension String {
    /// Without blanks and line ends, which programs write in ways of their own.
    fileprivate var unspaced: String { String(filter { !$0.isWhitespace }) }
}
