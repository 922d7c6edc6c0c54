/// A made-up machine's word on files, in the tasks that it is set for: a simulation's, in which the power goes
/// between two calls, a disk is full, and files are older and other people's than the kernel says.
///
/// An object: with a closure as the value, Swift 6.3.1 traps in optimised builds.
package final class FileWorld: Sendable {
    @TaskLocal package static var current: FileWorld?

    /// What a call would do.
    package enum Change: Sendable, Hashable {
        case write, rename
    }

    private let change: @Sendable (Change) throws(HostError) -> Void
    private let look: @Sendable (FolderEntry) -> FolderEntry

    /// - Parameters:
    ///   - change: throws where the call does not come about; asked before each that changes a file.
    ///   - look: what a file is seen as.
    package init(
        change: @escaping @Sendable (Change) throws(HostError) -> Void,
        look: @escaping @Sendable (FolderEntry) -> FolderEntry
    ) {
        self.change = change
        self.look = look
    }

    static func ask(_ change: Change) throws(HostError) { try current?.change(change) }

    static func seen(_ entry: FolderEntry) -> FolderEntry { current?.look(entry) ?? entry }
}
