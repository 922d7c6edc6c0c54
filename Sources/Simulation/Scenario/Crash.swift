/// When the power goes.
package enum Crash: Sendable, Hashable {
    /// After so many commits.
    case commit(Int)
    /// Before the so manieth letter from now is handed over, or after, without its answer.
    case delivery(Int, isAfter: Bool)
    /// Before the so manieth call that writes or renames a file.
    case file(Int)
}
