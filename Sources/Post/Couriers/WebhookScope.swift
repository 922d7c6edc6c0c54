import Coordination
import FoundationEssentials
import Mustache

/// What a webhook's body may say of a message.
struct WebhookScope: MustacheParent {
    struct Template {
        var name: String
        var parameters: [String]
    }

    var parcel: Parcel
    var message: ShortMessage
    /// What the gateway has approved for this kind of message; nil where it has none.
    var template: Template?

    static let names: [String: TemplateName] = [
        "message_id": .value, "notice": .value, "audience": .value, "kind": .value,
        "language": .value, "name": .value, "address": .value, "phone": .value,
        "phone_digits": .value, "subject": .value, "text": .value, "urgent": .flag,
        "template": .value,
        "parameters": .rows(rowNames.merging(["value": .value]) { own, _ in own }),
    ]

    /// Everything a template sees is text between a string's quotes already (RFC 8259, 7).
    func child(named name: String) -> Any? {
        switch name {
        case "message_id": JSONText(parcel.messageID)
        case "notice": JSONText("\(parcel.noticeID)")
        case "audience": JSONText(audience)
        case "kind": JSONText(message.kind)
        case "language": JSONText(message.language)
        case "name": JSONText(message.readerName ?? "")
        case "address": JSONText(parcel.recipients.first ?? "")
        case "phone": JSONText(phone ?? "")
        case "phone_digits": JSONText((phone ?? "").filter(\.isNumber))
        case "subject": JSONText(message.subject)
        case "text": JSONText(message.text)
        case "urgent": parcel.isUrgent
        case "template": JSONText(template?.name ?? "")
        case "parameters":
            (template?.parameters ?? []).enumerated().map {
                WebhookParameter(
                    value: $1, index: $0, count: template?.parameters.count ?? 0)
            }
        default: nil
        }
    }

    /// The reader's number, where it is one: what a sheet kept as written may reach somebody else.
    private var phone: String? {
        message.readerPhone.flatMap { PhoneNumber.canBeDialled($0) ? $0 : nil }
    }

    private var audience: String { parcel.isClient ? "client" : "office" }

    /// What is sent where the settings give no template of their own; etc/manual/couriers.md describes it.
    var documentedForm: String {
        struct Form: Encodable {
            struct To: Encodable { var name, address, phone: String? }
            struct Approved: Encodable {
                var name, language: String
                var parameters: [String]
            }
            var version = 1
            var messageId, audience, kind, language, subject, text: String
            var notice: Int64
            var urgent: Bool
            var to: To
            /// Addresses that are to have the same; nil where there are none.
            var copies: [String]?
            var template: Approved?
        }
        let form = Form(
            messageId: parcel.messageID, audience: audience, kind: message.kind,
            language: message.language, subject: message.subject, text: message.text,
            notice: parcel.noticeID, urgent: parcel.isUrgent,
            to: Form.To(
                name: message.readerName, address: parcel.recipients.first,
                phone: phone),
            copies: parcel.recipients.count > 1 ? Array(parcel.recipients.dropFirst()) : nil,
            template: template.map {
                Form.Approved(
                    name: $0.name, language: message.language, parameters: $0.parameters)
            })
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(form), as: UTF8.self)
        } catch {
            preconditionFailure("texts and numbers are JSON: \(error)")
        }
    }

    /// A message with everything, and one with as little as there may be, both hard to quote.
    static var examples: [WebhookScope] {
        let hard = "\"Rp5.000\" \\ / {{text}} </b>\n\t\u{8} “é” 👍"
        let parcel = Parcel(
            bytes: [], messageID: "412.x@kantor.example", envelopeSender: "a@kantor.example",
            recipients: ["sari@kantor.example"], isClient: false, isUrgent: true, summary: "",
            noticeID: 412)
        let full = ShortMessage(
            subject: hard, text: hard, language: "id", readerName: hard,
            readerPhone: "+62811234567", kind: "reminder", facts: ["title": hard])
        return [
            WebhookScope(
                parcel: parcel, message: full,
                template: Template(name: "reminder_v1", parameters: [hard, hard])),
            WebhookScope(parcel: parcel, message: ShortMessage(), template: nil),
        ]
    }
}

/// One gap of an approved message.
private struct WebhookParameter: MustacheParent {
    var value: String
    var index: Int
    var count: Int

    func child(named name: String) -> Any? {
        switch name {
        case "value": JSONText(value)
        case "position": JSONText("\(index + 1)")
        case "is_first": index == 0
        case "is_last": index == count - 1
        default: nil
        }
    }
}

/// A text as it stands within a JSON string; an empty one hides its section.
private struct JSONText: MustacheParent, MustacheCustomRenderable {
    let renderText: String
    let isNull: Bool

    init(_ text: String) {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            // Control characters, and the two line ends that older JavaScript takes for such.
            case _ where scalar.value < 0x20, "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        renderText = escaped
        isNull = text.isEmpty
    }

    func child(named: String) -> Any? { nil }
}

extension ShortMessage {
    /// What every message has, whatever its kind.
    static let ownNames = ["name", "subject", "text"]

    /// What stands in a gap: one line, since gateways take no more.
    func parameter(_ name: String) -> String {
        let value =
            facts[name]
            ?? ["name": readerName ?? "", "subject": subject, "text": text][name] ?? ""
        let line = SubjectLine.flattened(value)
        // An empty gap is refused.
        return line.isEmpty ? "–" : line
    }
}
