/// How the name of a marked copy differs from that of the file which it marks.
package enum MarkedName {
    /// What stands behind a name, in the languages that there are.
    private static let words = ["marked", "ditandai"]

    /// The name of what a copy marks: `orders` of `orders (marked)` and of `orders (marked) (2)`; any other name
    /// as it is.
    ///
    /// - Parameter stem: without what a file's name ends with.
    package static func original(of stem: String) -> String {
        for word in words {
            guard let mark = stem.ranges(of: " (\(word))").last, mark.lowerBound > stem.startIndex
            else {
                continue
            }
            let rest = stem[mark.upperBound...]
            let isNumber =
                rest.hasPrefix(" (") && rest.hasSuffix(")")
                && !rest.dropFirst(2).dropLast().isEmpty
                && rest.dropFirst(2).dropLast().allSatisfy { $0.isNumber }
            if rest.isEmpty || isNumber { return String(stem[..<mark.lowerBound]) }
        }
        return stem
    }

    /// As much of a name as leaves room, within the 255 bytes that Linux gives a file's name, for what is written
    /// behind it.
    static func fitting(_ stem: String) -> String {
        var stem = stem
        while stem.utf8.count > 220 { stem.removeLast() }
        return stem
    }
}
