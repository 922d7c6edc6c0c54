/// The tables of a TZif file, as RFC 9636 section 3 lays them out.
struct ZoneData {
    var transitions: [Int64] = []
    var typeIndices: [Int] = []
    var types: [Zone.LocalType] = []
    /// The POSIX TZ string that rules after the last transition; empty when there is none.
    var footer = ""

    /// Seconds east of Greenwich that RFC 9636 allows; conversions rely on it.
    static let offsets = -89_999...93_599

    private struct Header {
        var version: UInt8
        var isUTCount, isStandardCount, leapCount, timeCount, typeCount, charCount: Int
        static let length = 44

        func bodyLength(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + charCount
                + leapCount * (timeSize + 4) + isStandardCount + isUTCount
        }
    }

    init(_ bytes: [UInt8], name: String) throws(AlmanacError) {
        var start = 0
        var header = try Self.header(bytes, at: start, name: name)
        var timeSize = 4
        if header.version >= UInt8(ascii: "2") {
            start = Header.length + header.bodyLength(timeSize: 4)
            header = try Self.header(bytes, at: start, name: name)
            timeSize = 8
        }
        start += Header.length
        let end = start + header.bodyLength(timeSize: timeSize)
        guard header.typeCount > 0, bytes.count >= end else { throw Self.damaged(name) }
        for index in 0..<header.timeCount {
            transitions.append(Self.integer(bytes, at: start + index * timeSize, size: timeSize))
        }
        let indices = start + header.timeCount * timeSize
        typeIndices = bytes[indices..<indices + header.timeCount].map(Int.init)
        let records = indices + header.timeCount
        let names = records + header.typeCount * 6
        for index in 0..<header.typeCount {
            let record = records + index * 6
            let seconds = Int(Self.integer(bytes, at: record, size: 4))
            let nameIndex = Int(bytes[record + 5])
            guard Self.offsets.contains(seconds), nameIndex < header.charCount else {
                throw Self.damaged(name)
            }
            let abbreviation = bytes[(names + nameIndex)..<(names + header.charCount)]
                .prefix { $0 != 0 }
            types.append(
                Zone.LocalType(
                    seconds: seconds,
                    abbreviation: String(decoding: abbreviation, as: UTF8.self),
                    isDaylightSaving: bytes[record + 4] != 0))
        }
        guard typeIndices.allSatisfy({ $0 < types.count }),
            zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 })
        else { throw Self.damaged(name) }
        if timeSize == 8 { footer = try Self.footer(bytes[end...], name: name) }
    }

    /// The line between two newlines that ends the file; without its end the file is cut short, and
    /// the rule in it may be another one.
    private static func footer(
        _ bytes: ArraySlice<UInt8>, name: String
    ) throws(AlmanacError) -> String {
        let line = bytes.dropFirst().prefix { $0 != 10 }
        guard bytes.first == 10, line.endIndex < bytes.endIndex else { throw damaged(name) }
        return String(decoding: line, as: UTF8.self)
    }

    private static func header(
        _ bytes: [UInt8], at start: Int, name: String
    ) throws(AlmanacError) -> Header {
        guard bytes.count >= start + Header.length,
            Array(bytes[start..<start + 4]) == Array("TZif".utf8)
        else { throw damaged(name) }
        func count(_ index: Int) -> Int {
            Int(integer(bytes, at: start + 20 + index * 4, size: 4))
        }
        let header = Header(
            version: bytes[start + 4], isUTCount: count(0), isStandardCount: count(1),
            leapCount: count(2), timeCount: count(3), typeCount: count(4), charCount: count(5))
        let counts = [
            header.isUTCount, header.isStandardCount, header.leapCount, header.timeCount,
            header.typeCount, header.charCount,
        ]
        guard counts.allSatisfy({ (0...1_000_000).contains($0) }) else { throw damaged(name) }
        return header
    }

    /// A big-endian signed integer of 4 or 8 bytes.
    private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> Int64 {
        let raw = bytes[start..<start + size].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: raw)) : Int64(bitPattern: raw)
    }

    private static func damaged(_ name: String) -> AlmanacError {
        AlmanacError(
            .invalidZoneData,
            "the data of time zone \(name) is no TZif data: reinstall the system's tzdata")
    }
}
