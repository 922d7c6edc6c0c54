/// Who makes a change, and who entered it for them where that is another: what history says of it.
package struct Actor: Hashable, Sendable {
    /// A person's code, or the Unix user whom no person is tied to: `K`, `uid:1000`.
    package var name: String
    /// Who acted on their behalf.
    package var enteredBy: String?

    /// Whoever made the call.
    var enterer: String { enteredBy ?? name }

    package init(name: String, enteredBy: String? = nil) {
        self.name = name
        self.enteredBy = enteredBy
    }
}

extension Actor: LosslessStringConvertible {
    private static let mark = " (entered by "

    /// `K`, or `M (entered by K)`.
    package var description: String { enteredBy.map { "\(name)\(Self.mark)\($0))" } ?? name }

    package init(_ description: String) {
        let parts = description.split(separator: Self.mark, maxSplits: 1)
        guard parts.count == 2, parts[1].hasSuffix(")") else {
            self.init(name: description)
            return
        }
        self.init(name: String(parts[0]), enteredBy: String(parts[1].dropLast()))
    }
}
