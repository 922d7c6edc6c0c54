extension String {
    /// A code as it is compared: people write `so-1187` for `SO-1187`.
    package var foldedCode: String {
        // Most of what is folded is in small letters and digits already.
        let isFolded = utf8.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
        return isFolded ? self : lowercased()
    }
}
