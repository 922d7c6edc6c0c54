package import FoundationEssentials

/// Hands over a piece of a file that is too large for one message, before the call that takes it.
package struct SendPiece: ControlCall {
    package static let method = "SendPiece"
    /// What the reply to the first piece named it; nil for the first.
    package var upload: String?
    package var content: Data

    package init(upload: String? = nil, content: Data) {
        self.upload = upload
        self.content = content
    }

    package struct Reply: Codable, Sendable {
        package var upload: String
        /// How many bytes have come.
        package var size: Int

        package init(upload: String, size: Int) {
            self.upload = upload
            self.size = size
        }
    }
}

/// A file as it is sent: its content, or the upload that its pieces came as.
package struct SentFile: Codable, Sendable {
    /// Without folders.
    package var name: String
    /// On the wire in Base64 (RFC 4648); nil for a file that came in pieces.
    package var content: Data?
    /// What `SendPiece` named it; nil for a file whose content is here.
    package var upload: String?

    package init(name: String, content: Data? = nil, upload: String? = nil) {
        self.name = name
        self.content = content
        self.upload = upload
    }
}

extension ImportSheets {
    /// With files that are small enough for one message.
    package init(
        files: [File], kind: String? = nil, dryRun: Bool = false, partial: Bool? = nil,
        by: String? = nil
    ) {
        self.init(
            files: files.map { SentFile(name: $0.name, content: $0.content) }, kind: kind,
            dryRun: dryRun, partial: partial, by: by)
    }
}

extension Submit {
    /// With a file that is small enough for one message.
    package init(
        file: File, type: String? = nil, team: String? = nil, period: String? = nil,
        by: String? = nil
    ) {
        self.init(
            file: SentFile(name: file.name, content: file.content), type: type, team: team,
            period: period, by: by)
    }
}
