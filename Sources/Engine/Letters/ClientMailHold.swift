package import Almanac
package import Coordination
import FoundationEssentials
package import Ledger

/// A person's word that no client gets any mail until somebody says otherwise.
package struct ClientMailHold: Codable, Hashable, Sendable {
    package var since: Instant
    package var by: String
    package var reason: String

    /// As `status` warns of it.
    ///
    /// - Parameter zone: the office's, in which the moment is told.
    package func warning(in zone: Zone) -> String {
        "all mail to clients is held since \(zone.text(since)) by \(by): \(reason); tenggatctl letter "
            + "resume lets it go"
    }
}

extension LedgerView {
    /// Nil while client mail goes.
    package func clientMailHold() throws -> ClientMailHold? {
        try mark(.clientMailHold).map {
            try JSONDecoder().decode(ClientMailHold.self, from: Data($0.utf8))
        }
    }
}

extension LedgerTransaction {
    /// Stops all client mail; a second hold keeps the first one's moment and takes the new reason.
    @discardableResult
    package func holdClientMail(by: String, because reason: String) throws -> ClientMailHold {
        if let violation = Office.missingReason(reason) { throw EngineError(violation) }
        let known = try view.clientMailHold()
        let hold = ClientMailHold(since: known?.since ?? now, by: by, reason: reason)
        try set(.clientMailHold, to: String(decoding: JSONEncoder().encode(hold), as: UTF8.self))
        try record("client mail held", of: Subject(.office, "outbox"), by: by, detail: reason)
        return hold
    }

    /// Lets client mail go again; nobody is asked about it any more.
    ///
    /// - Returns: how many letters to clients may go now.
    /// - Throws: `EngineError` `.conflict` when it was not held.
    @discardableResult
    package func resumeClientMail(by: String, office: Office) throws -> Int {
        guard try view.clientMailHold() != nil else {
            throw EngineError(.conflict, "client mail is not held")
        }
        try remove(.clientMailHold)
        try endTasks(
            .clientMail, because: "resumed by \(by)", office: office)
        try record("client mail resumed", of: Subject(.office, "outbox"), by: by)
        return try view.notices(in: [.waiting, .deferred], limit: .max)
            .count { $0.audience == .client }
    }
}
