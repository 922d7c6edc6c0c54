import ArgumentParser
import Control

struct DeadlineCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline", abstract: "Promises: who owes what, by when.",
        subcommands: [
            DeadlineList.self, DeadlineShow.self, DeadlineAdd.self, DeadlineDone.self,
            DeadlineMove.self, DeadlineAcknowledge.self, DeadlineSnooze.self, DeadlineWaive.self,
            DeadlineCancel.self, DeadlineReopen.self, DeadlineExport.self,
        ])
}

extension Deadline {
    /// Its code, with the occurrence of a series behind it.
    var identifier: String { occurrence.map { "\(code) \($0)" } ?? code }
}

extension Connection {
    /// Makes a call that changes one deadline, and says what it is now.
    func printChanged<Call: ControlCall>(
        _ call: Call, wording: (Deadline) -> String
    ) throws where Call.Reply == AddDeadline.Reply {
        let deadline = try self.call(call).deadline
        try print(deadline) { Swift.print("\(deadline.identifier) \(wording(deadline))") }
    }
}
