import Almanac
import Coordination
import Ledger
import Post

/// Takes the decisions sheet: a person's word on each letter that waits for one.
///
/// A row binds to the wording that its hash names. A letter that is decided already stays as it is,
/// so that the same sheet may come again.
struct DecisionIntake: SheetIntake {
    let writer: LetterWriter
    let sender: Sender
    let now: Instant

    /// What a row says of a letter.
    private struct Decision {
        var notice: NoticeRecord
        var word: Word
        var hash: String
        var reason: String?
        var by: String

        /// Whether there is anything to do: a letter that is on its way already needs no approval, and
        /// what was decided stays.
        var isOpen: Bool {
            word == .approve ? notice.state == .held : notice.isUndecided
        }

        /// Why a row that wants something of a letter does nothing; nil where it says what is so already.
        var reasonForNothing: BilingualText? {
            switch notice.state {
            case .uncertain:
                BilingualText(
                    en:
                        "nothing: the letter may have arrived; ask the client, then tenggatctl letter "
                        + "confirm \(notice.id), or letter refuse \(notice.id)",
                    id: "tidak ada: surat mungkin sudah sampai; tanyakan kepada klien, lalu "
                        + "tenggatctl letter confirm \(notice.id), atau letter refuse \(notice.id)")
            case .sent, .redirected, .claimed:
                // Approved as it was, and gone: the same sheet may come again.
                word == .approve
                    ? nil
                    : BilingualText(
                        en: "nothing: the letter has left already",
                        id: "tidak ada: surat sudah terkirim")
            case .refused:
                BilingualText(
                    en: "nothing: the letter could not be delivered; the client is to be called",
                    id: "tidak ada: surat tidak dapat disampaikan; klien perlu ditelepon")
            default: nil
            }
        }
    }

    private enum Word: String {
        case approve, refuse, hold
    }

    /// A decision binds to the wording that its hash names, whatever sheets said before.
    func lookup(office: Office, view: LedgerView) -> (any RowLookup)? { nil }

    func findings(in sheet: MergedSheet, office: Office, view: LedgerView) throws -> [Finding] {
        let reading = sheet.reading
        return try reading.rows.flatMap { row -> [Finding] in
            if let signOff = signOff(of: row, office: office) {
                let faults = try signOff.faults(in: view, now: now)
                    .map { finding($0, of: row, in: reading) }
                guard try !signOff.isRepeated(in: view),
                    !faults.contains(where: { $0.cell == row.address(of: "by") })
                else { return faults }
                return faults
                    + [actorFault(of: row, in: reading, office: office)].compactMap(\.self)
            }
            guard let decision = try decision(of: row, in: view, office: office) else {
                // What is missing beside a letter that is there, the reader has said.
                if try Self.letter(of: row, in: view) != nil { return [] }
                return [
                    finding(
                        .unknownCode, at: "id", of: row, in: reading,
                        expected: BilingualText(
                            en: "the number of a letter to a client, as the mail with the waiting "
                                + "letters gives it",
                            id: "nomor surat kepada klien, seperti dalam surel berisi surat yang "
                                + "menunggu"))
                ]
            }
            return try faults(of: decision, row: row, in: reading, office: office, view: view)
        }
    }

    private func faults(
        of decision: Decision, row: SheetRow, in reading: SheetReading, office: Office,
        view: LedgerView
    ) throws -> [Finding] {
        var faults: [Finding] = []
        let notice = decision.notice
        if decision.isOpen, let fault = actorFault(of: row, in: reading, office: office) {
            faults.append(fault)
        }
        guard decision.isOpen else {
            if let why = decision.reasonForNothing {
                faults.append(
                    finding(
                        .notPossible, .warning, at: "decision", of: row, in: reading,
                        expected: why))
            }
            if decision.word != .approve, notice.approvedHash != nil, !notice.state.isFinal {
                faults.append(
                    finding(
                        .notPossible, .warning, at: "decision", of: row, in: reading,
                        expected: BilingualText(
                            en: "nothing: the letter is approved already; to stop it all the same, "
                                + "tenggatctl letter refuse \(notice.id)",
                            id: "tidak ada: surat sudah disetujui; untuk tetap membatalkannya, "
                                + "tenggatctl letter refuse \(notice.id)")))
            }
            return faults
        }
        if decision.word != .approve, let violation = Office.missingReason(decision.reason) {
            faults.append(finding(violation, at: "decision", of: row, in: reading))
        }
        if decision.word == .approve, notice.state == .held,
            try view.hasNothingLeft(of: notice, office: office, now: now)
        {
            faults.append(
                finding(
                    .notPossible, .warning, at: "decision", of: row, in: reading,
                    expected: BilingualText(
                        en: "nothing: the letter has nothing left to tell, and is taken back",
                        id: "tidak ada: surat tidak lagi memuat hal yang perlu disampaikan, dan "
                            + "ditarik")))
            return faults
        }
        if let fault = try faultOfHash(decision, row, reading, office, view) {
            faults.append(fault)
        } else if decision.word == .approve {
            let pastDate = try view.statesPastDate(notice, office: office, now: now)
            let approval = LetterApproval(office: office, writer: writer, by: decision.by)
            let remedy = pastDate ? .pastDate : try approval.remedy(for: notice, in: view)?.words
            if let remedy {
                faults.append(
                    finding(
                        .notPossible, at: "decision", of: row, in: reading,
                        expected: remedy.followed(
                            en: ", then approve the letter as it is then",
                            id: ", lalu setujui surat yang baru")))
            }
        }
        return faults
    }

    /// Nobody decides in the name of somebody for whom they may not.
    private func actorFault(
        of row: SheetRow, in reading: SheetReading, office: Office
    ) -> Finding? {
        actorFinding(of: row, in: reading, .blocker, from: sender, office: office, at: now)
    }

    private func signOff(of row: SheetRow, office: Office) -> SignOffDecision? {
        SignOffDecision(
            row: row, by: sender.by(named: row.text("by"), office: office, at: now), office: office)
    }

    /// A letter that says something else by now, or cannot be composed at all.
    private func faultOfHash(
        _ decision: Decision, _ row: SheetRow, _ reading: SheetReading, _ office: Office,
        _ view: LedgerView
    ) throws -> Finding? {
        let id = decision.notice.id
        do {
            let current = try view.refreshed(decision.notice, office: office, now: now)
            let letter = try writer.letter(for: current, view: view, office: office, now: now)
            if try writer.isNamed(
                letter, by: decision.hash, of: current, view: view, office: office, now: now)
            {
                return nil
            }
        } catch let error as EngineError where error.code == .notComposed {
            // A letter that cannot be composed can still be taken back, or wait.
            guard decision.word == .approve else { return nil }
            return finding(
                .notPossible, at: "decision", of: row, in: reading,
                expected: BilingualText(
                    en: "a letter that can be composed: \(error.message)",
                    id: "surat yang dapat disusun: \(error.message)"))
        }
        return finding(
            .stale, at: "hash", of: row, in: reading,
            expected: BilingualText(
                en:
                    "the hash of letter \(id) as it is now: read it again in the next morning's mail "
                    + "or with tenggatctl letter show \(id), and give the hash that stands there",
                id: "hash surat \(id) yang sekarang: baca lagi dalam surel pagi berikutnya atau "
                    + "dengan tenggatctl letter show \(id), lalu isi hash yang tertera"))
    }

    func take(
        _ sheet: MergedSheet, into transaction: LedgerTransaction, office: Office, by: String?
    ) throws -> Difference {
        var difference = Difference()
        for row in sheet.reading.rows {
            if let signOff = signOff(of: row, office: office) {
                guard try signOff.carryOut(in: transaction) else {
                    difference.unchanged += 1
                    continue
                }
                difference.changed.append(
                    Difference.Change(
                        key: row.text("id") ?? "", column: "decision", old: nil, new: "approve"))
                continue
            }
            guard
                let decision = try decision(
                    of: row, in: transaction.view, office: office),
                decision.isOpen,
                let outcome = try carryOut(decision, in: transaction, office)
            else {
                difference.unchanged += 1
                continue
            }
            difference.changed.append(
                Difference.Change(
                    key: "\(decision.notice.id)", column: "decision",
                    old: decision.notice.state.rawValue, new: outcome))
        }
        return difference
    }

    /// - Returns: what was done, in a word; nil when there was nothing to do.
    private func carryOut(
        _ decision: Decision, in transaction: LedgerTransaction, _ office: Office
    ) throws -> String? {
        let approval = LetterApproval(office: office, writer: writer, by: decision.by)
        let reason = decision.reason ?? ""
        switch decision.word {
        case .approve:
            if try approval.takeBackIfEmpty(decision.notice, in: transaction) != nil {
                return NoticeState.withdrawn.rawValue
            }
            _ = try approval.approve(decision.notice, hash: decision.hash, in: transaction)
        case .refuse:
            _ = try approval.refuse(decision.notice, because: reason, in: transaction)
        case .hold:
            // One that waits at somebody's request, or for a word on its arrival, waits already.
            guard !decision.notice.holdReasons.contains(.byRequest),
                decision.notice.state != .uncertain
            else { return nil }
            _ = try approval.hold(decision.notice, because: reason, in: transaction)
        }
        return decision.word.rawValue
    }

    private static func letter(of row: SheetRow, in view: LedgerView) throws -> NoticeRecord? {
        guard let id = row.text("id").flatMap({ Int64($0) }), let notice = try view.notice(id),
            notice.audience == .client
        else { return nil }
        return notice
    }

    /// Nil when the row names no letter to a client, or does not say what to do with it.
    private func decision(
        of row: SheetRow, in view: LedgerView, office: Office
    ) throws -> Decision? {
        guard let hash = row.text("hash"), let word = row.text("decision").flatMap(Word.init),
            let by = row.text("by"), let notice = try Self.letter(of: row, in: view)
        else { return nil }
        return Decision(
            notice: notice, word: word, hash: hash, reason: row.text("reason"),
            by: sender.by(named: by, office: office, at: now))
    }
}

extension BilingualText {
    /// What to do about a letter whose date has passed.
    fileprivate static let pastDate = BilingualText(
        en: "the date it states is past: give the order a new date and import the orders sheet",
        id: "tanggal yang disebut sudah lewat: beri pesanan tanggal baru lalu impor lembar pesanan")
}

extension NoticeRecord {
    /// Whether nobody has decided yet about a letter that can still be decided about.
    var isUndecided: Bool {
        switch state {
        case .held: true
        case .waiting, .deferred: approvedHash == nil
        // It may have arrived: a sheet that was filled in before must not send it again.
        case .uncertain, .claimed, .sent, .redirected, .refused, .withdrawn, .expired: false
        }
    }
}
