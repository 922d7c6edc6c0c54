import FoundationEssentials
import Mustache

/// The JSON that a webhook posts: the documented one, or a template of the settings.
package struct WebhookBody: Sendable {
    /// A message that the gateway has approved, by its name there.
    package struct Approved: Sendable, Hashable {
        package var template: String
        /// Names of facts, in the order of the message's gaps.
        package var parameters: [String]

        package init(template: String, parameters: [String]) {
            self.template = template
            self.parameters = parameters
        }
    }

    /// By the kind of entry, or `several`.
    private let approved: [String: Approved]
    private let template: MustacheTemplate?

    /// - Parameters:
    ///   - template: nil takes the documented form.
    ///   - approved: by the kind of entry, or `several`.
    /// - Throws: ``PostError`` with code `settings`: an unknown name, a result that is no JSON.
    package init(
        template text: String? = nil, approved: [String: Approved] = [:]
    ) throws(PostError) {
        self.approved = approved
        try Self.check(approved)
        guard let text else {
            template = nil
            return
        }
        let file = TemplateFile(path: "mail.webhook.body", name: "body.text", text: text)
        var check = TemplateCheck(files: [:])
        check.check(file, names: WebhookScope.names)
        if let fault = check.faults.first {
            throw PostError(code: .settings, message: "\(fault)", faults: check.faults)
        }
        do {
            template = try MustacheTemplate(string: file.source)
        } catch {
            throw PostError(code: .settings, message: "mail.webhook.body: \(error)")
        }
        for example in WebhookScope.examples { _ = try rendered(example) }
    }

    /// - Throws: ``PostError`` with code `settings` where a template's result is no JSON.
    func json(of parcel: Parcel) throws(PostError) -> String {
        let message = parcel.message.short
        let approved = approved[message.kind]
        return try rendered(
            WebhookScope(
                parcel: parcel, message: message,
                template: approved.map {
                    WebhookScope.Template(
                        name: $0.template,
                        parameters: $0.parameters.map { message.parameter($0) })
                }))
    }

    private func rendered(_ scope: WebhookScope) throws(PostError) -> String {
        guard let template else { return scope.documentedForm }
        let text = template.render(scope)
        guard Self.isJSON(text), !Self.endsAListWithAComma(text) else {
            throw PostError(
                code: .settings,
                message:
                    "mail.webhook.body: the result is no JSON: names stand between quotes, as in "
                    + #"{"text": "{{text}}"}, and no comma follows a list's last element"#)
        }
        return text
    }

    private static func isJSON(_ text: String) -> Bool {
        do {
            _ = try JSONDecoder().decode(AnyJSON.self, from: Data(text.utf8))
            return true
        } catch {
            return false
        }
    }

    /// Which the decoder takes, and few others do (RFC 8259, 5).
    private static func endsAListWithAComma(_ json: String) -> Bool {
        var (isText, isEscaped, last) = (false, false, UInt8(0))
        for byte in json.utf8 where isText || !" \t\r\n".utf8.contains(byte) {
            if isText {
                if !isEscaped, byte == UInt8(ascii: "\"") { isText = false }
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
            } else {
                if last == UInt8(ascii: ","), "]}".utf8.contains(byte) { return true }
                isText = byte == UInt8(ascii: "\"")
            }
            last = byte
        }
        return false
    }

    /// A message's gaps are filled with what its kind states.
    private static func check(_ approved: [String: Approved]) throws(PostError) {
        for (kind, message) in approved.sorted(by: { $0.key < $1.key }) {
            let facts = TemplateKind.named(kind)?.facts
            guard facts != nil || kind == "several" else {
                let known = (["several"] + TemplateKind.all.map(\.name)).joined(separator: ", ")
                throw PostError(
                    code: .settings,
                    message: "mail.webhook.approved: no kind “\(kind)”; known: \(known)")
            }
            let known = Set((facts ?? []).wordedNames + ShortMessage.ownNames)
            for parameter in message.parameters where !known.contains(parameter) {
                throw PostError(
                    code: .settings,
                    message: "mail.webhook.approved.\(kind): no fact “\(parameter)”; known: "
                        + known.sorted().joined(separator: ", "))
            }
        }
    }
}

/// Any JSON: only whether it is some is asked.
private struct AnyJSON: Decodable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int?
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let map = try Self.attempt({ try decoder.container(keyedBy: Key.self) }) {
            for key in map.allKeys where try !map.decodeNil(forKey: key) {
                _ = try map.decode(AnyJSON.self, forKey: key)
            }
        } else if var list = try Self.attempt({ try decoder.unkeyedContainer() }) {
            while !list.isAtEnd {
                if try !list.decodeNil() { _ = try list.decode(AnyJSON.self) }
            }
        }
    }

    /// Nil for a value of another kind.
    private static func attempt<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch DecodingError.typeMismatch {
            return nil
        } catch DecodingError.valueNotFound {
            return nil
        }
    }
}
