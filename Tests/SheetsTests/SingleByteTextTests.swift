import Coordination
import Foundation
import Testing

@testable import Sheets

/// Text that is no UTF-8 is read where its words tell the encoding, and else not at all.
@Suite struct SingleByteTextTests {
    private func text(_ bytes: [UInt8]) -> String? {
        SheetText(bytes).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
        [UInt8](try #require(text.data(using: encoding)))
    }

    private static let words = [
        "kode;nama\rC-1;PT Café Andalan\rC-2;José Müller\r", "a;b\rÉric;RENÉ\r", "x;naïve\r",
        "harga;€ 5\rÅrhus;Ø\r", "Jum’at;“ya” – baik\r",
    ]

    /// The same words as a Macintosh writes them (Python's `mac_roman`).
    private static let macintosh: [[UInt8]] = [
        [
            0x6B, 0x6F, 0x64, 0x65, 0x3B, 0x6E, 0x61, 0x6D, 0x61, 0x0D, 0x43, 0x2D,
            0x31, 0x3B, 0x50, 0x54, 0x20, 0x43, 0x61, 0x66, 0x8E, 0x20, 0x41, 0x6E,
            0x64, 0x61, 0x6C, 0x61, 0x6E, 0x0D, 0x43, 0x2D, 0x32, 0x3B, 0x4A, 0x6F,
            0x73, 0x8E, 0x20, 0x4D, 0x9F, 0x6C, 0x6C, 0x65, 0x72, 0x0D,
        ],
        [
            0x61, 0x3B, 0x62, 0x0D, 0x83, 0x72, 0x69, 0x63, 0x3B, 0x52, 0x45, 0x4E,
            0x83, 0x0D,
        ],
        [
            0x78, 0x3B, 0x6E, 0x61, 0x95, 0x76, 0x65, 0x0D,
        ],
        [
            0x68, 0x61, 0x72, 0x67, 0x61, 0x3B, 0xDB, 0x20, 0x35, 0x0D, 0x81, 0x72,
            0x68, 0x75, 0x73, 0x3B, 0xAF, 0x0D,
        ],
        [
            0x4A, 0x75, 0x6D, 0xD5, 0x61, 0x74, 0x3B, 0xD2, 0x79, 0x61, 0xD3, 0x20,
            0xD0, 0x20, 0x62, 0x61, 0x69, 0x6B, 0x0D,
        ],
    ]

    @Test(arguments: words.indices)
    func macintoshTextIsRead(_ index: Int) {
        #expect(text(Self.macintosh[index]) == Self.words[index])
    }

    @Test(arguments: words)
    func windowsTextIsRead(_ words: String) throws {
        let lines = words.replacingOccurrences(of: "\r", with: "\r\n")
        #expect(text(try bytes(lines, .windowsCP1252)) == lines)
    }

    /// A capital behind a small letter, as somebody typed it, or beside capitals only.
    @Test(arguments: ["kode;nama\r\n1;CafÉ\r\n", "1;MÖller\r\n2;CAFÉ É\r\n", "É\n"])
    func capitalsOfWindowsAreRead(_ lines: String) throws {
        #expect(text(try bytes(lines, .windowsCP1252)) == lines)
    }

    @Test func macintoshTextWithOtherLineEndsIsToldByItsWords() throws {
        let bytes = Self.macintosh[0].map { $0 == 0x0D ? 0x0A : $0 }
        #expect(text(bytes) == Self.words[0].replacingOccurrences(of: "\r", with: "\n"))
    }

    @Test func itsEncodingIsRemarked() throws {
        let mac = try #require(SheetText(Self.macintosh[0]))
        #expect(mac.remark?.english.contains("MacRoman") == true)
    }

    /// `bébé` and `Müller` in code page 850, which "CSV (MS-DOS)" has.
    @Test(
        arguments: [
            [0x62, 0x82, 0x62, 0x82], [0x4D, 0x81, 0x6C, 0x6C, 0x65, 0x72],
        ] as [[UInt8]])
    func anotherEncodingIsNotGuessed(_ bytes: [UInt8]) {
        #expect(SheetText(bytes + [0x0D, 0x0A])?.bytes == nil)
    }
}
