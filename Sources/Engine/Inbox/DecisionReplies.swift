import Coordination
import Ledger

/// Answers a decisions sheet row by row: each who decided hears of their own rows, whoever dropped it of all,
/// and the coordinator of those that nobody else hears of.
struct DecisionReplies {
    let report: ImportReport
    /// What tells the file from every other.
    let key: String
    /// The code of whoever dropped it; nil where no person is tied to its owner.
    let sender: String?
    /// A copy with the cells marked: of the whole sheet.
    let attachments: [Attachment]
    let office: Office

    /// As many as a person reads through; the report beside the file has them all.
    private static let mostAnswers = 40

    func send(in transaction: LedgerTransaction) throws {
        let all = report.difference.answers
        let coordinator = office.actingCoordinator(at: transaction.now)?.key
        var readers: [Code: [Difference.Answer]] = [:]
        for answer in all {
            let decider = answer.by.flatMap(office.directory.person)?.code
            guard let reader = decider ?? sender ?? coordinator else { continue }
            readers[Code(reader), default: []].append(answer)
        }
        if let sender, office.directory.person(sender)?.address != nil {
            readers[Code(sender)] = all
        }
        let hasFailed = all.contains { !$0.isDone }
        // What could not be carried out is somebody's who can mend it in the sheet.
        if hasFailed, let coordinator, !readers.values.contains(where: { $0.count == all.count }) {
            readers[Code(coordinator)] = all
        }
        for (reader, answers) in readers.sorted(by: { $0.key < $1.key }) {
            try collect(answers, for: reader, isWhole: answers.count == all.count, in: transaction)
        }
    }

    private func collect(
        _ answers: [Difference.Answer], for reader: Code, isWhole: Bool,
        in transaction: LedgerTransaction
    ) throws {
        let failed = answers.count { !$0.isDone }
        // What could not be done comes first: it is what asks for something.
        let shown = answers.filter { !$0.isDone } + answers.filter(\.isDone)
        var facts: Facts = [
            "file": .text(report.reading.file),
            "count": .number(Int64(answers.count - failed)),
            "answers": .list(
                shown.prefix(Self.mostAnswers).map { row(of: $0, for: reader) }),
        ]
        if failed > 0 { facts["failed"] = .number(Int64(failed)) }
        if answers.count > Self.mostAnswers {
            facts["more"] = .number(Int64(answers.count - Self.mostAnswers))
        }
        // The copy has everybody's rows.
        let isMarked = failed > 0 && isWhole && !attachments.isEmpty
        if isMarked { facts["marked"] = .flag(true) }
        try transaction.collect(
            Item(
                cause: "decisions \(key) > \(reader.spelling)", kind: "decisions-taken",
                subject: Subject(.sheet, report.reading.file), facts: facts,
                attachments: isMarked ? attachments : []),
            for: reader.spelling, office: office)
    }

    /// A row of the mail that answers.
    private func row(of answer: Difference.Answer, for reader: Code) -> Facts {
        var facts: Facts = [
            "row": .number(Int64(answer.row)), "code": .text(answer.code),
            "answer": .texts(answer.text.texts),
        ]
        if let about = answer.about { facts["about"] = .texts(about.texts) }
        if let decision = answer.decision {
            facts["decision"] = .texts(decision.texts)
        } else if let said = answer.said {
            facts["said"] = .text(said)
        }
        if let by = answer.by, Code(by) != reader {
            facts["decider"] = .text(office.directory.person(by)?.name ?? by)
        }
        if let details = answer.details { facts["details"] = .texts(details.texts) }
        if !answer.isDone { facts["faulty"] = .flag(true) }
        return facts
    }
}
