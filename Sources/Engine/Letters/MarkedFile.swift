import Almanac
import Coordination
import Ledger
import Logging
import Post
import Sheets

/// A copy of a file whose faulty cells are marked, for whoever sent it.
struct MarkedFile: Hashable, Sendable {
    /// Without folders.
    var name: String
    var content: [UInt8]

    /// It is a workbook, whatever the file was.
    static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// SHA-256 in hexadecimal.
    var hash: String { Checksum.sha256(content) }
}

/// Makes the marked copies of files that were not taken.
struct MarkedCopies: Sendable {
    let reader: SheetReader
    /// What comments are written in.
    let language: String
    let logger: Logger

    /// - Parameter kind: what somebody said that the file is.
    /// - Returns: nil where none can be made; the findings themselves are told anyway.
    func copy(
        of content: [UInt8], _ reading: SheetReading, as kind: SheetKind? = nil, at now: Instant
    ) -> MarkedFile? {
        do {
            let copy = try reader.markedCopy(
                of: content, reading: reading, as: kind, language: language, createdAt: now)
            return MarkedFile(name: copy.name, content: copy.content)
        } catch {
            logger.warning("no marked copy of \(reading.file) could be made: \(error)")
            return nil
        }
    }
}

extension LedgerTransaction {
    /// Keeps a marked copy.
    ///
    /// - Returns: what a letter that carries it names; nothing where there is none.
    func keepMarked(_ copy: MarkedFile?) throws -> [Attachment] {
        // What servers take; the report beside the file says the same.
        guard let copy, copy.content.count <= 8 << 20 else { return [] }
        try keep(file: copy.name, content: copy.content, hash: copy.hash)
        return [
            Attachment(name: copy.name, mediaType: MarkedFile.mediaType, hash: copy.hash)
        ]
    }
}
