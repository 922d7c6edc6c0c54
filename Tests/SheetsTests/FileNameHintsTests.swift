import Coordination
import Testing

@testable import Sheets

@Suite struct FileNameHintsTests {
    private static let teams = [
        (code: "JKT", name: "Jakarta"), (code: "JKS", name: "Jakarta Selatan"),
        (code: "SBY", name: "Surabaya"), (code: "T-01", name: "Timur"),
        (code: "07", name: "Barat"),
    ]

    @Test(
        arguments: [
            ("achievement-JKT-2026-11.csv", SheetKind.achievements, "JKT", "2026-11"),
            ("2026-11 capaian jkt.csv", .achievements, "JKT", "2026-11"),
            ("Pencapaian Jakarta Selatan November 2026.csv", .achievements, "JKS", "2026-11"),
            ("REALISASI_SBY_NOP_2026.CSV", .achievements, "SBY", "2026-11"),
            ("SBY 11-2026 realisasi (1).csv", .achievements, "SBY", "2026-11"),
            ("realisasi_202611_Surabaya.xlsx", .achievements, "SBY", "2026-11"),
            ("collections-SBY-2026-Q4.csv", .collections, "SBY", "2026-Q4"),
            ("biaya TW IV 2026 Surabaya.csv", .expenses, "SBY", "2026-Q4"),
            ("capaian T-01 2026-11.csv", .achievements, "T-01", "2026-11"),
            ("capaian 07 2026-11.csv", .achievements, "07", "2026-11"),
            ("achievement-07-2026-07.csv", .achievements, nil, "2026-07"),
            ("capaian JKT 2026-11 dikirim 2026-12-03.csv", .achievements, "JKT", "2026-11"),
            ("inbox/achievements/JKT Agustus 2026.csv", nil, "JKT", "2026-08"),
        ] as [(String, SheetKind?, String?, String?)])
    func aNameIsReadInAnyOrder(
        _ name: String, _ kind: SheetKind?, _ team: String?, _ period: String?
    ) {
        let hints = FileNameHints(fileName: name, teams: Self.teams)
        #expect(hints.kind == kind)
        #expect(hints.team == team)
        #expect(hints.period == period)
    }

    @Test(arguments: [
        "laporan.csv", "", ".csv", "achievement JKT SBY 2026-10 2026-11.csv", "x-2026-11-23.csv",
        "23-11-2026.csv", "23 November 2026.csv", "05-2026-11.csv",
        "November.csv", "jktsby 2026.csv", "jakartaselatan.csv",
    ])
    func whatANameDoesNotSayIsNotGuessed(_ name: String) {
        let hints = FileNameHints(fileName: name, teams: Self.teams)
        #expect(hints.team == nil)
        #expect(hints.period == nil)
    }
}
