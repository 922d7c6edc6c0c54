/// What was decided of a file of the drop folder, until the file has been moved.
package struct DroppedFileRecord: Hashable, Sendable {
    /// What tells this file from every other that lies or will lie there.
    package var key: String
    package var isAccepted: Bool
    /// What is written beside the file, for a person.
    package var report: String
    /// The copy with the faulty cells marked, as it lies beside the file; its bytes are a kept file.
    package var marked: Marked?

    /// The marked copy of a file that was rejected.
    package struct Marked: Hashable, Sendable {
        package var name: String
        /// SHA-256 in hexadecimal.
        package var hash: String

        package init(name: String, hash: String) {
            self.name = name
            self.hash = hash
        }
    }

    package init(key: String, isAccepted: Bool, report: String, marked: Marked?) {
        self.key = key
        self.isAccepted = isAccepted
        self.report = report
        self.marked = marked
    }

    init(_ row: LedgerRow) throws {
        key = try row.get("key")
        isAccepted = try row.get("is_accepted")
        report = try row.get("report")
        if let name: String = try row.get("marked_name"),
            let hash: String = try row.get("marked_hash")
        {
            marked = Marked(name: name, hash: hash)
        }
    }
}
