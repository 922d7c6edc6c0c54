import Coordination
import Ledger

extension LedgerView {
    /// Why a letter waits, as whoever decides about it reads it: where somebody asked for it, who and why.
    func holdWords(of notice: NoticeRecord, office: Office) throws -> [BilingualText] {
        guard notice.holdReasons.contains(.byRequest) else {
            return notice.holdReasons.map(\.words)
        }
        let asked = try requests(toHold: notice).last
        return notice.holdReasons.map { reason in
            guard reason == .byRequest, let asked, let by = asked.by, let why = asked.detail else {
                return reason.words
            }
            let code = Actor(by).name
            let name = office.directory.person(code)?.name ?? code
            return BilingualText(
                en: "\(name) asked that it wait: \(why)", id: "ditunda oleh \(name): \(why)")
        }
    }

    /// When people asked that a letter wait; what the service itself holds has nobody's name.
    func requests(toHold notice: NoticeRecord) throws -> [EventRecord] {
        try events(of: Subject(.notice, "\(notice.id)")).filter {
            $0.what == "held" && $0.by != nil
        }
    }
}
