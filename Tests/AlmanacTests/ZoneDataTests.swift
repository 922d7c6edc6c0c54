import Almanac
import Testing

/// Zone files that are damaged: refused or read, never a crash.
@Suite struct ZoneDataTests {
    @Test(
        "A file cut short anywhere is refused",
        arguments: ["Asia/Jakarta", "Europe/Berlin", "Australia/Lord_Howe", "UTC"])
    func truncated(_ name: String) throws {
        let bytes = try ZoneFiles.bytes(name)
        _ = try Zone(identifier: name, tzif: bytes)
        for count in 0..<bytes.count {
            #expect(throws: AlmanacError.self, "cut after \(count) bytes") {
                try Zone(identifier: name, tzif: Array(bytes[..<count]))
            }
        }
    }

    @Test("Changed bytes never crash", arguments: ["Asia/Jakarta", "Europe/Berlin", "Africa/Juba"])
    func mutated(_ name: String) throws {
        let bytes = try ZoneFiles.bytes(name)
        var dice = SeededDice(seed: Peer.seed)
        var accepted = 0
        let rounds = Peer.isThorough ? 100_000 : 1500
        for _ in 0..<rounds {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...6, using: &dice) {
                // Half of the blows at the header and the footer, where they hurt most.
                let place =
                    [0..<bytes.count, 0..<64, bytes.count - 40..<bytes.count]
                    .randomElement(using: &dice) ?? 0..<bytes.count
                changed[Int.random(in: place, using: &dice)] = .random(in: 0...255, using: &dice)
            }
            do {
                convertEverywhere(try Zone(identifier: name, tzif: changed))
                accepted += 1
            } catch {
                #expect(error.code == .invalidZoneData)
            }
        }
        // The blows are neither so soft nor so hard that one of the ways is never taken.
        #expect(accepted > rounds / 100 && accepted < rounds * 99 / 100, "\(accepted)")
    }

    @Test(
        "Hostile footers are refused",
        arguments: [
            "W", "WIB", "WIB-", "WIB-25", "WIB-7:60", "WIB-99999999999999999999",
            "WIB-9223372036854775807", "<+07-7", "WIB-7WITA", "WIB-7WITA-8", "A1B", "WIB-7 ",
            "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,M10.5.0/168", "CET-1CEST,M13.5.0,M10.5.0",
            "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5",
            "CET-1CEST,J366,J5", "CET-1CEST,366,5", "CET-1CEST,J9223372036854775807,J5",
            "CET-1CEST,9223372036854775807,5", "CET-1CEST,M3.5.0,M10.5.0/3,M1.1.1",
            "CET-1CEST,M3.5.0/9223372036854775807,M10.5.0", "CET-1CÉST,M3.5.0,M10.5.0", "٣٣٣-7",
        ])
    func footer(_ footer: String) {
        #expect(throws: AlmanacError.self) {
            try Zone(identifier: "Test/Zone", tzif: ZoneFiles.bytes(footer: footer))
        }
    }

    @Test func anEmptyFooterKeepsTheLastOffset() throws {
        let zone = try Zone(identifier: "Test/Zone", tzif: ZoneFiles.bytes(footer: ""))
        #expect(zone.localType(at: .distantFuture).abbreviation == "XXX")
    }

    @Test func offsetsBeyondTheRFCAreRefused() {
        var bytes = ZoneFiles.bytes(footer: "")
        // The type's offset of the second block: 2^24 seconds.
        bytes[bytes.count - 2 - 10] = 1
        #expect(throws: AlmanacError.self) { try Zone(identifier: "Test/Zone", tzif: bytes) }
    }

    private func convertEverywhere(_ zone: Zone) {
        let seconds: [Int64] = [
            -62_135_596_800, -2_147_483_648, -1, 0, 1_795_000_000, 2_147_483_648, 4_100_000_000,
            253_402_300_800,
        ]
        for instant in seconds.map({ Instant(seconds: $0) }) {
            let local = zone.civil(instant)
            _ = zone.instant(local)
            _ = zone.instants(local)
        }
    }
}
