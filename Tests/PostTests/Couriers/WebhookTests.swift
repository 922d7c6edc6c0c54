import Foundation
import Testing

@testable import Post

/// Messages over HTTPS to a receiver that checks what it gets (Peers/post_peers.py).
@Suite struct WebhookTests {
    private static let authority = Result { try TestAuthority() }

    private func courier(
        _ peer: PostPeer, _ path: String, key: String = "kunci", body: WebhookBody? = nil,
        bearer: String? = nil, authorityFile: String? = nil, scheme: String = "https"
    ) throws -> WebhookCourier {
        let port = peer.port
        return try WebhookCourier(
            settings: WebhookSettings(
                url: { "\(scheme)://localhost:\(port)/\(path)" }, key: { key },
                bearer: bearer.map { bearer in { @Sendable in bearer } },
                authorityFile: authorityFile == nil ? Self.authority.get().file : nil,
                timeout: .seconds(1)),
            body: body ?? WebhookBody(), now: { Int64(Date().timeIntervalSince1970) })
    }

    @Test func aMessageArrivesSignedAndOnce() async throws {
        let peer = try Self.authority.get().httpsPeer()
        let message = ShortMessage(
            subject: "Penawaran “tender”", text: "Baris satu\nbaris \"dua\" \\ {{text}}",
            language: "id",
            readerName: "Sari", readerPhone: "+628112223344", kind: "reminder",
            facts: ["title": "Tender\nRSUD", "due_short": "4 Des 2026 15.00 WIB"])
        let body = try WebhookBody(approved: [
            "reminder": .init(template: "pengingat_v1", parameters: ["name", "title", "due_short"])
        ])
        let courier = try courier(peer, "hook/rahasia", body: body, bearer: "token rahasia")
        for _ in 0..<2 {
            let outcome = await courier.deliver(.example(message, isUrgent: true)).outcome
            #expect(outcome.isSent, "\(outcome)")
        }
        let said = try peer.end()
        #expect(said.map(\.ours) == [true, true] && said.map(\.again) == [false, true])
        let got = try #require(said[0].body)
        #expect(
            got.subject == message.subject && got.text == message.text && got.kind == "reminder")
        #expect(got.urgent == true && got.language == "id")
        #expect(
            got.to == ["name": "Sari", "address": "sari@kantor.example", "phone": "+628112223344"])
        #expect(got.template?.name == "pengingat_v1")
        #expect(got.template?.parameters == ["Sari", "Tender RSUD", "4 Des 2026 15.00 WIB"])
        #expect(said[0].bearer == "Bearer token rahasia")
    }

    @Test(
        "A number that reaches nobody is none in the message",
        arguments: [("081", nil), ("tanya Budi", nil), ("0812-3456789", "08123456789")]
            as [(String, String?)])
    func noNumber(_ phone: String, _ digits: String?) throws {
        let body = try WebhookBody(template: #"{"to": "{{phone_digits}}", "phone": "{{phone}}"}"#)
        let parcel = Parcel.example(
            ShortMessage(subject: "x", text: "x", language: "id", readerPhone: phone))
        let known = digits == nil ? "" : phone
        #expect(
            try body.json(of: parcel) == #"{"to": "\#(digits ?? "")", "phone": "\#(known)"}"#)
        let documented = try WebhookBody().json(of: parcel)
        #expect(documented.contains("\"phone\"") == (digits != nil), "\(documented)")
    }

    @Test func anotherKeyIsNotBelieved() async throws {
        let peer = try Self.authority.get().httpsPeer()
        let outcome = try await courier(peer, "hook", key: "palsu").deliver(.example()).outcome
        #expect(outcome.fault?.concern == .destination, "\(outcome)")
        #expect(try peer.end().map(\.ours) == [false])
    }

    @Test(
        "An answer is told for what it is",
        arguments: [
            ("status/202", "sent"), ("status/400", "refused letter"),
            ("status/401", "deferred destination"),
            ("status/404", "deferred destination"), ("status/408", "deferred letter"),
            ("status/422", "refused letter"), ("status/429", "deferred destination"),
            ("status/500", "deferred letter"), ("status/503", "deferred destination"),
            ("redirect", "deferred destination"), ("long", "sent"),
            ("stall", "uncertain destination"),
            ("drop", "uncertain destination"),
        ])
    func answers(_ path: String, _ wanted: String) async throws {
        let peer = try Self.authority.get().httpsPeer()
        let began = ContinuousClock.now
        let outcome = try await courier(peer, path).deliver(.example()).outcome
        #expect(began.duration(to: .now) < .seconds(25))
        let word =
            switch outcome {
            case .sent: "sent"
            case .deferred(let fault): "deferred \(fault.concern)"
            case .refused(let fault): "refused \(fault.concern)"
            case .uncertain(let fault): "uncertain \(fault.concern)"
            }
        #expect(word == wanted, "\(outcome)")
        // The address is a secret, wherever it leads.
        #expect(!"\(outcome)".contains("localhost") && !"\(outcome)".contains(path))
        // Nobody was led elsewhere.
        let said = try peer.end()
        #expect(said.count == 1 && said[0].hook == "/\(path)" && said[0].got == nil)
    }

    @Test func nothingLeavesUnencryptedOrToWhomNobodyVouchesFor() async throws {
        let peer = try Self.authority.get().httpsPeer()
        for courier in [
            try courier(peer, "hook", scheme: "http"),
            try courier(peer, "hook", authorityFile: "-"),
        ] {
            let outcome = await courier.deliver(.example()).outcome
            #expect(outcome.fault?.concern == .destination, "\(outcome)")
            #expect(!"\(outcome)".contains("localhost"))
        }
        #expect(try peer.end().isEmpty)
    }

    @Test(
        "Whatever somebody is called, a template's result is the JSON that was meant",
        arguments: [
            "\"}, {\"a\": \"", "\\", "\\\"", "{{b}}", "{{{b}}}", "{{#parameters}}", "</script>",
            "baris\nbaris\r\n\ttab\u{0}\u{7}\u{2028}", "日本 “é” 👩‍👩‍👧", "",
        ])
    func bodies(_ text: String) async throws {
        let body = try WebhookBody(
            template: """
                {"a": "{{name}}", "b": "{{{subject}}}", "list": [{{#parameters}}{{^is_first}}, {{/is_first}}\
                "{{value}}"{{/parameters}}]}
                """,
            approved: ["several": .init(template: "t", parameters: ["name", "text"])])
        let peer = try Self.authority.get().httpsPeer()
        let message = ShortMessage(subject: text, text: text, readerName: text)
        let outcome = try await courier(peer, "hook", body: body).deliver(.example(message))
            .outcome
        #expect(outcome.isSent, "\(outcome)")
        let got = try #require(try peer.end().first?.body)
        #expect(got.a == text && got.b == text && got.list?.count == 2)
    }

    @Test(
        "A body that is no JSON, or names what is not there, is told before anything is sent",
        arguments: [
            (#"{"a": {{text}}}"#, "is no JSON"), (#"{"a": "{{tekst}}"}"#, "unknown name “tekst”"),
            (#"{"a": [{{#parameters}}"{{value}}", {{/parameters}}]}"#, "is no JSON"),
            (#"{"a": "{{#urgent}}x"}"#, "is not closed"), ("", "is no JSON"),
        ])
    func faultyBodies(_ template: String, _ words: String) throws {
        let error = #expect(throws: PostError.self) { try WebhookBody(template: template) }
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
    }

    @Test func whatNobodyApprovedIsTold() throws {
        let cases: [(String, WebhookBody.Approved, String)] = [
            ("remainder", .init(template: "t", parameters: []), "no kind “remainder”"),
            ("reminder", .init(template: "t", parameters: ["titel"]), "no fact “titel”"),
        ]
        for (kind, approved, words) in cases {
            let error = #expect(throws: PostError.self) {
                try WebhookBody(approved: [kind: approved])
            }
            #expect(error?.message.contains(words) == true)
        }
    }
}
