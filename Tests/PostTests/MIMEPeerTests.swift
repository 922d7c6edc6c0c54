import Coordination
import Foundation
import Testing

@testable import Post

/// Letters as a reader that we did not write sees them.
@Suite struct MIMEPeerTests {
    @Test(
        "Python reads every letter back without a defect", arguments: TemplateKind.all,
        ["id", "en"])
    func roundTrip(_ kind: TemplateKind, _ language: String) throws {
        let reader = try Example.reader(
            "Bapak Ádi Wíjaya, S.E. \"Adi\"", language: language, isClient: kind.isForClients)
        var draft = Example.draft([kind, kind], for: reader)
        draft.cc = [Mailbox(name: "経理部 – Keuangan", address: "keu@kantor.example")]
        let letter = try Example.composer().compose(draft)
        let reading = try MailReading.of(letter)
        #expect(reading.defects.isEmpty)
        #expect(reading.subject == letter.subject)
        #expect(reading.text == letter.text)
        #expect(reading.html == letter.html)
        #expect(
            reading.all.filter { $0.hasPrefix("text/") }.prefix(2) == ["text/plain", "text/html"])
        #expect(reading.to == #""Bapak Ádi Wíjaya, S.E. \"Adi\"" <sari@kantor.example>"#)
        #expect(reading.cc == "経理部 – Keuangan <keu@kantor.example>")
        #expect(reading.date == "2026-12-01T09:00:00+07:00")
    }

    @Test("Long names and subjects are words of 75 characters at most")
    func longWords() throws {
        let name = String(repeating: "株式会社日本", count: 12)
        let kind = try #require(TemplateKind.named("reminder"))
        var draft = Example.draft([kind], for: try Example.reader(name))
        draft.cc = [
            Mailbox(name: name, address: "a@kantor.example"),
            Mailbox(name: "Bpk \"Adi\"", address: "b@kantor.example"),
        ]
        draft.entries[0].facts["title"] = .text(name)
        let letter = try Example.composer().compose(draft)
        let reading = try MailReading.of(letter)
        #expect(reading.defects.isEmpty)
        #expect(reading.subject == letter.subject)
        // Python 3.11 puts blanks between the words of a name, which RFC 2047 (6.2) says are none.
        #expect(reading.to.replacing(" ", with: "").hasPrefix(name))
        #expect(reading.cc.replacing(" ", with: "").hasPrefix(name))
        #expect(reading.cc.hasSuffix("<b@kantor.example>"))
    }

    @Test(
        "Any text survives, whichever encoding fits it",
        arguments: [
            ".\n..\n.titik di awal\nFrom sini", "日本語の注記\n日本語の注記二行目",
            String(repeating: "panjang ", count: 400), "=3D = ?=? =?UTF-8?Q?x?=",
            "tab\tdan “kutip”",
        ])
    func texts(_ note: String) throws {
        let kind = try #require(TemplateKind.named("reminder"))
        var draft = Example.draft([kind], for: try Example.reader())
        draft.entries[0].facts["note"] = .text(note)
        draft.entries[0].facts["title"] = .text(note)
        let letter = try Example.composer().compose(draft)
        let reading = try MailReading.of(letter)
        #expect(reading.defects.isEmpty)
        #expect(reading.subject == letter.subject)
        #expect(reading.text == letter.text)
        #expect(reading.html == letter.html)
    }

    @Test(
        "A file comes out as it went in",
        arguments: [
            "tenggat (ditandai).xlsx", "laporan “Ádi” 経理.xlsx",
            String(repeating: "nama panjang ", count: 12) + "é.xlsx", "a\"b;c=d.xlsx",
        ])
    func attachments(_ name: String) throws {
        let kind = try #require(TemplateKind.named("sheet-rejected"))
        var draft = Example.draft([kind], for: try Example.reader())
        let bare = try Example.composer().compose(draft)
        let content = [UInt8](0...255) + Array("\n.\r\nFrom x\n--=-tenggat-".utf8)
        draft.attachments = [
            .init(name: name, mediaType: "application/x-test", content: content),
            .init(name: "kosong.csv", mediaType: "text/csv", content: []),
        ]
        let letter = try Example.composer().compose(draft)
        let reading = try MailReading.of(letter)
        #expect(reading.defects.isEmpty)
        #expect(reading.type == "multipart/mixed")
        #expect(
            reading.parts == ["multipart/alternative", "application/x-test", "text/csv"])
        #expect(reading.text == bare.text && reading.html == bare.html)
        let hex = content.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(reading.attachments[0] == [name, "application/x-test", "attachment", hex])
        #expect(letter.messageID == bare.messageID && letter.contentHash != bare.contentHash)
        // One byte more is another letter to approve; the same files again are the same letter.
        #expect(try Example.composer().compose(draft).bytes == letter.bytes)
        draft.attachments[0].content.append(0)
        #expect(try Example.composer().compose(draft).contentHash != letter.contentHash)
    }
}
