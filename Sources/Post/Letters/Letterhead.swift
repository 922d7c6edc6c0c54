/// What stands above and below every letter of an office.
package struct Letterhead: Hashable, Sendable {
    /// Nil writes the office's name instead.
    package var logo: Logo?
    /// Line by line.
    package var address: [String]
    /// By language.
    package var footer: [String: String]
    /// The line along the top, `#1d4ed8`.
    package var colour: String

    static let usualColour = "#1d4ed8"

    package init(
        logo: Logo? = nil, address: [String] = [], footer: [String: String] = [:],
        colour: String? = nil
    ) {
        self.logo = logo
        self.address = address
        self.footer = footer
        self.colour = colour ?? Self.usualColour
    }

    /// Whether there is anything beside the office's name.
    var isEmpty: Bool { logo == nil && address.isEmpty && footer.isEmpty }

    /// Spelled so that equal letterheads give equal text.
    package var text: String {
        ([logo?.identifier ?? "", colour] + address
            + footer.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
            .joined(separator: "\n")
    }

    /// A picture that travels within each letter.
    package struct Logo: Hashable, Sendable {
        package var content: [UInt8]
        /// `png`, `jpeg` or `gif`.
        var subtype: String
        /// In pixels, as it is shown.
        var width: Int
        var height: Int

        /// It travels with every letter, and the ledger keeps each.
        package static let mostBytes = 64 << 10
        private static let (mostWidth, mostHeight) = (260, 64)

        /// - Throws: ``PostError`` with code `settings`.
        package init(content: [UInt8]) throws(PostError) {
            guard content.count <= Self.mostBytes else {
                throw PostError(
                    code: .settings,
                    message: "the logo has \(content.count >> 10) KiB; at most "
                        + "\(Self.mostBytes >> 10) can go with every letter: save it smaller")
            }
            guard let picture = PictureSize(of: content), picture.width > 0, picture.height > 0
            else {
                throw PostError(
                    code: .settings,
                    message: "the logo is no PNG, JPEG or GIF: mail programs show nothing else")
            }
            self.content = content
            subtype = picture.subtype
            let shrink = max(
                1, Double(picture.width) / Double(Self.mostWidth),
                Double(picture.height) / Double(Self.mostHeight))
            width = max(1, Int(Double(picture.width) / shrink))
            height = max(1, Int(Double(picture.height) / shrink))
        }

        /// Another picture is another part.
        var identifier: String {
            "logo-\(Checksum.sha256(content).prefix(16))@letterhead.invalid"
        }
    }
}
