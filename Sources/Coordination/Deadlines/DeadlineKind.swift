/// A sort of promise, as data: tender, tax, payroll, complaint. Nothing in the code asks which it is.
package struct DeadlineKind: Hashable, Sendable {
    package var name: String
    /// The ladder of a deadline that names none; nil takes `standard`.
    package var ladder: String?
    /// What people call it, by language code.
    package var words: [String: String]
    /// Other names that a sheet may use (`keluhan` for `complaint`).
    package var aliases: [String]

    package init(
        name: String, ladder: String? = nil, words: [String: String] = [:], aliases: [String] = []
    ) {
        self.name = name
        self.ladder = ladder
        self.words = words
        self.aliases = aliases
    }
}
