import CArchive

/// Writes a ZIP file of entries that are copied as they were packed, and of new ones.
struct PackageWriter {
    private var file: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    init() {}

    /// Copies an entry: its packed bytes stay as they are, and the sizes stand before them.
    mutating func copy(
        _ entry: PackageEntry, of package: PackageFile
    ) throws(SpliceRefusal) {
        try add(
            name: entry.nameBytes, flags: entry.flags & 0x0800, method: entry.method,
            stamp: entry.stamp, checksum: entry.checksum, size: entry.size,
            packed: package.bytes[entry.packed])
    }

    /// - Parameter stamp: time and date as DOS writes them; equal content gives equal bytes.
    mutating func write(
        _ content: [UInt8], name: [UInt8], stamp: UInt32
    ) throws(SpliceRefusal) {
        let packed = try Deflate(content)
        let isSmaller = packed.bytes.count < content.count
        try add(
            name: name, flags: 0x0800, method: isSmaller ? 8 : 0, stamp: stamp,
            checksum: packed.checksum, size: content.count,
            packed: isSmaller ? packed.bytes[...] : content[...])
    }

    /// The whole file.
    func finished() -> [UInt8] {
        var bytes = file + directory
        bytes.append(contentsOf: [0x50, 0x4B, 5, 6, 0, 0, 0, 0])
        bytes.add(count)
        bytes.add(count)
        bytes.add(UInt32(directory.count))
        bytes.add(UInt32(file.count))
        bytes.add(UInt16(0))
        return bytes
    }

    private mutating func add(
        name: [UInt8], flags: UInt16, method: UInt16, stamp: UInt32, checksum: UInt32, size: Int,
        packed: ArraySlice<UInt8>
    ) throws(SpliceRefusal) {
        guard name.count <= PackageFile.nameLimit, count < .max - 1 else { throw .odd("ZIP") }
        var head: [UInt8] = []
        // The version that is needed: 2.0 knows deflation and folders.
        head.add(UInt16(20))
        head.add(flags)
        head.add(method)
        head.add(stamp)
        head.add(checksum)
        head.add(UInt32(packed.count))
        head.add(UInt32(size))
        head.add(UInt16(name.count))
        head.add(UInt16(0))
        let place = UInt32(file.count)
        file += [0x50, 0x4B, 3, 4] + head + name
        file += packed
        directory += [0x50, 0x4B, 1, 2, 20, 0] + head
        // Neither comment, disk nor attributes.
        directory += [UInt8](repeating: 0, count: 10)
        directory.add(place)
        directory += name
        count += 1
    }
}

extension [UInt8] {
    /// The least byte first.
    fileprivate mutating func add(_ number: some FixedWidthInteger) {
        for place in 0..<(number.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: number >> (place * 8)))
        }
    }
}

/// Bytes as a ZIP file packs them (RFC 1951).
struct Deflate {
    let bytes: [UInt8]
    /// CRC-32 of what was packed.
    let checksum: UInt32

    /// libarchive writes a gzip stream (RFC 1952): ten bytes, what was packed, its sum and its length.
    init(_ content: [UInt8]) throws(SpliceRefusal) {
        var packed = [UInt8](repeating: 0, count: content.count + content.count / 8 + 4_096)
        var used = 0
        let archive = unsafe archive_write_new()
        defer { unsafe archive_write_free(archive) }
        unsafe archive_write_set_format_raw(archive)
        unsafe archive_write_add_filter_gzip(archive)
        // The hour would make the bytes differ.
        unsafe archive_write_set_filter_option(archive, "gzip", "timestamp", nil)
        let isWhole = unsafe packed.withUnsafeMutableBytes { space in
            guard
                unsafe archive_write_open_memory(archive, space.baseAddress, space.count, &used)
                    == ARCHIVE_OK, let entry = unsafe archive_entry_new()
            else { return false }
            defer { unsafe archive_entry_free(entry) }
            unsafe archive_entry_set_filetype(entry, 0o100_000)
            return unsafe archive_write_header(archive, entry) == ARCHIVE_OK
                && archive_write_data(archive, content, content.count) == content.count
                && archive_write_close(archive) == ARCHIVE_OK
        }
        guard isWhole, used >= 18, packed.starts(with: [0x1F, 0x8B, 8, 0]) else {
            throw .odd("ZIP")
        }
        bytes = Array(packed[10..<(used - 8)])
        checksum = packed[(used - 8)..<(used - 4)].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
