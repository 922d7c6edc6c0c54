/// A file that goes with a letter: the ledger keeps its bytes by their hash.
package struct Attachment: Hashable, Sendable, Codable {
    /// As the reader sees it, without folders.
    package var name: String
    /// `application/pdf` (RFC 6838).
    package var mediaType: String
    /// SHA-256 in hexadecimal.
    package var hash: String

    package init(name: String, mediaType: String, hash: String) {
        self.name = name
        self.mediaType = mediaType
        self.hash = hash
    }
}
