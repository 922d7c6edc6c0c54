import Almanac
import CGMime

/// One message in GMime's hands while it is composed.
///
/// A class, since the C objects want to be freed once; it never leaves the function that makes it.
@safe final class MIMEMessage {
    private let letter: cgmime_letter

    // GMime wants to be started once per process; a static is initialised once, on any thread.
    private static let isStarted: Bool = {
        cgmime_start()
        return true
    }()

    /// - Parameter boundary: must not occur in any body.
    init(boundary: String) {
        precondition(Self.isStarted)
        unsafe letter = cgmime_new(boundary)
    }

    deinit {
        unsafe cgmime_free(letter)
    }

    enum Field {
        case from, to, cc, replyTo

        fileprivate var name: String {
            switch self {
            case .from: "From"
            case .to: "To"
            case .cc: "Cc"
            case .replyTo: "Reply-To"
            }
        }

        fileprivate var type: GMimeAddressType {
            switch self {
            case .from: GMIME_ADDRESS_TYPE_FROM
            case .to: GMIME_ADDRESS_TYPE_TO
            case .cc: GMIME_ADDRESS_TYPE_CC
            case .replyTo: GMIME_ADDRESS_TYPE_REPLY_TO
            }
        }
    }

    /// Who stands in a field; an empty list leaves it out.
    func set(_ mailboxes: [Mailbox], as field: Field) {
        for mailbox in mailboxes {
            let name = SubjectLine.flattened(mailbox.name ?? "")
            unsafe cgmime_add_mailbox(
                letter, field.type, name.isEmpty ? nil : name, mailbox.address)
        }
        if mailboxes.contains(where: { $0.name?.isASCIIOnly == false }) {
            let value = mailboxes.map(EncodedWords.mailbox).joined(separator: ",\n ")
            unsafe cgmime_set_raw(letter, field.name, value)
        }
    }

    func setSubject(_ subject: String) {
        let subject = SubjectLine.flattened(subject)
        if subject.isASCIIOnly {
            unsafe cgmime_set_subject(letter, subject)
        } else {
            unsafe cgmime_set_raw(
                letter, "Subject", EncodedWords.encode(subject, behind: "Subject: "))
        }
    }

    func setDate(_ date: Instant, in zone: Zone) {
        unsafe cgmime_set_date(letter, date.seconds, Int32(zone.localType(at: date).seconds))
    }

    func setMessageID(_ identifier: String) {
        unsafe cgmime_set_message_id(letter, identifier)
    }

    func add(header name: String, _ value: String) {
        unsafe cgmime_add_header(letter, name, value)
    }

    /// Adds an alternative, the plainest first.
    func add(text: String, subtype: String) {
        unsafe cgmime_add_text(letter, subtype, text)
    }

    /// Adds HTML that shows a picture, with the picture (RFC 2387, RFC 2392).
    func add(html: String, with logo: Letterhead.Logo) {
        unsafe logo.content.withUnsafeBytes { bytes in
            unsafe cgmime_add_html_with_picture(
                letter, html, logo.identifier, logo.subtype, bytes.baseAddress, bytes.count)
        }
    }

    /// Adds a file behind the bodies.
    func add(_ file: LetterDraft.AttachedFile) {
        let name = SubjectLine.flattened(file.name).replacing("/", with: "_")
        let type = file.mediaType.split(separator: "/", maxSplits: 1).map(String.init)
        unsafe file.content.withUnsafeBytes { bytes in
            unsafe cgmime_attach(
                letter, name, type.first ?? "application",
                type.count == 2 ? type[1] : "octet-stream", file.charset, bytes.baseAddress,
                bytes.count)
        }
    }

    func bytes() -> [UInt8] {
        var count = 0
        guard let bytes = unsafe cgmime_bytes(letter, &count) else { return [] }
        defer { unsafe cgmime_free_bytes(bytes) }
        return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: count))
    }
}
