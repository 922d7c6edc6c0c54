import Coordination
import Ledger

extension LedgerView {
    /// Why a letter waits, as whoever decides about it reads it: where somebody asked for it, who and why; and of a
    /// reason that clients may not read, whether there is any.
    func holdWords(of notice: NoticeRecord, office: Office) throws -> [BilingualText] {
        try notice.holdReasons.flatMap { reason in
            switch reason {
            case .byRequest: [try requestWords(of: notice, office: office) ?? reason.words]
            case .reasonNotClientSafe: try reasonWords(of: notice, office: office)
            default: [reason.words]
            }
        }
    }

    private func requestWords(of notice: NoticeRecord, office: Office) throws -> BilingualText? {
        guard let asked = try requests(toHold: notice).last, let by = asked.by,
            let why = asked.detail
        else { return nil }
        let code = Actor(by).name
        let name = office.directory.person(code)?.name ?? code
        return BilingualText(
            en: "\(name) asked that it wait: \(why)", id: "ditunda oleh \(name): \(why)")
    }

    private func reasonWords(
        of notice: NoticeRecord, office: Office
    ) throws -> [BilingualText] {
        let language =
            office.directory.client(notice.recipient)?.language ?? office.profile.language
        let lines = try notice.liveItems.filter(\.statesDates).flatMap { record in
            let stated = Set(record.statements.map { Code($0.line) })
            return try order(record.item.subject.id)?.lines.filter {
                stated.contains(Code($0.line))
            } ?? []
        }
        let isMissing = lines.contains { $0.reason == nil && $0.isLater }
        let isUnlisted = lines.contains { line in
            line.reason != nil && office.clientWording(of: line.reason, in: language) == nil
        }
        return (isMissing ? [HoldReason.noReasonWords] : [])
            + (isUnlisted || !isMissing ? [HoldReason.reasonNotClientSafe.words] : [])
    }

    /// When people asked that a letter wait; what the service itself holds has nobody's name.
    func requests(toHold notice: NoticeRecord) throws -> [EventRecord] {
        try events(of: Subject(.notice, "\(notice.id)")).filter {
            $0.what == "held" && $0.by != nil
        }
    }
}
