import Coordination
import Ledger

/// What people mean by a number or a code that they give.
extension LedgerView {
    /// - Throws: `EngineError` `.notFound`.
    func requiredNotice(_ id: Int) throws -> NoticeRecord {
        if let notice = try notice(Int64(id)) { return notice }
        throw EngineError(
            .notFound, "there is no notice \(id): tenggatctl letter list --state all shows them",
            field: "id")
    }

    /// - Throws: `EngineError` `.notFound`.
    func requiredOrder(_ code: String) throws -> OrderRecord {
        if let order = try order(code) { return order }
        throw EngineError(
            .notFound, "there is no order \(code): tenggatctl order list shows them",
            field: "order")
    }
}
