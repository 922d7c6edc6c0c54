/// Finds names of columns again, very often and among few.
///
/// A hash of each name would be a tenth of what an import of many rows takes; few names share their length
/// and their ends, and where two do, a dictionary tells them apart.
package struct NameIndex: Sendable {
    private let names: [String]
    /// Where the name with a mark stands; -1 where none has it.
    private let places: [Int16]
    /// Further names with a mark that another one has.
    private let others: [String: Int]

    private static let marks = 256

    /// - Parameter names: of equal ones the first counts.
    package init(_ names: [String]) {
        precondition(names.count < Int16.max)
        self.names = names
        var places = Array(repeating: -1 as Int16, count: Self.marks)
        var others: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            let mark = Self.mark(of: name)
            if places[mark] < 0 {
                places[mark] = Int16(index)
            } else if names[Int(places[mark])] != name, others[name] == nil {
                others[name] = index
            }
        }
        self.places = places
        self.others = others
    }

    /// Where a name stands; nil where it does not.
    package func place(of name: String) -> Int? {
        let place = Int(places[Self.mark(of: name)])
        guard place >= 0 else { return nil }
        if names[place] == name { return place }
        return others.isEmpty ? nil : others[name]
    }

    private static func mark(of name: String) -> Int {
        let bytes = name.utf8
        guard let first = bytes.first, let last = bytes.last else { return 0 }
        return (bytes.count &* 29 &+ Int(first) &* 5 &+ Int(last) &* 13) & (marks - 1)
    }
}
