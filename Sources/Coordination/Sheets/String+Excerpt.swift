extension String {
    /// Its beginning, on one line: as lists, reports and letters show what a cell says, which may be a long
    /// note.
    package var excerpt: String {
        let line = split { $0.isNewline }.joined(separator: " ")
        let limit = 120
        // Fewer bytes than characters are shown are fewer characters, too.
        guard line.utf8.count > limit, line.count > limit else { return line }
        return line.prefix(limit) + "…"
    }
}
