import Coordination
import Ledger

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
