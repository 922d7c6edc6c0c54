import Coordination
import Testing

@testable import Sheets

@Suite struct SheetTextTests {
    private static let csv = "kode;nama;jabatan\r\nS-1;José Nuñez;sales\r\n"

    private static func utf16(_ text: String, isBigEndian: Bool) -> [UInt8] {
        let mark: [UInt8] = isBigEndian ? [0xFE, 0xFF] : [0xFF, 0xFE]
        return mark
            + text.utf16.flatMap { unit in
                let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
                return isBigEndian ? pair : pair.reversed()
            }
    }

    private func name(_ bytes: [UInt8]) -> String? {
        SheetReader().read(bytes, fileName: "people.csv").rows.first?.text("name")
    }

    @Test func everyEncodingThatSpreadsheetsSaveIsRead() throws {
        let utf8 = Array(Self.csv.utf8)
        #expect(name(utf8) == "José Nuñez")
        #expect(name([0xEF, 0xBB, 0xBF] + utf8) == "José Nuñez")
        #expect(name(Self.utf16(Self.csv, isBigEndian: true)) == "José Nuñez")
        #expect(name(Self.utf16(Self.csv, isBigEndian: false)) == "José Nuñez")
        let western = try Self.csv.unicodeScalars.map { try #require(UInt8(exactly: $0.value)) }
        let reading = SheetReader().read(western, fileName: "people.csv")
        #expect(reading.rows.first?.text("name") == "José Nuñez")
        #expect(reading.remarks.contains { $0.english.contains("Windows-1252") })
    }

    @Test func theSignsOfWindows1252AreItsOwn() throws {
        let text = try #require(SheetText([0x93, 0x41, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35]))
        #expect(String(decoding: text.bytes, as: UTF8.self) == "“A” – €5")
    }

    @Test(
        arguments: [
            // A byte that Windows-1252 does not have.
            [0x41, 0x81, 0x42],
            // UTF-8 of which a byte was lost: é whole, ñ halved.
            [0x4A, 0x6F, 0x73, 0xC3, 0xA9, 0x20, 0x4E, 0x75, 0xC3, 0x65, 0x7A],
            // Two letters in GB 18030.
            [0x41, 0xD6, 0xD0, 0xCE, 0xC4, 0x42],
            // UTF-16 without its mark.
            [0x6B, 0x00, 0x6F, 0x00, 0x64, 0x00, 0x65, 0x00],
            // UTF-16 cut in the middle of a letter, and half a surrogate pair.
            [0xFF, 0xFE, 0x41], [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00],
            // A broken letter behind a UTF-8 mark.
            [0xEF, 0xBB, 0xBF, 0x41, 0xC3, 0x28],
            // Nothing that is text.
            [0x7F, 0x45, 0x4C, 0x46, 0x02, 0x01, 0xE9],
        ] as [[UInt8]])
    func whatCannotBeToldIsAFinding(_ bytes: [UInt8]) {
        let reading = SheetReader().read(bytes, fileName: "x.csv")
        #expect(reading.blockers == [" unknown-encoding"])
        #expect(reading.kind == nil)
    }

    @Test(
        arguments: [
            ("orders.xlsx", Array("PK\u{3}\u{4}".utf8)), ("old.xls", [0xD0, 0xCF, 0x11, 0xE0]),
            ("renamed.csv", Array("PK\u{3}\u{4}".utf8)), ("noise.xlsx", [0x00, 0x01, 0x02]),
        ] as [(String, [UInt8])])
    func aWorkbookIsNoText(_ name: String, _ bytes: [UInt8]) {
        #expect(SheetReader().read(bytes, fileName: name).blockers == [" not-a-workbook"])
    }

    @Test(
        arguments: [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0x0D, 0x0A], [0x3B, 0x3B]] as [[UInt8]])
    func anEmptyFileIsNoSheet(_ bytes: [UInt8]) {
        #expect(
            SheetReader().read(bytes, fileName: "x.csv").blockers == ["A1 unrecognised-sheet"])
    }

    @Test func aFileBeyondTheBoundIsNotRead() {
        let bytes = [UInt8](repeating: 0x41, count: SheetLimits.bytes + 1)
        #expect(SheetReader().read(bytes, fileName: "x.csv").blockers == [" too-large"])
    }
}
