/// Why the ledger cannot do what was asked, in words for whoever runs the service.
package struct LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault it is.
    package enum Code: String, Hashable, Sendable {
        /// Another daemon has this ledger open.
        case inUse = "in-use"
        /// A newer version of the program wrote this ledger.
        case fromNewerVersion = "from-newer-version"
        /// The file is there and is no ledger.
        case notALedger = "not-a-ledger"
        /// There was a ledger, and it is gone.
        case missing
        /// The file is a ledger, and parts of it are not what was written.
        case damaged
        /// The disk takes nothing more.
        case diskFull = "disk-full"
        /// The file or its folder cannot be opened or written.
        case cannotOpen = "cannot-open"
        /// A row holds what this version cannot read.
        case unreadableRow = "unreadable-row"
        /// The database refuses what was asked of it.
        case failed
    }

    package var code: Code
    /// What is wrong, where, and what to do.
    package var message: String
    /// What the layer below said.
    package var cause: String?
    /// In which column something stands that cannot be read, and in which row, where only that is known.
    var column: String?
    var row: Int64?

    package init(_ code: Code, _ message: String, cause: String? = nil) {
        self.code = code
        self.message = message
        self.cause = cause
    }

    package var description: String {
        cause.map { "\(message) (\($0))" } ?? message
    }
}
