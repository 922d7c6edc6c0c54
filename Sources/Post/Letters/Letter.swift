/// A notice's bytes with what approval, journal and couriers need to know of them.
package struct Letter: Sendable, Hashable {
    package var subject: String
    package var text: String
    package var html: String
    /// The message as RFC 5322 wants it, lines ending in CRLF.
    package var bytes: [UInt8]
    /// Without angle brackets.
    package var messageID: String
    /// The envelope's recipients: the reader, then the copies, each once.
    package var recipients: [String]
    /// SHA-256 in hexadecimal over subject, text, HTML, reader, copies and attached files: what a
    /// person approves.
    /// Message-ID, Date and thread are left aside, so that a new attempt does not ask again.
    package var contentHash: String
}
