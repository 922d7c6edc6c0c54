import ArgumentParser

/// The number of a letter, a file or a mapping, as somebody types or pastes it.
enum GivenNumber {
    /// Blanks round it mean nothing, as round a code.
    ///
    /// - Throws: `ValidationError` of what is no whole number.
    static func read(_ argument: String) throws -> Int {
        let parts = argument.split(whereSeparator: \.isWhitespace)
        guard parts.count == 1, let number = Int(parts[0]) else {
            throw ValidationError("a number is expected, as lists print it")
        }
        return number
    }
}
