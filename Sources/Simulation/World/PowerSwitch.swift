import Foundation
import Synchronization

/// Takes the power away at a chosen moment: what was durable then is all that is left, and whatever the
/// process still does happens nowhere.
final class PowerSwitch: Sendable {
    private let state = Mutex(State())

    private struct State {
        var commitsLeft: Int?
        var deliveriesLeft: Int?
        var fileCallsLeft: Int?
        var isAfterHandover = false
        var folder: URL?
        var survivors: URL?
        var place = ""
    }

    /// The files of a ledger that count after a power cut; what SQLite shares in memory does not.
    static let durable = ["ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite.turn"]

    /// Where what was durable lies since the power went; nil while it is on.
    var survivors: URL? { state.withLock { $0.survivors } }
    var isOff: Bool { survivors != nil }
    /// What was being done when it went.
    var place: String { state.withLock { $0.place } }

    /// The folder of the process that runs now.
    func watch(_ folder: URL) {
        state.withLock { state in
            state = State()
            state.folder = folder
        }
    }

    /// Chooses the moment.
    func arm(_ crash: Crash) {
        state.withLock { state in
            switch crash {
            case .commit(let count): state.commitsLeft = count
            case .file(let count): state.fileCallsLeft = count
            case .delivery(let count, let isAfter):
                state.deliveriesLeft = count
                state.isAfterHandover = isAfter
            }
        }
    }

    /// A transaction was committed.
    func noteCommit() {
        state.withLock { state in
            guard state.survivors == nil, let left = state.commitsLeft else { return }
            state.commitsLeft = left - 1
            if left <= 1 { cut(&state, at: "a commit") }
        }
    }

    /// A letter is about to be handed over, or has been.
    func noteDelivery(isAfter: Bool) {
        state.withLock { state in
            guard state.survivors == nil, let left = state.deliveriesLeft,
                state.isAfterHandover == isAfter
            else { return }
            state.deliveriesLeft = left - 1
            if left <= 1 { cut(&state, at: "a courier call") }
        }
    }

    /// A call that changes a file is about to be made.
    ///
    /// - Returns: whether it is made: after the power went none is.
    func noteFileCall() -> Bool {
        state.withLock { state in
            if state.survivors == nil, let left = state.fileCallsLeft {
                state.fileCallsLeft = left - 1
                if left <= 1 { cut(&state, at: "a file call") }
            }
            return state.survivors == nil
        }
    }

    private func cut(_ state: inout State, at place: String) {
        guard let folder = state.folder else { return }
        let survivors = folder.deletingLastPathComponent().appending(path: UUID().uuidString)
        do {
            try FileManager.default.createDirectory(
                at: survivors, withIntermediateDirectories: true)
            for name in Self.durable {
                let file = folder.appending(path: name)
                guard FileManager.default.fileExists(atPath: file.path) else { continue }
                try FileManager.default.copyItem(at: file, to: survivors.appending(path: name))
            }
        } catch {
            preconditionFailure("what was durable cannot be kept: \(error)")
        }
        state.survivors = survivors
        state.place = place
    }
}
