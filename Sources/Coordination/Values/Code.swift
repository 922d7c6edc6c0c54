/// A code as people write it, equal to every other way to write it in capitals or small letters:
/// `so-1187` is `SO-1187`.
///
/// What is looked up by code is keyed by this type, so that nothing is looked up as it happens to be written.
package struct Code: Sendable, Hashable, Comparable {
    /// As it was written.
    package let spelling: String
    /// As it is compared, sorted and kept where a text must be the same however it was written.
    package let folded: String

    /// - Parameter spelling: without blanks around it; readers trim what people write.
    package init(_ spelling: String) {
        self.spelling = spelling
        folded = spelling.foldedCode
    }

    package static func == (one: Code, other: Code) -> Bool { one.folded == other.folded }

    package static func < (one: Code, other: Code) -> Bool { one.folded < other.folded }

    package func hash(into hasher: inout Hasher) { hasher.combine(folded) }
}

extension String {
    /// Whether both are the same code.
    package func isCode(_ other: String) -> Bool { self == other || foldedCode == other.foldedCode }

    /// A code as it is compared.
    package var foldedCode: String {
        // Most of what is folded is in small letters and digits already.
        let isFolded = utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        return isFolded ? self : lowercased()
    }
}
