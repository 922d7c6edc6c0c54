import Coordination
import Testing

/// What is still to be shown of several things.
@Suite struct ChecklistTests {
    @Test(
        "What is missing follows from what was shown",
        arguments: [
            ("Foto barang; tanda terima", nil, ["Foto barang", "tanda terima"]),
            ("Foto barang; tanda terima", "foto barang", ["tanda terima"]),
            ("Foto barang; tanda terima", "FOTO BARANG: IMG_1.jpg", ["tanda terima"]),
            ("Foto barang; tanda terima", "tanda terima 7; foto barang", []),
            // As much as there are things left, though it is named otherwise.
            ("Foto barang; tanda terima", "IMG_1; TT-7", []),
            ("Foto barang; tanda terima", "IMG_1", ["Foto barang", "tanda terima"]),
            ("Foto barang; tanda terima", "foto barang; TT-7", []),
            ("Foto; BAST; TT", "fotokopi; BAST", ["Foto", "TT"]),
            ("Foto; BAST", "fotokopi", ["Foto", "BAST"]),
            // One thing is shown by whatever is given.
            ("tanda terima", "TT-7", []), ("tanda terima", nil, ["tanda terima"]),
            (" ; tanda terima ; ", "TT-7", []),
        ] as [(String, String?, [String])])
    func missing(_ evidence: String, _ proof: String?, _ missing: [String]) {
        #expect(Checklist(evidence).missing(after: proof) == missing)
    }

    @Test func whatWasShownBeforeStaysShown() {
        #expect(Checklist.joined("foto: 1", "tanda terima; foto: 1") == "foto: 1; tanda terima")
        #expect(Checklist.joined(nil, nil) == nil)
    }
}
