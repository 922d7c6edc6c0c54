import CArchive

/// A ZIP file in memory, whose parts are read one at a time as streams.
@safe final class ZipArchive {
    private let storage: UnsafeMutableRawBufferPointer
    private let count: Int
    /// The parts' names as the file writes them, in its order.
    let names: [String]

    /// - Throws: `WorkbookFault` when the bytes are no ZIP file, or a damaged one.
    init(_ bytes: [UInt8]) throws(WorkbookFault) {
        unsafe storage = .allocate(byteCount: max(bytes.count, 1), alignment: 16)
        unsafe storage.copyBytes(from: bytes)
        var names: [String] = []
        do throws(WorkbookFault) {
            let walk = try unsafe ZipWalk(storage, count: bytes.count)
            while let name = try walk.next() {
                names.append(name)
                guard names.count <= Self.partLimit else { throw WorkbookFault.tooManyParts }
            }
        } catch {
            unsafe storage.deallocate()
            throw error
        }
        self.names = names
        count = bytes.count
    }

    deinit { unsafe storage.deallocate() }

    /// A workbook has dozens.
    private static let partLimit = 10_000

    /// A part's content from its beginning; nil when there is no such part.
    ///
    /// - Parameters:
    ///   - name: compared without regard to case, as Excel does (ECMA-376 part 2, 6.2.2.3).
    ///   - limit: bytes of it that are read at most.
    func part(_ name: String, limit: Int) throws(WorkbookFault) -> ZipPart? {
        let walk = try unsafe ZipWalk(storage, count: count)
        let wanted = name.lowercased()
        while let found = try walk.next() {
            if found.lowercased() == wanted {
                return ZipPart(walk: walk, archive: self, name: name, limit: limit)
            }
        }
        return nil
    }

    /// A part's whole content; nil where there is no such part.
    ///
    /// - Parameters: as ``part(_:limit:)``.
    func content(of name: String, limit: Int) throws(WorkbookFault) -> [UInt8]? {
        guard let part = try part(name, limit: limit) else { return nil }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { unsafe buffer.deallocate() }
        var content: [UInt8] = []
        while case let count = try unsafe part.read(into: buffer), count > 0 {
            unsafe content.append(contentsOf: buffer[..<count])
        }
        return content
    }

    /// How a part begins, as text; nil where there is no such part, or nobody can read it.
    func beginning(of name: String) -> String? {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128, alignment: 1)
        defer { unsafe buffer.deallocate() }
        do throws(WorkbookFault) {
            guard let part = try part(name, limit: .max) else { return nil }
            let count = try unsafe part.read(into: buffer)
            return unsafe String(decoding: buffer.prefix(count), as: UTF8.self)
        } catch {
            return nil
        }
    }
}

/// One walk over a ZIP file's parts.
@safe final class ZipWalk {
    private let handle: OpaquePointer
    private var entry: OpaquePointer?

    fileprivate init(
        _ bytes: UnsafeMutableRawBufferPointer, count: Int
    ) throws(WorkbookFault) {
        guard let handle = unsafe carchive_open_zip(bytes.baseAddress, count) else {
            throw .notAZipFile
        }
        unsafe self.handle = handle
    }

    deinit { unsafe archive_read_free(handle) }

    /// The next part's name; nil behind the last.
    fileprivate func next() throws(WorkbookFault) -> String? {
        switch unsafe archive_read_next_header(handle, &entry) {
        case ARCHIVE_EOF: return nil
        case ARCHIVE_OK, ARCHIVE_WARN: break
        default: throw .notAZipFile
        }
        guard let entry = unsafe entry else { throw .notAZipFile }
        guard unsafe archive_entry_is_data_encrypted(entry) == 0 else { throw .encrypted }
        return unsafe archive_entry_pathname(entry).map { unsafe String(cString: $0) } ?? ""
    }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        unsafe archive_read_data(handle, buffer.baseAddress, buffer.count)
    }
}

/// One part of a ZIP file, decompressed as it is read.
final class ZipPart: ByteSource {
    private let walk: ZipWalk
    /// Holds the bytes under the walk.
    private let archive: ZipArchive
    private let name: String
    private var remaining: Int

    fileprivate init(walk: ZipWalk, archive: ZipArchive, name: String, limit: Int) {
        self.walk = walk
        self.archive = archive
        self.name = name
        remaining = limit
    }

    /// Fills the buffer as far as it goes.
    ///
    /// - Returns: how many bytes; 0 at the end.
    /// - Throws: `WorkbookFault` on damage, and beyond the limit: a small file may unpack to any size.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(WorkbookFault) -> Int {
        let count = unsafe walk.read(into: buffer)
        guard count >= 0 else { throw .damagedPart(name) }
        remaining -= count
        guard remaining >= 0 else { throw .partTooLarge(name) }
        return count
    }
}
