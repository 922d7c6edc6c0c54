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
            // What is named otherwise shows nothing, however much of it there is.
            ("Foto barang; tanda terima", "IMG_1; TT-7", ["Foto barang", "tanda terima"]),
            ("Foto barang; tanda terima", "foto barang; TT-7", ["tanda terima"]),
            (
                "Foto barang; tanda terima", "tidak ada tanda terima; foto barang",
                ["tanda terima"]
            ),
            ("foto; foto barang", "foto barang", ["foto"]),
            ("foto; foto barang", "foto", ["foto barang"]),
            ("foto; foto barang", "foto barang: IMG_1; FOTO: IMG_2", []),
            ("foto; foto 2", "foto 2", ["foto"]),
            ("Foto barang; tanda terima", "fotobarang; TANDA  TERIMA", []),
            ("Foto barang; tanda terima", "foto barang: IMG_1\ntanda terima", []),
            // A comma separates nothing: it may be part of what shows a thing.
            ("Foto barang; tanda terima", "Foto Barang: x, tanda terima: y", ["tanda terima"]),
            // A name with nothing behind it shows nothing.
            (
                "Foto barang; tanda terima", "foto barang: ; tanda terima: -",
                ["Foto barang", "tanda terima"]
            ),
            ("tanda terima", "tanda terima: ", ["tanda terima"]),
            ("tanda terima", "tanda terima -", ["tanda terima"]),
            ("tanda terima", "-", ["tanda terima"]),
            ("tanda terima", "bukti: .", ["tanda terima"]), ("tanda terima", "tanda terima", []),
            ("tanda terima", "tanda terima: ✓", []), ("tanda terima", "tanda terima: 7", []),
            ("foto, dua sisi; tanda terima", "foto, dua sisi; tanda terima", []),
            ("BAST; TT", "BAST-3", ["TT"]),
            // Listed twice it is one.
            ("foto; Foto; TT", "foto", ["TT"]), ("foto; FOTO", "IMG_1", []),
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
