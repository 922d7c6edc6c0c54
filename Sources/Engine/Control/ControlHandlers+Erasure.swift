import Control
import Coordination
import Host
import Ledger

/// Removes what is known of somebody.
extension ControlHandlers {
    @Sendable func eraseReader(_ call: EraseReader, by: String) async throws -> EraseReader.Reply {
        guard ["client", "person"].contains(call.kind) else {
            throw EngineError(
                .invalid, "“\(call.kind)” is neither client nor person", field: "kind")
        }
        do {
            return try await stages.store.change(at: clock.now) { work in
                let erasure = Erasure(office: work.office, by: by)
                let letters =
                    call.kind == "client"
                    ? try erasure.erase(client: call.code, in: work.transaction)
                    : try erasure.erase(person: call.code, in: work.transaction)
                let reply = EraseReader.Reply(letters: letters)
                guard call.forGood else { throw Unerased(reply: reply) }
                return reply
            }
        } catch let undone as Unerased {
            return undone.reply
        }
    }

    /// Carries a dry run's answer out of the transaction that it undoes.
    private struct Unerased: Error {
        var reply: EraseReader.Reply
    }
}
