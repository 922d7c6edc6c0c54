import Almanac
import Coordination
import Foundation
import Testing

@testable import Post

@Suite struct LetterComposerTests {
    private let reminder: TemplateKind
    private let composer: LetterComposer

    init() throws {
        reminder = try #require(TemplateKind.named("reminder"))
        composer = try Example.composer()
    }

    private func headers(_ letter: Letter) -> String {
        let text = String(decoding: letter.bytes, as: UTF8.self)
        return text.components(separatedBy: "\r\n\r\n")[0]
    }

    @Test(
        "A name gets no second honorific",
        arguments: [
            ("Bapak Adi", "id", "Yth. Bapak Adi,"), ("Ibu Sari", "id", "Yth. Ibu Sari,"),
            ("Yth. Bapak Adi", "id", "Yth. Bapak Adi,"), ("Sari", "id", "Yth. Sari,"),
            ("Mr. Smith", "en", "Dear Mr. Smith,"), ("Dear Jo", "en", "Dear Jo,"),
            (nil, "id", "Yth. Bapak/Ibu,"), (nil, "en", "Dear Sir or Madam,"),
            ("Jo @ Gudang", "en", "Dear Jo @ Gudang,"),
            ("it@kantor.example", "en", "Dear Sir or Madam,"),
            ("Müller, Jörg <a@b.example>", "en", "Dear Müller, Jörg,"),
            ("<a@b.example>", "en", "Dear Sir or Madam,"),
        ] as [(String?, String, String)])
    func greeting(_ name: String?, _ language: String, _ greeting: String) throws {
        for kind in TemplateKind.all where ["reminder", "slip"].contains(kind.name) {
            let reader = try Example.reader(name, language: language, isClient: kind.isForClients)
            let letter = try composer.compose(Example.draft([kind], for: reader))
            #expect(letter.text.hasPrefix("\(greeting)\n"))
            #expect(letter.html.contains(">\(greeting)<"))
        }
    }

    @Test func theReadersZoneStandsInBrackets() throws {
        let draft = Example.draft([reminder], for: try Example.reader(zone: "Asia/Jayapura"))
        let letter = try composer.compose(draft)
        #expect(letter.text.contains("pukul 15.00 WIB (17.00 WIT)"))
        #expect(letter.html.contains("pukul 15.00 WIB (17.00 WIT)"))
        #expect(headers(letter).contains("+0900"))
    }

    @Test func htmlIsEscapedAndTextIsNot() throws {
        var draft = Example.draft([reminder], for: try Example.reader("A <b>&\"'"))
        draft.entries[0].facts["title"] = .text("<script>1 & 2</script>")
        let letter = try composer.compose(draft)
        #expect(letter.text.contains("<script>1 & 2</script>"))
        #expect(letter.text.hasPrefix("Yth. A <b>&\"',"))
        #expect(letter.html.contains("&lt;script&gt;1 &amp; 2&lt;/script&gt;"))
        #expect(!letter.html.contains("<script>") && !letter.html.contains("A <b>"))
    }

    @Test func ofSeveralEachThatIsLateSaysSo() throws {
        var draft = Example.draft([reminder, reminder, reminder], for: try Example.reader())
        for index in draft.entries.indices {
            draft.entries[index].facts["late"] = index == 0 ? nil : .flag(true)
            draft.entries[index].facts["down_from"] = .moment(
                Instant(seconds: 1_780_000_000), zone: "Asia/Jakarta")
            draft.entries[index].facts["down_until"] = .moment(
                Instant(seconds: 1_780_090_000), zone: "Asia/Jakarta")
        }
        let letter = try composer.compose(draft)
        #expect(letter.text.components(separatedBy: "Ini terlambat disampaikan").count == 3)
        #expect(letter.html.components(separatedBy: "Ini terlambat disampaikan").count == 3)
    }

    @Test func severalEntriesAreNumberedUnderOneSubject() throws {
        let escalation = try #require(TemplateKind.named("escalation"))
        let reader = try Example.reader()
        let reminders = try composer.compose(
            Example.draft([reminder, reminder, reminder], for: reader))
        #expect(reminders.subject.hasPrefix("3 pengingat: Penawaran tender "))
        #expect(reminders.text.contains("Ada 3 hal untuk Anda."))
        for position in 1...3 { #expect(reminders.text.contains("\n\(position). ")) }
        let mixed = try composer.compose(Example.draft([escalation, reminder], for: reader))
        #expect(mixed.subject.hasPrefix("2 pemberitahuan: "))
        let client = try Example.reader("Bapak Hendra", isClient: true)
        let slip = try #require(TemplateKind.named("slip"))
        let orders = try composer.compose(Example.draft([slip, slip], for: client))
        #expect(orders.subject.hasPrefix("2 pembaruan pesanan: "))
    }

    @Test func aLongTitleIsShortenedBeforeTheDate() throws {
        var draft = Example.draft([reminder], for: try Example.reader())
        draft.entries[0].facts = [
            "code": .text("A"), "due": reminder.facts.examples["due"] ?? .flag(true),
            "title": .text(String(repeating: "Penawaran sangat panjang ", count: 9)),
        ]
        let letter = try composer.compose(draft)
        #expect(letter.subject.count <= 70)
        #expect(letter.subject.hasSuffix("…, jatuh tempo 4 Des 2026 15.00 WIB"))
        #expect(letter.text.contains("Penawaran sangat panjang Penawaran"))
    }

    @Test(
        "A subject is at most 70 characters, whatever the facts",
        arguments: TemplateKind.all, ["id", "en"])
    func subjectLength(_ kind: TemplateKind, _ language: String) throws {
        let reader = try Example.reader(language: language, isClient: kind.isForClients)
        var draft = Example.draft([kind], for: reader)
        for declaration in kind.facts where declaration.shape == .text {
            draft.entries[0].facts[declaration.name] = .text(String(repeating: "kata ", count: 40))
        }
        #expect(try composer.compose(draft).subject.count <= 70)
        draft.entries += draft.entries
        #expect(try composer.compose(draft).subject.count <= 70)
    }

    @Test func theHeadersAreThoseOfAnAutomaticMessageInAThread() throws {
        var draft = Example.draft([reminder], for: try Example.reader())
        draft.references = ["n1@kantor.example", "n2@kantor.example"]
        draft.cc = [Mailbox(name: "Budi", address: "budi@kantor.example")]
        let headers = headers(try composer.compose(draft))
        for line in [
            "From: \"Kantor Penjualan, Jakarta\" <tenggat@kantor.example>",
            "To: Sari Wulandari <sari@kantor.example>", "Cc: Budi <budi@kantor.example>",
            "Reply-To: Ibu Kartika <kartika@kantor.example>", "In-Reply-To: <n2@kantor.example>",
            "References: <n1@kantor.example> <n2@kantor.example>", "MIME-Version: 1.0",
            "Message-Id: <n412.1@kantor.example>", "Auto-Submitted: auto-generated",
            "X-Auto-Response-Suppress: All", "Date: Tue, 01 Dec 2026 09:00:00 +0700",
        ] {
            #expect("\r\n\(headers)\r\n".contains("\r\n\(line)\r\n"), "\(line) in \(headers)")
        }
    }

    @Test func aLongThreadKeepsItsBeginningAndItsEnd() throws {
        var draft = Example.draft([reminder], for: try Example.reader())
        draft.references = (1...40).map { "n\($0)@kantor.example" }
        let headers = headers(try composer.compose(draft))
        #expect(headers.contains("<n1@kantor.example>") && headers.contains("<n40@kantor.example>"))
        #expect(headers.contains("<n32@kantor.example>") && !headers.contains("<n31@"))
    }

    @Test func recipientsAreTheReaderAndTheCopiesOnce() throws {
        var draft = Example.draft([reminder], for: try Example.reader())
        draft.cc = [Mailbox(address: "b@kantor.example"), Mailbox(address: "sari@kantor.example")]
        #expect(
            try composer.compose(draft).recipients == ["sari@kantor.example", "b@kantor.example"])
    }

    @Test func theHashIsOverWhatAPersonApproves() throws {
        let draft = Example.draft([reminder], for: try Example.reader())
        let first = try composer.compose(draft)
        #expect(first.contentHash.count == 64)
        #expect(try composer.compose(draft) == first)
        var later = draft
        later.messageID = "other@kantor.example"
        later.date = Instant(seconds: 1_796_100_000)
        later.references = ["n1@kantor.example"]
        #expect(try composer.compose(later).contentHash == first.contentHash)
        var copied = draft
        copied.cc = [Mailbox(address: "b@kantor.example")]
        var changed = draft
        changed.entries[0].facts["title"] = .text("Lain")
        var readdressed = draft
        readdressed.reader.address = "s@kantor.example"
        for other in [copied, changed, readdressed] {
            #expect(try composer.compose(other).contentHash != first.contentHash)
        }
    }

    @Test func noTextBreaksOutOfItsHeader() throws {
        let evil = "x\r\nBcc: eve@evil.example\r\n\r\nboo\u{0}\u{1B}[2J"
        var draft = Example.draft([reminder], for: try Example.reader(evil))
        draft.entries[0].facts["title"] = .text(evil)
        draft.cc = [Mailbox(name: evil, address: "b@kantor.example")]
        let letter = try composer.compose(draft)
        #expect(!headers(letter).contains("\r\nBcc"))
        #expect(!letter.bytes.contains(0) && !letter.bytes.contains(0x1B))
    }

    @Test(
        "What no header may hold is refused",
        arguments: [
            "a", "@", "a@", "@b", "a@b@c", "a b@c.example", "a@b.example\r\nBcc: x@y.example",
            "<a@b.example>", "a@b.example,c@d.example", "ä@b.example", "a@.example", "a@b\u{0}c",
        ])
    func badAddresses(_ address: String) throws {
        let draft = Example.draft([reminder], for: try Example.reader())
        var drafts = [draft, draft, draft]
        drafts[0].reader.address = address
        drafts[1].cc = [Mailbox(address: address)]
        drafts[2].messageID = address
        for draft in drafts {
            let error = #expect(throws: PostError.self) { try composer.compose(draft) }
            #expect(error?.code == .header)
        }
        // The name of an earlier letter is left out instead: the sender may have had another address.
        var answer = draft
        answer.references = ["1@kantor.example", address, "2@kantor.example"]
        let head = headers(try composer.compose(answer))
        #expect(head.contains("In-Reply-To: <2@kantor.example>"))
        #expect(!head.contains("\r\nBcc") && !head.contains("<\(address)>"))
    }

    @Test func kindsForTheOfficeNeverReachAClient() throws {
        let client = try Example.reader(isClient: true)
        for kind in TemplateKind.all where !kind.isForClients {
            let error = #expect(throws: PostError.self) {
                try composer.compose(Example.draft([kind], for: client))
            }
            #expect(error?.code == .unknownKind)
        }
    }

    @Test func anUnknownKindOrZoneOrNoEntryIsRefused() throws {
        var draft = Example.draft([reminder], for: try Example.reader())
        draft.entries[0].facts["due"] = .moment(Instant(seconds: 0), zone: "Asia/Atlantis")
        #expect(throws: PostError.self) { try composer.compose(draft) }
        draft.entries = [LetterDraft.Entry(kind: "remainder", facts: [:])]
        #expect(throws: PostError.self) { try composer.compose(draft) }
        draft.entries = []
        #expect(throws: PostError.self) { try composer.compose(draft) }
    }

    @Test func theChecksumIsSHA256() {
        #expect(
            Checksum.sha256(Array("abc".utf8))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }
}
