import Coordination
import Foundation
import Testing

@testable import Post

/// What people fill in stays what it is: no header, no markup, no command, no tag of a template.
@Suite struct InjectionTests {
    private static let texts = [
        "x\r\nBcc: pencuri@jahat.example\r\n\r\nIsi lain", "x\nSubject: lain",
        "\u{0}\u{8}\u{1B}[31m",
        "<script>alert(1)</script><img src=x onerror=alert(1)>", "\"><b onmouseover=\"x",
        "'--><!--",
        "{{title}}{{{subject}}}{{#entries}}{{>_top.html}}", "{{% CONTENT_TYPE:HTML}}",
        "=?utf-8?Q?x?=",
        ".\r\nQUIT\r\n", "&lt;b&gt;&amp;", "https://jahat.example/?a=1&b=2", "\u{202E}txt.exe",
        "%s%n$(id)`id`",
    ]

    /// Each text of a kind is another hard one, in lists, too.
    private static func facts(
        _ declarations: [FactDeclaration], _ text: () -> String
    ) -> Facts {
        var facts = declarations.examples
        for declaration in declarations {
            switch declaration.shape {
            case .text: facts[declaration.name] = .text(text())
            case .list(let columns):
                facts[declaration.name] = .list((0..<3).map { _ in Self.facts(columns, text) })
            default: break
            }
        }
        return facts
    }

    @Test(
        "Whatever a text says, a letter has the same fields and parts", arguments: TemplateKind.all)
    func letters(_ kind: TemplateKind) throws {
        let reader = try Example.reader(isClient: kind.isForClients)
        var plain = Example.draft([kind], for: reader)
        plain.entries[0].facts = Self.facts(kind.facts) { "x" }
        let wanted = try MailReading.of(Example.composer().compose(plain))
        for start in [0, 5, 9] {
            var next = start
            let text = { () -> String in
                next += 1
                return Self.texts[next % Self.texts.count]
            }
            var draft = plain
            draft.reader.name = text()
            draft.additions = [text()]
            draft.entries[0].facts = Self.facts(kind.facts, text)
            draft.attachments = [.init(name: text(), mediaType: "text/csv", content: [])]
            let letter = try Example.composer().compose(draft)
            let reading = try MailReading.of(letter)
            #expect(reading.defects.isEmpty, "\(reading.defects)")
            #expect(reading.fields == wanted.fields)
            #expect(reading.fields.count == Set(reading.fields).count)
            #expect(reading.attachments.count == wanted.attachments.count + 1)
            #expect(letter.recipients == ["sari@kantor.example"])
            #expect(!letter.subject.contains { $0.isNewline })
            for markup in ["<script", "<img src=x", "onmouseover=\"x", "<!--"] {
                #expect(!letter.html.contains(markup), "\(kind): \(markup)")
            }
        }
    }

    @Test func aTemplatesTagsAreNoTagsInATitle() throws {
        let kind = try #require(TemplateKind.named("reminder"))
        var draft = Example.draft([kind], for: try Example.reader())
        draft.entries[0].facts["title"] = .text("{{code}}{{{subject}}}{{#entries}}{{>_top.html}}")
        let letter = try Example.composer().compose(draft)
        #expect(letter.subject.hasPrefix("{{code}}{{{subject}"))
        for body in [letter.text, letter.html] {
            #expect(body.contains("{{code}}{{{subject}}}{{#entries}}"))
        }
    }

    @Test func aLetterheadIsNoMarkupEither() throws {
        let kind = try #require(TemplateKind.named("slip"))
        let letterhead = Letterhead(
            address: Self.texts, footer: ["id": Self.texts.joined()], colour: "#000000")
        let draft = Example.draft([kind], for: try Example.reader(isClient: true))
        let html = try Example.composer(letterhead: letterhead).compose(draft).html
        #expect(!html.contains("<script") && !html.contains("<img src=x") && !html.contains("<!--"))
    }

    @Test(
        "What is no address reaches no envelope",
        arguments: [
            "a@b.test\r\nRCPT TO:<c@d.test>", "a@b.test> SIZE=1", "<a@b.test>", "a b@c.test",
            "a@b@c", "a@b,c@d",
            "\"a\"@b.test", "a@", "@b", "é@b.test", "a\u{0}@b.test",
        ])
    func addresses(_ address: String) async throws {
        let kind = try #require(TemplateKind.named("slip"))
        var draft = Example.draft([kind], for: try Example.reader(isClient: true))
        draft.reader.address = address
        #expect(throws: PostError.self) { try Example.composer().compose(draft) }
        draft.reader.address = "sari@kantor.example"
        draft.cc = [Mailbox(address: address)]
        #expect(throws: PostError.self) { try Example.composer().compose(draft) }
        let peer = try PostPeer(["mail", "-"])
        let courier = try SMTPCourier(
            settings: SMTPSettings(
                host: "127.0.0.1", port: peer.port, encryption: .none, connectTimeout: .seconds(3),
                transferTimeout: .seconds(3), connections: 1))
        var parcel = Parcel.example()
        parcel.recipients = ["sari@kantor.example", address]
        #expect(await courier.deliver(parcel).outcome.isSent)
        #expect(try peer.end().compactMap(\.mail) == [["sari@kantor.example"]])
    }
}
