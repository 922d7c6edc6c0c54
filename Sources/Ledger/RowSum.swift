/// What rows come to: as many as there are, and the sum of what stands in each, whatever their order. Rows that are
/// put in are added, rows that go are taken away, so that it is kept without a look at the others.
///
/// It shows what somebody changed past the service; it is no secret, and whoever knows how can mend it with the row.
struct RowSum: Hashable, Sendable {
    var rows: Int64 = 0
    var low: UInt64 = 0
    var high: UInt64 = 0

    var isZero: Bool { self == RowSum() }

    mutating func add(_ other: RowSum) {
        rows &+= other.rows
        low &+= other.low
        high &+= other.high
    }

    mutating func add(_ row: RowDigest, times: Int64) {
        let factor = UInt64(bitPattern: times)
        rows &+= times
        low &+= row.low &* factor
        high &+= row.high &* factor
    }
}

/// What stands in one row, in 128 bits: each value with its kind and its length, so that none runs into the next.
/// The folded multiplication is that of wyhash (github.com/wangyi-fudan/wyhash), a word at a time.
struct RowDigest: Hashable, Sendable {
    private(set) var low: UInt64 = 0x2D35_8DCC_AA6C_78A5
    private(set) var high: UInt64 = 0x8BB8_4B93_962E_ACC9

    mutating func addNull() { mix(0) }

    mutating func add(_ number: Int64) {
        mix(1)
        mix(UInt64(bitPattern: number))
    }

    /// A whole number counts as that: SQLite keeps it so on the disk, and `sqlite3_preupdate_new` says so (3.40).
    mutating func add(_ number: Double) {
        if let whole = Int64(exactly: number) { return add(whole) }
        mix(2)
        mix(number.bitPattern)
    }

    /// - Parameter isText: false of a blob.
    mutating func add(_ bytes: UnsafeRawBufferPointer, isText: Bool) {
        mix((isText ? 3 : 4) | UInt64(bytes.count) << 8)
        var place = 0
        while place + 8 <= bytes.count {
            mix(unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        guard place < bytes.count else { return }
        var rest: UInt64 = 0
        while place < bytes.count {
            rest = unsafe rest << 8 | UInt64(bytes[place])
            place += 1
        }
        mix(rest)
    }

    private mutating func mix(_ word: UInt64) {
        let first = (low ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
        low = first.high ^ first.low ^ 0xE703_7ED1_A0B4_28DB
        let second = (high &+ word).multipliedFullWidth(by: 0x8EBC_6AF0_9C88_C6E3)
        high = second.high ^ second.low &+ 0x5899_65CC_7537_4CC3
    }
}
