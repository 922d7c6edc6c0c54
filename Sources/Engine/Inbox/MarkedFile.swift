package import Coordination
import Ledger
import Post

/// A copy of a file whose faulty cells are marked, for whoever sent it.
package struct MarkedFile: Hashable, Sendable {
    /// Without folders.
    package var name: String
    package var content: [UInt8]

    package init(name: String, content: [UInt8]) {
        self.name = name
        self.content = content
    }

    /// It is a workbook, whatever the file was.
    static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// SHA-256 in hexadecimal.
    var hash: String { Checksum.sha256(content) }
}

/// Makes the marked copy of a file's bytes, its name and its findings; nil where there is none to make.
package typealias MarkedCopy = @Sendable ([UInt8], String, [Finding]) -> MarkedFile?

extension LedgerTransaction {
    /// Keeps a marked copy.
    ///
    /// - Returns: what a letter that carries it names; nothing where there is none.
    func keepMarked(_ copy: MarkedFile?) throws -> [Attachment] {
        guard let copy else { return [] }
        try keep(file: copy.name, content: copy.content, hash: copy.hash)
        return [
            Attachment(name: copy.name, mediaType: MarkedFile.mediaType, hash: copy.hash)
        ]
    }
}
