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
    /// Who signs letters to clients, the first that fits; the coordinator where none does.
    package var signatories: [Signatory]
    /// How letters to clients are numbered: `{number}/GW/{month}/{year}`; nil where they are not.
    package var number: String?

    static let usualColour = "#1d4ed8"

    package init(
        logo: Logo? = nil, address: [String] = [], footer: [String: String] = [:],
        colour: String? = nil, signatories: [Signatory] = [], number: String? = nil
    ) {
        self.logo = logo
        self.address = address
        self.footer = footer
        self.colour = colour ?? Self.usualColour
        self.signatories = signatories
        self.number = number
    }

    /// Whoever signs letters of one sort.
    package struct Signatory: Hashable, Sendable {
        /// A person's code.
        package var person: String
        /// What stands below the name, by language.
        package var title: [String: String]
        /// Whose salespeople's orders it is about; nil of any team.
        package var team: String?
        /// What the letter tells, such as `slip`; nil of anything.
        package var kind: String?

        package init(
            person: String, title: [String: String] = [:], team: String? = nil,
            kind: String? = nil
        ) {
            self.person = person
            self.title = title
            self.team = team
            self.kind = kind
        }

        /// Spelled so that equal ones give equal text.
        fileprivate var text: String {
            ([person, team ?? "", kind ?? ""] + title.sorted { $0.key < $1.key }.map(\.value))
                .joined(separator: "|")
        }
    }

    /// Whether there is anything beside the office's name.
    var isEmpty: Bool { logo == nil && address.isEmpty && footer.isEmpty }

    /// Spelled so that equal letterheads give equal text.
    package var text: String {
        ([logo?.identifier ?? "", colour, number ?? ""] + signatories.map(\.text) + address
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
