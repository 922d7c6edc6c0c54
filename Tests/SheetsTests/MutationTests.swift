import Coordination
import Testing

@testable import Sheets

/// Damages good files at random: whatever comes out is either blocked or right in itself.
@Suite struct MutationTests {
    /// SplitMix64, so that a seed gives the same damage everywhere.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let snippets: [[UInt8]] =
        [
            "\"", ";", ",", "\t", "\r\n", "\n", "\r", "=1+1", "'", "NIHIL", "TOTAL", "1,250", "-",
            "#N/A", "\u{A0}", "\u{FEFF}", "(", ")", "Rp", "99999999999999999999", "31/02/2027",
            "sep=,\n", "é", "\u{2028}", "\0", ";;;;;;;;",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x81], [0xE9], [0xFF, 0xFE]]

    private static func damaged(
        _ file: [UInt8], using generator: inout Generator
    ) -> [UInt8] {
        var bytes = file
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let at = Int.random(in: 0...bytes.count, using: &generator)
            let length = min(Int.random(in: 0...12, using: &generator), bytes.count - at)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(at..<(at + length))
            case 1: bytes.insert(contentsOf: bytes[at..<(at + length)], at: at)
            case 2: bytes = Array(bytes[..<at])
            case 3 where length > 0: bytes[at] = UInt8.random(in: 0...255, using: &generator)
            default:
                bytes.insert(contentsOf: snippets.randomElement(using: &generator) ?? [], at: at)
            }
        }
        return bytes
    }

    @Test func aDamagedFileIsBlockedOrRight() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("mutation seed \(seed)")
        var generator = Generator(state: seed)
        // Short pieces, so that most of the damage meets a header or a cell.
        let files = try OfficeFiles.names().map { name in
            (name, Array(try OfficeFiles.bytes(name).prefix(600)))
        }
        var blocked = 0
        for round in 0..<3_000 {
            let (name, file) = files[round % files.count]
            let bytes = Self.damaged(file, using: &generator)
            let kind = round % 7 == 0 ? SheetKind.allCases.randomElement(using: &generator) : nil
            let reading = SheetReader().read(bytes, fileName: name, as: kind)
            blocked += reading.isBlocked ? 1 : 0
            let faults = Self.contradictions(in: reading)
            #expect(faults.isEmpty, "seed \(seed), round \(round): \(faults)")
        }
        // Neither everything nor nothing: else the damage says nothing about the reader.
        #expect((300...2_950).contains(blocked), "seed \(seed): \(blocked)")
    }

    /// What a reading says that cannot be true.
    private static func contradictions(in reading: SheetReading) -> [String] {
        var faults: [String] = []
        for finding in reading.findings where !finding.cell.isEmpty {
            let letters = finding.cell.prefix { $0.isASCII && $0.isUppercase }
            if letters.isEmpty || Int(finding.cell.dropFirst(letters.count)).map({ $0 > 0 }) != true
            {
                faults.append("no cell: \(finding.cell)")
            }
        }
        guard let kind = reading.kind else {
            return reading.rows.isEmpty && reading.isBlocked ? faults : faults + ["rows of no kind"]
        }
        guard !reading.isBlocked else { return faults }
        let definition = SheetDefinition.of(kind)
        for row in reading.rows {
            for column in definition.columns {
                guard let cell = row.cells[column.name] else {
                    if column.isRequired { faults.append("\(row.number) lacks \(column.name)") }
                    continue
                }
                if !fits(cell.value, column) { faults.append("\(cell.address) \(cell.value)") }
            }
        }
        let keys = Set(
            reading.rows.map { row in
                definition.key.map { row[$0].map { "\($0)".lowercased() } ?? "" }
            })
        if keys.count != reading.rows.count { faults.append("a key twice") }
        for (name, total) in reading.totals
        where total != reading.rows.reduce(0, { $0 + ($1.number(name) ?? 0) }) {
            faults.append("total of \(name)")
        }
        return faults
    }

    private static func fits(_ value: SheetValue, _ column: SheetColumn) -> Bool {
        switch (value, column.type) {
        case (.text(let text), .note): isText(text, lines: true)
        case (.text(let text), .text), (.text(let text), .code), (.text(let text), .phone),
            (.text(let text), .address), (.text(let text), .addresses), (.text(let text), .zone),
            (.text(let text), .wordOrText):
            isText(text, lines: false)
        case (.date, .date), (.time, .time): true
        case (.period(let period), .period): Period(period)?.description == period
        case (.number(let number), .count), (.number(let number), .money):
            column.range.contains(number)
        case (.word(let word), .word(let words)), (.word(let word), .wordOrText(let words)):
            words.words.contains(word)
        default: false
        }
    }

    private static func isText(_ text: String, lines: Bool) -> Bool {
        !text.isEmpty && text.first != " " && text.last != " "
            && text.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F || lines && $0 == "\n"
            }
    }
}
