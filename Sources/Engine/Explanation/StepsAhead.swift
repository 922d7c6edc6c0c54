import Almanac
import Coordination

/// The steps of a deadline that are still to come, each with what moves it.
struct StepsAhead {
    let deadline: Deadline
    let office: Office
    let words: ExplanationWords

    typealias Line = Explanation.Line

    /// What each person is to hear: of several steps at one moment the one that speaks.
    func lines(of plan: [PlannedStep]) -> [Line] {
        struct Place: Hashable {
            var at: Instant
            var hearer: String
        }
        var spoken: [Place: (step: PlannedStep, hearer: Recipient, merged: Int)] = [:]
        var waiting: [Line] = []
        for step in plan {
            let hearers = office.recipients(
                of: step.identity.role, for: deadline, at: step.at,
                isEscalation: !step.isBeforeDue)
            if hearers.isEmpty { waiting.append(unheard(step)) }
            for hearer in hearers {
                let place = Place(at: step.at, hearer: hearer.key)
                guard let other = spoken[place] else {
                    spoken[place] = (step, hearer, 0)
                    continue
                }
                spoken[place] = (
                    step.speaks(for: other.step) ? step : other.step, hearer, other.merged + 1
                )
            }
        }
        return (waiting + spoken.values.map { planned($0.step, to: $0.hearer, merged: $0.merged) })
            .sorted { ($0.at, $0.person ?? "") < ($1.at, $1.person ?? "") }
    }

    /// A step that nobody can be told, as far as anybody knows.
    private func unheard(_ step: PlannedStep) -> Line {
        Line(
            at: step.at, .planned, [StepReason.Rule.unreachable.rawValue, "ahead"],
            BilingualText.sentence(
                "The step {1} for {2}, planned on {3}, waits.",
                "Langkah {1} untuk {2}, yang direncanakan {3}, menunggu.",
                words.step(named: step.identity.when.description), words.role(step.identity.role),
                words.moment(step.nominal)
            ).followed(by: .plain(" ")).followed(by: words.sentence(StepReason(.unreachable))),
            step: step.identity.when.description)
    }

    /// - Parameter merged: for how many steps of the same moment it speaks.
    private func planned(_ step: PlannedStep, to hearer: Recipient, merged: Int) -> Line {
        let why =
            office.reasons(for: step, of: deadline)
            + [office.reason(for: hearer, hearing: step, of: deadline, at: step.at)]
            .compactMap(\.self)
        let text = BilingualText.sentence(
            "The step {1} is to tell {2} on {3}.",
            "Langkah {1} akan memberi tahu {2} pada {3}.",
            words.step(named: step.identity.when.description), words.who(hearer.key),
            words.moment(step.at))
        var sentences = why.map { words.sentence($0, isAhead: true) }
        if merged > 0 {
            sentences.append(
                .sentence(
                    "It speaks for {1} more of that moment.",
                    "Sekaligus mewakili {1} langkah lain pada saat itu.", .plain("\(merged)")))
        }
        var line = Line(
            at: step.at, .planned,
            why.map(\.rule.rawValue) + (merged > 0 ? ["merged"] : []) + ["ahead"],
            sentences.reduce(text) { $0.followed(by: .plain(" ")).followed(by: $1) },
            person: hearer.key, step: step.identity.when.description)
        line.readers = [hearer.key] + why.flatMap(\.absentees)
        return line
    }
}
