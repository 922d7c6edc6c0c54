/// One entry of a ZIP file: what the file's directory says of it, and where its packed bytes lie
/// (APPNOTE.TXT 6.3.10, 4.3.12).
struct PackageEntry {
    var name: String
    /// The name as it is written.
    var nameBytes: [UInt8]
    /// The general purpose flags.
    var flags: UInt16
    /// 0 is stored, 8 deflated; no other is taken.
    var method: UInt16
    /// Time and date, as DOS writes them.
    var stamp: UInt32
    /// CRC-32.
    var checksum: UInt32
    var packed: Range<Int>
    /// In bytes, unpacked.
    var size: Int
}

/// A ZIP file by the places of its bytes, so that entries can be copied as they are.
struct PackageFile {
    let bytes: [UInt8]
    private(set) var entries: [PackageEntry] = []

    /// More than a workbook of 32 MiB unpacks to.
    private static let sizeLimit = 512 << 20
    /// The longest name of an entry, in bytes; Excel's own have dozens.
    static let nameLimit = 1_000
    private static let directoryMark: UInt32 = 0x0201_4B50
    private static let entryMark: UInt32 = 0x0403_4B50
    private static let endMark: UInt32 = 0x0605_4B50

    /// - Throws: `SpliceRefusal` where the file is not written as office programs write packages: ZIP64,
    ///   encrypted, packed otherwise, with bytes before it, with entries of one name, of long names or that
    ///   overlap.
    init(_ bytes: [UInt8]) throws(SpliceRefusal) {
        self.bytes = bytes
        let end = try Self.end(of: bytes)
        let count = Int(bytes.twoBytes(at: end + 10))
        let (length, start) = (
            Int(bytes.fourBytes(at: end + 12)), Int(bytes.fourBytes(at: end + 16))
        )
        guard bytes.twoBytes(at: end + 4) == 0,
            bytes.twoBytes(at: end + 8) == bytes.twoBytes(at: end + 10),
            count < 0xFFFF, start + length == end
        else { throw .odd("ZIP") }
        var place = start
        var names: Set<String> = []
        var total = 0
        for _ in 0..<count {
            let (entry, next) = try Self.entry(of: bytes, at: place, before: end)
            place = next
            if entry.name.hasSuffix("/") { continue }
            guard names.insert(entry.name.lowercased()).inserted else { throw .odd(entry.name) }
            total += entry.size
            entries.append(entry)
        }
        guard place == end else { throw .odd("ZIP") }
        guard total <= Self.sizeLimit else { throw .tooLarge }
        // Entries that share bytes make bombs of little files.
        var reached = 0
        for entry in entries.sorted(by: { $0.packed.lowerBound < $1.packed.lowerBound }) {
            guard entry.packed.lowerBound >= reached else { throw .odd(entry.name) }
            reached = entry.packed.upperBound
        }
        guard reached <= start else { throw .odd("ZIP") }
    }

    /// Where the end of the central directory is written: the last 22 bytes and a comment.
    private static func end(of bytes: [UInt8]) throws(SpliceRefusal) -> Int {
        var place = bytes.count - 22
        while place >= max(0, bytes.count - 22 - 0xFFFF) {
            if bytes.fourBytes(at: place) == endMark,
                place + 22 + Int(bytes.twoBytes(at: place + 20)) == bytes.count
            {
                return place
            }
            place -= 1
        }
        throw .odd("ZIP")
    }

    private static func entry(
        of bytes: [UInt8], at place: Int, before end: Int
    ) throws(SpliceRefusal) -> (PackageEntry, next: Int) {
        guard place + 46 <= end, bytes.fourBytes(at: place) == directoryMark else {
            throw .odd("ZIP")
        }
        let nameEnd = place + 46 + Int(bytes.twoBytes(at: place + 28))
        guard nameEnd - place - 46 <= nameLimit else { throw .odd("ZIP") }
        let next =
            nameEnd + Int(bytes.twoBytes(at: place + 30)) + Int(bytes.twoBytes(at: place + 32))
        guard next <= end else { throw .odd("ZIP") }
        let nameBytes = Array(bytes[(place + 46)..<nameEnd])
        let name = String(decoding: nameBytes, as: UTF8.self)
        let flags = bytes.twoBytes(at: place + 8)
        let method = bytes.twoBytes(at: place + 10)
        let (packed, size) = (bytes.fourBytes(at: place + 20), bytes.fourBytes(at: place + 24))
        let local = Int(bytes.fourBytes(at: place + 42))
        guard flags & 0x2041 == 0, method == 0 || method == 8, packed < .max, size < .max,
            local + 30 <= end, bytes.fourBytes(at: local) == entryMark, !name.contains("\\")
        else { throw .odd(name) }
        let start =
            local + 30 + Int(bytes.twoBytes(at: local + 26)) + Int(bytes.twoBytes(at: local + 28))
        guard start + Int(packed) <= end else { throw .odd(name) }
        let entry = PackageEntry(
            name: name, nameBytes: nameBytes, flags: flags, method: method,
            stamp: bytes.fourBytes(at: place + 12), checksum: bytes.fourBytes(at: place + 16),
            packed: start..<(start + Int(packed)), size: Int(size))
        return (entry, next)
    }
}

extension [UInt8] {
    /// Two bytes, the least first; 0 beyond the end.
    fileprivate func twoBytes(at place: Int) -> UInt16 {
        guard place >= 0, place + 2 <= count else { return 0 }
        return UInt16(self[place]) | UInt16(self[place + 1]) << 8
    }

    /// Four bytes, the least first; 0 beyond the end.
    fileprivate func fourBytes(at place: Int) -> UInt32 {
        UInt32(twoBytes(at: place)) | UInt32(twoBytes(at: place + 2)) << 16
    }
}
