import Almanac
import Coordination
import Ledger

/// What became of the notices that hold something about a subject: one line for each thing that was to be
/// told, and one for each turn that its notice took.
struct NoticeExplanation {
    let view: LedgerView
    let words: ExplanationWords

    typealias Line = Explanation.Line

    /// - Parameters:
    ///   - isWanted: which items the lines are of.
    ///   - reasons: what further is known of an item: the rules of its step.
    ///   - namesSubjects: whether each line says what it is about: the question did not.
    func lines(
        of notice: NoticeRecord, where isWanted: (ItemRecord) -> Bool = { _ in true },
        reasons: (Item) -> [StepReason] = { _ in [] }, namesSubjects: Bool = false
    ) throws -> [Line] {
        let items = notice.items.filter(isWanted)
        guard !items.isEmpty else { return [] }
        let events = try view.events(of: Subject(.notice, "\(notice.id)"))
        return try turns(of: notice, events, while: items)
            + items.map { record in
                var line = try line(of: record, in: notice, events, reasons)
                let subject = record.item.subject
                if namesSubjects, [.deadline, .order].contains(subject.kind) {
                    line.words = .sentence("{1}: {2}", "{1}: {2}", .plain(subject.id), line.words)
                }
                return line
            }
    }

    // MARK: Items

    private func line(
        of record: ItemRecord, in notice: NoticeRecord, _ events: [EventRecord],
        _ reasons: (Item) -> [StepReason]
    ) throws -> Line {
        let item = record.item
        // It begins the Indonesian sentence.
        let what = words.what(item).beginningIndonesian
        let reader = words.who(notice.recipient)
        var known = reasons(item)
        var text: BilingualText
        var (moment, kind): (Instant, Explanation.Kind)
        var rules: [String] = []
        if let because = record.withdrawnBecause {
            let (rule, sentence) = WithdrawalWords.reading(of: because)
            rules = [rule]
            (moment, kind) = (
                record.withdrawnAt ?? record.createdAt,
                rule == WithdrawalWords.laterStep ? .merged : .withdrawn
            )
            text = .sentence(
                "The {1} to {2} was taken back before it left: {3}.",
                "{1} kepada {2} ditarik sebelum terkirim: {3}.", what, reader, sentence)
        } else {
            (moment, kind, text) = state(
                of: notice, what, reader, since: since(record.createdAt, events))
        }
        // What never reached its reader went neither in time nor late.
        if [.withdrawn, .merged, .skipped].contains(kind) {
            known.removeAll(where: \.isOfLateness)
        }
        rules += known.map(\.rule.rawValue) + own(item)
        if record.withdrawnBecause == nil { rules += stateRules(of: notice) }
        for sentence in Self.words(ofOwn: item, words) + known.map(words.sentence) {
            text = text.followed(by: .plain(" ")).followed(by: sentence)
        }
        if record.withdrawnBecause == nil, isAutomatic(notice, kind) {
            rules.append("automatic")
            text = text.followed(by: .plain(" ")).followed(by: Self.automatic(kind))
        }
        if kind == .sent {
            let company = companions(of: item, in: notice)
            rules += company.map { [$0.rule] } ?? []
            text = company.map { text.followed(by: .plain(" ")).followed(by: $0.words) } ?? text
        }
        var line = Line(
            at: moment, kind, rules, text, person: notice.recipient, notice: notice.id,
            step: words.step(ofCause: item.cause))
        line.readers = [notice.recipient] + known.flatMap(\.absentees)
        return line
    }

    /// What a message is beside its step: that it corrects a date, and that it waited for nothing.
    private static func words(
        ofOwn item: Item, _ words: ExplanationWords
    ) -> [BilingualText] {
        var sentences: [BilingualText] = []
        if case .moment(let moment, _)? = item.facts["was_due"] {
            sentences.append(
                .sentence(
                    "It corrects the date that was told before, {1}.",
                    "Isinya membetulkan tanggal yang pernah disampaikan, {1}.",
                    words.moment(moment)))
        }
        if case .text(let reader)? = item.facts["meant_for"] {
            sentences.append(
                .sentence(
                    "It was meant for {1}, whom mail did not reach.",
                    "Semula untuk {1}, yang tidak terjangkau surel.", .plain(reader)))
        }
        if item.isUrgent {
            sentences.append(
                BilingualText(
                    en: "It is urgent: it waits for no other and for no working hours.",
                    id: "Mendesak: tidak menunggu yang lain maupun jam kerja."))
        }
        return sentences
    }

    private func own(_ item: Item) -> [String] {
        [ExplanationWords.rule(of: item)] + (item.facts["late"] == .flag(true) ? ["late"] : [])
            + (item.facts["meant_for"] != nil ? ["reader-refused"] : [])
            + (item.isUrgent ? ["urgent"] : [])
    }

    private func stateRules(of notice: NoticeRecord) -> [String] {
        switch notice.state {
        case .held: notice.holdReasons.map { "hold-\($0.rawValue)" }
        case .uncertain:
            ["uncertain"] + notice.holdReasons.map { "hold-\($0.rawValue)" }
        case .withdrawn:
            [WithdrawalWords.reading(of: notice.response ?? "").rule]
        case .waiting, .claimed, .deferred, .sent, .redirected, .refused, .expired:
            [notice.state.rawValue]
        }
    }

    private func state(
        of notice: NoticeRecord, _ what: BilingualText, _ reader: BilingualText,
        since: Instant
    ) -> (Instant, Explanation.Kind, BilingualText) {
        let ended = notice.finishedAt ?? notice.createdAt
        let because = BilingualText.afterColon(notice.response)
        switch notice.state {
        case .sent:
            return (
                ended, .sent,
                .sentence("The {1} went to {2}.", "{1} dikirim kepada {2}.", what, reader)
            )
        case .redirected:
            return (
                ended, .withdrawn,
                .sentence(
                    "The {1} for {2} went to the trial's address: {2} was told nothing.",
                    "{1} untuk {2} dikirim ke alamat uji coba: {2} tidak diberi tahu.", what,
                    reader)
            )
        case .refused:
            return (
                ended, .failed,
                .sentence(
                    "The {1} to {2} could not be delivered{3}.",
                    "{1} kepada {2} tidak dapat disampaikan{3}.", what, reader, because)
            )
        case .uncertain:
            return (
                since, .failed,
                .sentence(
                    "The {1} to {2} may have arrived, nobody knows{3}: it waits for a person's word.",
                    "{1} kepada {2} mungkin sudah sampai, tidak ada yang tahu{3}: menunggu "
                        + "kepastian seseorang.", what, reader, because)
            )
        case .withdrawn:
            return (
                ended, .withdrawn,
                .sentence(
                    "The {1} to {2} was taken back: {3}.", "{1} kepada {2} ditarik: {3}.", what,
                    reader, WithdrawalWords.reading(of: notice.response ?? "").words)
            )
        case .expired:
            return (
                ended, .skipped,
                .sentence(
                    "The {1} to {2} was not sent: its moment passed before it could leave.",
                    "{1} kepada {2} tidak dikirim: waktunya lewat sebelum sempat dikirim.", what,
                    reader)
            )
        case .held:
            return (
                since, .held,
                .sentence(
                    "The {1} to {2} waits for a person: {3}.",
                    "{1} kepada {2} menunggu seseorang: {3}.", what, reader,
                    held(for: notice.holdReasons))
            )
        case .waiting, .deferred, .claimed:
            let leaves = notice.leaveAt.map(words.moment) ?? words.moment(since)
            return (
                since, .waiting,
                .sentence(
                    "The {1} to {2} is to leave on {3}.", "{1} kepada {2} akan dikirim pada {3}.",
                    what, reader, leaves)
            )
        }
    }

    /// Whether a letter to a client went, or goes, without a person's word on it.
    private func isAutomatic(_ notice: NoticeRecord, _ kind: Explanation.Kind) -> Bool {
        notice.audience == .client && notice.approvedBy == nil
            && (kind == .waiting || [.sent, .redirected].contains(notice.state))
    }

    private static func automatic(_ kind: Explanation.Kind) -> BilingualText {
        kind == .waiting
            ? BilingualText(
                en: "It goes by itself: the client's letters are automatic.",
                id: "Dikirim otomatis: surat untuk klien ini tidak menunggu persetujuan.")
            : BilingualText(
                en: "It went by itself: the client's letters were automatic.",
                id: "Terkirim otomatis: surat untuk klien ini tidak menunggu persetujuan.")
    }

    /// What else is in the same mail, and by which rule.
    private func companions(
        of item: Item, in notice: NoticeRecord
    ) -> (rule: String, words: BilingualText)? {
        let others = notice.liveItems.count - 1
        guard others > 0 else { return nil }
        return (
            "grouped",
            .sentence(
                "It is one mail with {1} more that fell together.",
                "Menjadi satu surel dengan {1} hal lain yang jatuh bersamaan.",
                .plain("\(others)"))
        )
    }

    func held(for reasons: [HoldReason]) -> BilingualText {
        reasons.map(\.words).joined(by: "; ")
    }
}
