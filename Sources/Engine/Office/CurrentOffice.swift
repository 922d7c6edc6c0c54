package import Coordination
package import Ledger
import Synchronization

/// The office as of the last committed change of its registers: every part of the engine asks here.
package final class CurrentOffice: Sendable {
    private let value: Mutex<Office>

    /// - Parameter profile: what the settings say; the registers come from the ledger.
    package init(profile: OfficeProfile, ledger: Ledger) async throws {
        let directory = try await ledger.read { try $0.directory() }
        value = Mutex(Office(profile: profile, directory: directory))
    }

    package var office: Office { value.withLock { $0 } }

    /// Called after the transaction that changed the registers is durable.
    func replace(with office: Office) {
        value.withLock { $0 = office }
    }
}
