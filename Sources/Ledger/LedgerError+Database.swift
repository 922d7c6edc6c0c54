internal import GRDB

extension LedgerError {
    /// What the database says, in words for whoever runs the service: what is known to be wrong is
    /// named, and nothing is guessed. The values of a row are not said: they may be addresses.
    init(_ error: DatabaseError, path: String) {
        let cause = error.message
        switch error.resultCode {
        case .SQLITE_CORRUPT:
            self = .damaged(path, cause: cause)
        case .SQLITE_NOTADB:
            self.init(
                .notALedger,
                "\(path) is not a Tenggat ledger, or its beginning is damaged: move it away, and "
                    + "restore a backup", cause: cause)
        case .SQLITE_FULL:
            self.init(.diskFull, "the disk of \(path) is full: make room", cause: cause)
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .cannotOpen,
                "the ledger \(path) cannot be opened: check that the file and its folder belong to "
                    + "the daemon's user and may be written", cause: cause)
        case .SQLITE_IOERR:
            self.init(
                .cannotOpen,
                "the disk of the ledger \(path) cannot be read or written: see the kernel's log "
                    + "(journalctl -k), and whether it is full", cause: cause)
        default:
            self.init(
                .failed, "the ledger \(path) refuses (SQLite \(error.extendedResultCode.rawValue))",
                cause: cause)
        }
    }

    /// - Parameter faults: what an integrity check found.
    package static func damaged(_ path: String, cause: String?) -> LedgerError {
        LedgerError(
            .damaged,
            "the ledger \(path) is damaged: keep a copy of it and of \(path)-wal, check the disk, and "
                + "restore a backup", cause: cause)
    }

    /// The same about a copy that somebody wants to restore: another one may do.
    static func of(_ error: any Error, copy path: String) -> any Error {
        guard let error = of(error, path: path) as? LedgerError else { return error }
        switch error.code {
        case .damaged, .notALedger, .unreadableRow:
            return LedgerError(
                error.code,
                "the copy \(path) is damaged, or no copy of a Tenggat ledger: take another one "
                    + "(tenggatctl backup list)", cause: error.cause)
        case .cannotOpen:
            return LedgerError(
                error.code,
                "the copy \(path) cannot be opened: check that it is there, and that whoever runs this may "
                    + "read it", cause: error.cause)
        default: return error
        }
    }

    /// As whoever asked should hear it, whatever kind of error it was.
    static func of(_ error: any Error, path: String) -> any Error {
        switch error {
        case let error as DatabaseError: LedgerError(error, path: path)
        case is RowDecodingError:
            LedgerError(
                .unreadableRow,
                "the ledger \(path) holds a row that this version cannot read: the file is damaged, "
                    + "or another version wrote it; restore a backup, or run that version")
        default: error
        }
    }
}
