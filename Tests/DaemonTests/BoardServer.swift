import Control
import Dispatch
import Foundation
import Testing

/// The control interface of an office whose periods stand as a test says, served as the daemon serves
/// it: what `tenggatctl` makes of an answer does not depend on what an engine makes of files.
struct BoardServer {
    private let methods: [ControlMethod]

    init(_ methods: ControlMethod...) { self.methods = methods }

    /// Every question is answered with this board.
    init(_ board: Board) {
        methods = [
            ControlMethod(ShowPeriod.self) { _, _ in ShowPeriod.Reply(board: board) },
            ControlMethod(CheckPeriod.self) { _, _ in ShowPeriod.Reply(board: board) },
            ControlMethod(MovePeriod.self) { _, _ in ShowPeriod.Reply(board: board) },
            ControlMethod(WaiveSubmission.self) { _, _ in ShowPeriod.Reply(board: board) },
            ControlMethod(SignSubmission.self) { _, _ in ShowPeriod.Reply(board: board) },
        ]
    }

    /// Runs `tenggatctl` with each of these arguments in turn.
    func asked(
        _ questions: [String]..., environment: [String: String] = [:]
    ) async throws -> [Daemon.Outcome] {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "b-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder, ignoring.
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "s").path
        let server = ControlServer(
            socket: try ListeningSocket(path: path), methods: methods, version: "1.2.3",
            role: { _ in .operator })
        let serving = Task(executorPreference: OwnThreads()) { try await server.run() }
        let outcomes = try await withCheckedThrowingContinuation { answer in
            DispatchQueue.global().async {
                answer.resume(
                    with: Result {
                        try questions.map { question in
                            try Daemon.ctl(
                                question + ["--socket", path], environment: environment)
                        }
                    })
            }
        }
        serving.cancel()
        try await serving.value
        return outcomes
    }
}

/// Threads beside Swift's own few, which other tests block.
private final class OwnThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "board-server", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
