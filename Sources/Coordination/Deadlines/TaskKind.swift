import Almanac

/// What the service asks people of its own accord. Each is a kind of deadline that every office has; its
/// settings may give it other words and another ladder.
package enum TaskKind: String, Sendable, Hashable, CaseIterable {
    /// An order's date has passed: the coordinator says a new one.
    case dateNeeded = "date-needed"
    /// Somebody telephones, since a letter cannot.
    case callback
    /// A letter to a client waits for somebody's word.
    case letterApproval = "letter-approval"
    /// A client's answer to a new date.
    case clientAnswer = "client-answer"
    /// What could not be mailed in time is told to its readers.
    case mailUnsent = "mail-unsent"
    /// All mail to clients is held since the start.
    case clientMail = "client-mail"
    /// The ledger could not be copied: whoever runs the machine sees to it.
    case backupFailed = "backup-failed"
    /// The ledger's disk is nearly full.
    case diskFull = "disk-full"
    /// The next year is not entered yet.
    case yearAhead = "year-ahead"
    /// A manager's word on a team's figures.
    case signOff = "sign-off"
    /// A payment that a client promised by a day.
    case paymentPromise = "payment-promise"

    /// What deadlines of it are where the settings say nothing else.
    package var builtIn: DeadlineKind {
        let isLetter = self == .letterApproval
        return DeadlineKind(
            name: rawValue, ladder: isLetter ? Self.unanswered.name : Self.ask.name,
            // Digests list letters by themselves.
            isInDigest: !isLetter, words: words.texts)
    }

    private var words: BilingualText {
        switch self {
        case .dateNeeded: BilingualText(en: "date needed", id: "perlu tanggal")
        case .callback: BilingualText(en: "callback", id: "telepon balik")
        case .letterApproval:
            BilingualText(en: "letter to decide about", id: "surat menunggu keputusan")
        case .clientAnswer: BilingualText(en: "client's answer", id: "jawaban klien")
        case .mailUnsent: BilingualText(en: "unsent mail", id: "surel tidak terkirim")
        case .clientMail: BilingualText(en: "client mail held", id: "surat klien ditahan")
        case .backupFailed: BilingualText(en: "backup failed", id: "cadangan gagal")
        case .diskFull: BilingualText(en: "disk nearly full", id: "diska hampir penuh")
        case .yearAhead: BilingualText(en: "year ahead", id: "tahun depan")
        case .signOff: BilingualText(en: "sign-off", id: "pengesahan")
        case .paymentPromise: BilingualText(en: "promised payment", id: "janji bayar")
        }
    }

    /// The ladders that these kinds follow where the settings have none of their names.
    package static let ladders = [ask, unanswered]

    /// A question, due the next working day.
    private static let ask = Ladder(
        name: "ask",
        steps: [
            Ladder.Step(when: .workingDays(-1, at: hour(8)), tell: [.owner]),
            Ladder.Step(when: .workingDays(1, at: hour(9)), tell: [.owner, .manager]),
        ])

    /// What a client waits for.
    private static let unanswered = Ladder(
        name: "unanswered",
        steps: [
            Ladder.Step(when: .workingHours(-4), tell: [.owner]),
            Ladder.Step(when: .workingDays(1, at: hour(9)), tell: [.owner, .manager]),
            Ladder.Step(
                when: .workingDays(2, at: hour(9)), tell: [.manager], isUrgent: true,
                every: Interval(1, .workingDays), times: 3),
        ])

    private static func hour(_ hour: Int) -> CivilTime { CivilTime(secondOfDay: hour * 3_600) }
}
