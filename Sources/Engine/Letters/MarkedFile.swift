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
    /// Whether it asks what a list's columns are, and marks nothing.
    var asksForColumns = false

    /// It is a workbook, whatever the file was.
    static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// What mail servers take, in bytes.
    static let limit = 8 << 20

    /// SHA-256 in hexadecimal.
    var hash: String { Checksum.sha256(content) }
}

/// Makes the marked copies of files that were not taken.
struct MarkedCopies: Sendable {
    let reader: SheetReader
    /// What comments are written in.
    let language: String
    let logger: Logger

    /// What goes back with a file that was not taken: of another program's list, a sheet that asks for its
    /// columns.
    ///
    /// - Parameters:
    ///   - kind: what somebody said that the file is.
    ///   - ledger: the name of the one that keeps the file.
    func answer(
        to content: [UInt8], _ reading: SheetReading, as kind: SheetKind? = nil, ledger: String,
        at now: Instant
    ) -> MarkedFile? {
        mapping(of: content, reading, as: kind, ledger: ledger, at: now)
            ?? copy(of: content, reading, as: kind, at: now)
    }

    /// A sheet that asks what a list's columns are; nil where its reading asks for none.
    func mapping(
        of content: [UInt8], _ reading: SheetReading, as kind: SheetKind? = nil, ledger: String,
        at now: Instant
    ) -> MarkedFile? {
        guard reading.isForeign else { return nil }
        do {
            return try reader.mappingSheet(
                for: content, fileName: reading.file, as: kind, language: language,
                mark: MappingMark(hash: Checksum.sha256(content), ledger: ledger),
                createdAt: now
            ).map { MarkedFile(name: $0.name, content: $0.content, asksForColumns: true) }
        } catch {
            logger.warning("no mapping sheet for \(reading.file) could be made: \(error)")
            return nil
        }
    }

    /// - Parameter kind: what somebody said that the file is.
    /// - Returns: nil where none can be made; the findings themselves are told anyway.
    func copy(
        of content: [UInt8], _ reading: SheetReading, as kind: SheetKind? = nil, at now: Instant
    ) -> MarkedFile? {
        do {
            let copy = try reader.markedCopy(
                of: content, reading: reading, as: kind, language: language,
                limit: MarkedFile.limit, createdAt: now)
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
        // The report beside the file says the same.
        guard let copy, copy.content.count <= MarkedFile.limit else { return [] }
        try keep(file: copy.name, content: copy.content, hash: copy.hash)
        return [
            Attachment(name: copy.name, mediaType: MarkedFile.mediaType, hash: copy.hash)
        ]
    }
}
