import Almanac
import Coordination
import Ledger
import Post

/// A letter to a client that waits for somebody's word. The word binds to what was read.
struct LetterDecision: DecisionTarget {
    let notice: NoticeRecord
    /// Why people asked before that it wait, of one that is approved since: the same sheet may come again.
    private let formerHolds: Set<String>

    /// - Parameter code: the letter's number, or the code under which it waits (`LETTER-412`).
    init?(code: String, in view: LedgerView) throws {
        // More than the number is something else's code: an order with a line.
        let name = code.split(separator: " ").first.map(String.init) ?? code
        guard let id = Int64(code) ?? TaskTopic.letter(waitingUnder: name.uppercased()),
            let notice = try view.notice(id), notice.audience == .client
        else { return nil }
        self.notice = notice
        formerHolds =
            Self.isStillToLeave(notice)
            ? Set(try view.requests(toHold: notice).compactMap { $0.detail?.foldedCode }) : []
    }

    var subject: DecisionSubject { .letter }

    var key: String { "\(notice.id)" }

    /// That it goes, or that its client knows, says something of the lines that it states. Of a letter about
    /// several orders what is left may go.
    func matters(of decision: Decision) -> Set<String> {
        let own: Set = ["\(subject.rawValue) \(key)"]
        let stated = notice.liveItems.filter(\.statesDates)
        guard decision.word == .told || decision.word == .approve && stated.count == 1 else {
            return own
        }
        return own.union(
            stated.flatMap { record in
                record.statements.map {
                    OrderDecision.matter(of: $0.line, order: record.item.subject.id)
                }
            })
    }

    func words(at desk: DecisionDesk) -> BilingualText {
        let client = desk.office.directory.client(notice.recipient)?.name ?? notice.recipient
        return BilingualText(
            en: "letter \(notice.id) to \(client)", id: "surat \(notice.id) kepada \(client)")
    }

    func isSettled(_ decision: Decision, at _: DecisionDesk, in _: LedgerView) -> Bool {
        !isOpen(to: decision) && reasonForNothing(decision.word) == nil
            && !isApproved(beside: decision.word)
    }

    /// Whether there is anything to do: a letter that is on its way already needs no approval, and what was
    /// decided stays.
    private func isOpen(to decision: Decision) -> Bool {
        switch decision.word {
        case .approve: return notice.state == .held
        case .arrived: return notice.state == .uncertain
        case .told:
            return notice.isUndecided || notice.state == .uncertain || Self.isStillToLeave(notice)
        case .hold:
            // That it was to wait before somebody approved it is no news.
            let isNews = !formerHolds.contains(decision.reason?.foldedCode ?? "")
            return notice.isUndecided || Self.isStillToLeave(notice) && isNews
        default: return notice.isUndecided || Self.isStillToLeave(notice)
        }
    }

    /// Whether somebody approved it and it waits for its moment: it can be stopped until then.
    private static func isStillToLeave(_ notice: NoticeRecord) -> Bool {
        notice.approvedHash != nil && notice.state.isRecallable && !notice.mayHaveArrived
    }

    /// Approved already by somebody, and still to leave.
    private func isApproved(beside word: DecisionWord) -> Bool {
        word != .approve && notice.approvedHash != nil && !notice.state.isFinal
    }

    /// Why a word that wants something of a letter does nothing; nil where it says what is so already.
    private func reasonForNothing(_ word: DecisionWord) -> BilingualText? {
        switch notice.state {
        case .uncertain:
            BilingualText(
                en:
                    "nothing: the letter may have arrived; ask the client, then decide “arrived”, or "
                    + "“told” once you have told them",
                id: "tidak ada: surat mungkin sudah sampai; tanyakan kepada klien, lalu putuskan "
                    + "“sampai”, atau “klien tahu” bila sudah disampaikan")
        case .sent, .redirected, .claimed:
            // Approved as it was, and gone: the same sheet may come again.
            [.approve, .arrived].contains(word)
                ? nil
                : BilingualText(
                    en: "nothing: the letter has left already",
                    id: "tidak ada: surat sudah terkirim")
        case .refused:
            BilingualText(
                en: "nothing: the letter could not be delivered; the client is to be called",
                id: "tidak ada: surat tidak dapat disampaikan; klien perlu ditelepon")
        case .withdrawn, .expired:
            [.approve, .hold, .arrived].contains(word)
                ? notice.response?.hasPrefix("refused by ") ?? false
                    ? BilingualText(
                        en: "nothing: the letter was refused, and is not sent",
                        id: "tidak ada: surat sudah ditolak dan tidak dikirim")
                    : BilingualText(
                        en: "nothing: the letter was taken back",
                        id: "tidak ada: surat sudah ditarik")
                : nil
        case .held, .waiting, .deferred:
            word == .arrived
                ? BilingualText(
                    en: "nothing: the letter has not left", id: "tidak ada: surat belum terkirim")
                : nil
        }
    }

    func faults(
        of decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> [Violation] {
        let word = decision.word
        guard isOpen(to: decision) else {
            if let why = reasonForNothing(word) { return [Self.warning(why)] }
            guard isApproved(beside: word) else { return [] }
            return [
                Self.warning(
                    BilingualText(
                        en:
                            "nothing: the letter was approved since, and is about to leave; to stop it, "
                            + "hold it for another reason, or refuse it",
                        id: "tidak ada: surat sudah disetujui sesudahnya dan akan segera terkirim; "
                            + "untuk menghentikannya, tunda dengan alasan lain atau tolak"))
            ]
        }
        if word == .told, let date = decision.date,
            let fault = desk.dayTold(
                date, today: desk.office.today(ofClient: notice.recipient, at: desk.now),
                orders: notice.liveItems.filter(\.statesDates).map(\.item.subject.id))
        {
            return [fault]
        }
        switch word {
        case .arrived: return []
        // What may have arrived was told as it was.
        case .told where notice.state == .uncertain: return []
        case .approve:
            if notice.state == .held,
                try view.hasNothingLeft(of: notice, office: desk.office, now: desk.now)
            {
                return [
                    Self.warning(
                        BilingualText(
                            en: "nothing: the letter has nothing left to tell, and is taken back",
                            id:
                                "tidak ada: surat tidak lagi memuat hal yang perlu disampaikan, dan "
                                + "ditarik"))
                ]
            }
        default: break
        }
        if let fault = try faultOfCheck(decision, at: desk, in: view) { return [fault] }
        guard word == .approve else { return [] }
        if let fault = try faultOfWords(decision, at: desk, in: view) { return [fault] }
        let pastDate = try view.statesPastDate(notice, office: desk.office, now: desk.now)
        let approval = LetterApproval(office: desk.office, writer: desk.writer, by: decision.by)
        let remedy = pastDate ? .pastDate : try approval.remedy(for: notice, in: view)?.words
        return remedy.map { remedy in
            [
                Violation(
                    of: "decision", .notPossible,
                    expected: remedy.followed(
                        en: ", then approve the letter as it is then",
                        id: ", lalu setujui surat yang baru"))
            ]
        } ?? []
    }

    private static func warning(_ expected: BilingualText) -> Violation {
        Violation(of: "decision", .notPossible, .warning, expected: expected)
    }

    /// A letter that says something else by now, or cannot be composed at all.
    private func faultOfCheck(
        _ decision: Decision, at desk: DecisionDesk, in view: LedgerView
    ) throws -> Violation? {
        guard let check = decision.check else { return nil }
        let (office, now) = (desk.office, desk.now)
        do {
            let current = try view.refreshed(notice, office: office, now: now)
            let letter = try desk.writer.letter(
                for: current, view: view, office: office, now: now)
            if try desk.writer.isNamed(
                letter, by: check, of: current, view: view, office: office, now: now)
            {
                return nil
            }
        } catch let error as EngineError where error.code == .notComposed {
            // A letter that cannot be composed can still be taken back, or wait.
            guard decision.word == .approve else { return nil }
            return Violation(
                of: "decision", .notPossible,
                expected: BilingualText(
                    en: "a letter that can be composed: \(error.words.english)",
                    id: "surat yang dapat disusun: \(error.words.indonesian)"))
        }
        return Violation(
            of: "check", .stale, value: check,
            expected: BilingualText(
                en:
                    "the check value of letter \(notice.id) as it is now: it has changed since it was "
                    + "read; read it again in the mail that comes next, and give the value of that",
                id:
                    "nilai periksa surat \(notice.id) yang sekarang: isinya berubah setelah dibaca; "
                    + "baca lagi dalam surel berikutnya, lalu isi nilai yang tertera di sana"))
    }

    func carryOut(
        _ decision: Decision, at desk: DecisionDesk, in transaction: LedgerTransaction
    ) throws -> DecisionOutcome? {
        guard isOpen(to: decision) else { return nil }
        let approval = LetterApproval(office: desk.office, writer: desk.writer, by: decision.by)
        let reason = decision.reason ?? ""
        switch decision.word {
        case .approve:
            if try approval.takeBackIfEmpty(notice, in: transaction) != nil {
                return outcome(
                    NoticeState.withdrawn.rawValue,
                    BilingualText(
                        en: "taken back: nothing is left to tell",
                        id: "ditarik: tidak ada lagi yang perlu disampaikan"))
            }
            let approved = try approval.approve(
                notice, hash: decision.check ?? "", in: transaction)
            let waits = try desk.stops(approved, transaction.view, desk.office, desk.now)
            return outcome(
                decision.word.rawValue,
                waits.reduce(BilingualText(en: "approved", id: "disetujui")) { text, wait in
                    text.followed(en: ". ", id: ". ").followed(by: wait.unended)
                })
        case .refuse:
            _ = try approval.refuse(notice, because: reason, in: transaction)
            return outcome(
                decision.word.rawValue,
                BilingualText(en: "refused: it is not sent", id: "ditolak: tidak dikirim"))
        case .hold:
            // One that waits at somebody's request, or for a word on its arrival, waits already.
            guard !notice.holdReasons.contains(.byRequest), notice.state != .uncertain else {
                return nil
            }
            _ = try approval.hold(notice, because: reason, in: transaction)
            return outcome(
                decision.word.rawValue, BilingualText(en: "waits on", id: "ditunda"))
        case .arrived:
            _ = try approval.confirmArrival(of: notice, in: transaction)
            return outcome(
                decision.word.rawValue,
                BilingualText(
                    en: "noted: it has arrived", id: "dicatat: surat sudah sampai"))
        case .told:
            try approval.takeBackAsTold(
                notice,
                at: decision.date.map {
                    desk.office.toldMoment(on: $0, to: notice.recipient, by: desk.now)
                },
                in: transaction)
            return outcome(
                decision.word.rawValue,
                BilingualText(
                    en: "noted: the client knows; the letter is not sent",
                    id: "dicatat: klien sudah tahu; surat tidak dikirim"))
        default: return nil
        }
    }

    private func outcome(_ new: String, _ answer: BilingualText) -> DecisionOutcome {
        DecisionOutcome(old: notice.state.rawValue, new: new, answer: answer)
    }
}

extension DecisionDesk {
    /// Of a day on which a client is said to have been told what we say, and that is to come: it is a date that they
    /// were told instead.
    ///
    /// - Parameter orders: codes of those that are meant, as far as they are known.
    func dayTold(_ date: CivilDate, today: CivilDate, orders: [String] = []) -> Violation? {
        guard date > today else { return nil }
        let list = orders.isEmpty ? "" : " (\(orders.joined(separator: ", ")))"
        let word = DecisionWord.told.words
        return Violation(
            of: "date", .implausibleDate, value: date.description,
            expected: BilingualText(
                en:
                    "a day up to \(today): beside a letter or a call, “\(word.english)” takes the day on which the client "
                    + "was told what it says, and nothing was carried out; where they were told another date, decide "
                    + "“\(word.english)” about the order\(list) with that date",
                id:
                    "tanggal sampai \(today): pada surat atau permintaan menelepon, “\(word.indonesian)” memakai tanggal "
                    + "klien diberi tahu, dan belum ada yang dilaksanakan; bila klien diberi tahu tanggal lain, putuskan "
                    + "“\(word.indonesian)” pada kode pesanan\(list) dengan tanggal itu"))
    }

    /// When a day begins on which something happened, never later than now.
    func pastMoment(on date: CivilDate) -> Instant {
        min(office.startOfBusiness(on: date), now)
    }
}

extension BilingualText {
    /// A sentence without its end, where another word ends it.
    fileprivate var unended: BilingualText {
        let cut = { (text: String) in text.hasSuffix(".") ? String(text.dropLast()) : text }
        return BilingualText(en: cut(english), id: cut(indonesian))
    }

    /// What to do about a letter whose date has passed.
    fileprivate static let pastDate = BilingualText(
        en: "the date it states is past: give the order a new date and import the orders sheet",
        id: "tanggal yang disebut sudah lewat: beri pesanan tanggal baru lalu impor lembar pesanan")
}
