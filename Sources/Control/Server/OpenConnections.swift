import Synchronization

/// Who has how many connections open, so that nobody shuts anybody else out.
final class OpenConnections: Sendable {
    private let state = Mutex(State())

    private struct State {
        var connections: [ObjectIdentifier: Connection] = [:]
        var ofUser: [UInt32: Int] = [:]
        var ofRole: [CallerRole: Int] = [:]
        var isStopping = false
    }

    /// Root is counted apart from everybody: whatever others hold, it gets in.
    private static let root: UInt32 = 0

    /// Counts one more.
    ///
    /// - Returns: why it may not stay; nil where it may.
    func enter(_ connection: Connection) -> ControlError? {
        let (user, role) = (connection.peer.user, connection.role)
        return state.withLock { state in
            guard !state.isStopping else {
                return ControlError(.busy, "the service is stopping: ask again in a moment")
            }
            let own = state.ofUser[user, default: 0]
            guard own < role.connectionsOfOneUser else {
                return ControlError(
                    .busy,
                    "user \(user) has \(own) connections open already, and may have no more: close "
                        + "one, or ask again in a moment")
            }
            let all = state.ofRole[role, default: 0]
            guard user == Self.root || all < role.connectionsOfAll else {
                return ControlError(
                    .busy, "too many connections are open (\(all)): ask again in a moment")
            }
            state.ofUser[user] = own + 1
            if user != Self.root { state.ofRole[role] = all + 1 }
            state.connections[ObjectIdentifier(connection)] = connection
            return nil
        }
    }

    /// - Returns: whether it was the last one, and no more come.
    func leave(_ connection: Connection) -> Bool {
        let (user, role) = (connection.peer.user, connection.role)
        return state.withLock { state in
            guard state.connections.removeValue(forKey: ObjectIdentifier(connection)) != nil else {
                return state.isStopping && state.connections.isEmpty
            }
            let own = state.ofUser[user, default: 1] - 1
            state.ofUser[user] = own > 0 ? own : nil
            if user != Self.root { state.ofRole[role, default: 1] -= 1 }
            return state.isStopping && state.connections.isEmpty
        }
    }

    /// Lets nobody in any more.
    ///
    /// - Returns: those that are open.
    func stop() -> [Connection] {
        state.withLock { state in
            state.isStopping = true
            return Array(state.connections.values)
        }
    }
}
