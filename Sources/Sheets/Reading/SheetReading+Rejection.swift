import Coordination

extension SheetReading {
    /// Notes why nothing can be taken from the file.
    mutating func reject(
        _ code: Finding.Code, cell: String = "", value: String = "", expected: BilingualText
    ) {
        findings.append(
            Finding(
                file: file, worksheet: worksheet, cell: cell, code: code, value: value,
                expected: expected))
    }
}
