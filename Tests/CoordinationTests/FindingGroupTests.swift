import Coordination
import Testing

/// Faults that repeat are told once.
@Suite struct FindingGroupTests {
    private func finding(_ cell: String, _ value: String = "x") -> Finding {
        Finding(
            file: "f.csv", cell: cell, code: .notANumber, value: value,
            expected: BilingualText(en: "a number", id: "bilangan"))
    }

    private func cells(_ findings: [Finding]) -> [String] {
        FindingGroup.groups(of: findings).map(\.cells)
    }

    @Test func oneThatGoesDownAColumnIsOne() {
        #expect(cells((2...13).map { finding("A\($0)") }) == ["A2:A13"])
        #expect(cells([finding("A2")]) == ["A2"])
        #expect(cells([finding(""), finding("")]) == ["", ""])
    }

    @Test func thoseThatAlternateAreStillTheSame() {
        // By rows, as a person goes through the file.
        let columns = (2...4).flatMap { [finding("A\($0)"), finding("B\($0)")] }
        #expect(cells(columns) == ["A2:A4", "B2:B4"])
        let values = (2...7).map { finding("A\($0)", $0.isMultiple(of: 2) ? "x" : "y") }
        #expect(cells(values) == ["A2, A4, A6", "A3, A5, A7"])
        let many = (1...20).map { finding("C\($0 * 2)") }
        let groups = FindingGroup.groups(of: many)
        #expect(groups.map(\.cells) == ["C2, C4, C6, C8, C10, … (+15)"])
        #expect(groups.map(\.count) == [20])
    }

    @Test func whatMustBeMendedIsCountedAndComesFirst() {
        var warning = finding("A1")
        warning.severity = .warning
        let facts = FindingGroup.facts(of: [warning, finding("A2"), finding("A3")])
        #expect(facts["count"] == .number(2) && facts["warnings"] == .number(1))
        guard case .list(let rows)? = facts["findings"] else { return }
        #expect(rows.map { $0["cell"] } == [.text("A2:A3"), .text("A1")])
        #expect(rows.map { $0["is_warning"] } == [nil, .flag(true)])
        #expect(FindingGroup.facts(of: [finding("A2")])["warnings"] == nil)
    }

    @Test func whatTurnsALineRoundIsNamed() {
        let facts = FindingGroup.groups(of: [finding("A2", "Toko\u{202E}gnp.exe\u{200B}\u{7}")])[0]
            .facts
        #expect(facts["value"] == .text("Toko[U+202E]gnp.exe[U+200B][U+0007]"))
        #expect("Ani\u{200D}x è 山".excerpt == "Ani\u{200D}x è 山")
    }

    @Test func aLongNoteIsShownByItsBeginning() {
        let note = String(repeating: "panjang ", count: 1_000)
        let facts = FindingGroup.groups(of: [finding("A2", note + "\nlagi")])[0].facts
        #expect(facts["value"] == .text(note.prefix(120) + "…"))
    }
}
