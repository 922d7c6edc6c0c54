package import Almanac
package import Coordination
package import Ledger
import Synchronization

/// The one way to the office's data: every change is a ``UnitOfWork``, whose office is the one that the
/// ledger holds at that moment, whatever was imported a moment ago.
package final class OfficeStore: Sendable {
    package let ledger: Ledger
    private let profile: OfficeProfile
    private let cache: Mutex<Cached>

    private struct Cached {
        var version: Int64
        var office: Office
    }

    /// - Parameter profile: what the settings say; the registers come from the ledger.
    package init(profile: OfficeProfile, ledger: Ledger) async throws {
        self.profile = profile
        self.ledger = ledger
        let (version, directory) = try await ledger.read { view in
            (try view.registerVersion(), try view.directory())
        }
        cache = Mutex(
            Cached(version: version, office: Office(profile: profile, directory: directory)))
    }

    /// The office as of the last change of its registers that was committed: to show, and to plan what
    /// is looked at again. What is decided, is decided in a unit of work.
    package var office: Office { cache.withLock { $0.office } }

    /// One change of the office's data, all of it durable when this returns, or nothing of it.
    ///
    /// - Parameters:
    ///   - now: the moment that everything written is stamped with.
    package func change<Value: Sendable>(
        at now: Instant, _ body: @Sendable @escaping (UnitOfWork) throws -> Value
    ) async throws -> Value {
        try await change(by: { now }, body)
    }

    /// The same, stamped with the moment at which its turn comes.
    package func change<Value: Sendable>(
        by clock: @Sendable @escaping () -> Instant,
        _ body: @Sendable @escaping (UnitOfWork) throws -> Value
    ) async throws -> Value {
        let (value, changed) = try await ledger.write(by: clock) { transaction in
            let work = UnitOfWork(
                transaction: transaction, office: try self.office(in: transaction.view))
            let value = try body(work)
            guard transaction.written.contains(.register) else { return (value, Cached?.none) }
            // The commit gives the registers their next version.
            let version = try transaction.view.registerVersion() + 1
            return (value, Cached(version: version, office: try work.changedOffice()))
        }
        if let changed { keep(changed) }
        return value
    }

    /// One consistent state of the office's data.
    package func read<Value: Sendable>(
        _ body: @Sendable @escaping (LedgerView, Office) throws -> Value
    ) async throws -> Value {
        try await ledger.read { view in try body(view, try self.office(in: view)) }
    }

    /// The office that a state of the ledger holds.
    private func office(in view: LedgerView) throws -> Office {
        let version = try view.registerVersion()
        if let known = cache.withLock({ $0.version == version ? $0.office : nil }) { return known }
        let office = Office(profile: profile, directory: try view.directory())
        keep(Cached(version: version, office: office))
        return office
    }

    /// Commits are told of in any order.
    private func keep(_ new: Cached) {
        cache.withLock { cached in
            if new.version > cached.version { cached = new }
        }
    }
}
