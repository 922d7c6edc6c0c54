/// A share in hundredths, exact to four places: `50%`, `0.5%`.
package struct Percentage: Hashable, Sendable, CustomStringConvertible {
    /// In millionths.
    package let millionths: Int64

    /// Reads `50%` or `0.5%`, up to 1,000,000 per cent; nil when it is none.
    package init?(_ text: String) {
        guard text.hasSuffix("%") else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? String(parts[1]) : "0"
        guard (1...2).contains(parts.count), (1...4).contains(fraction.utf8.count),
            (parts[0] + fraction).utf8.allSatisfy({ (48...57).contains($0) }),
            let whole = Int64(parts[0]), whole <= 1_000_000,
            let places = Int64(fraction + String(repeating: "0", count: 4 - fraction.utf8.count))
        else { return nil }
        millionths = whole * 10_000 + places
    }

    /// Whether `figure` lies at most this share of `base` away from it, on either side.
    package func covers(_ figure: Int64, from base: Int64) -> Bool {
        let distance = (Int128(figure) - Int128(base)).magnitude
        return distance * 1_000_000 <= Int128(base).magnitude * Int128(millionths).magnitude
    }

    /// As it is read: `0.5%`.
    package var description: String { written(mark: ".") }

    /// With the mark of each language: `0.5%`, `0,5%`.
    package var words: BilingualText {
        BilingualText(en: written(mark: "."), id: written(mark: ","))
    }

    private func written(mark: String) -> String {
        var places = String(String(10_000 + millionths % 10_000).dropFirst())
        while places.hasSuffix("0") { places.removeLast() }
        return "\(millionths / 10_000)\(places.isEmpty ? "" : mark + places)%"
    }
}
