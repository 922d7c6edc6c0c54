import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Control
@testable import Engine

/// What is measured comes in parts: from the sheet to the letter, and back by an export.
@Suite struct QuantityOrderTests {
    private static let columns =
        "order;line;client;promised;expected;reason;item;quantity;unit;delivered"

    private func order(_ work: TestOffice) async throws -> Control.Order {
        try await work.call(ShowOrder(order: "O1")).order
    }

    private func slipped() async throws -> TestOffice {
        let work = try await TestOffice()
        try await work.take(
            "clients.csv", "code;name;contact;email;language;time_zone;notices",
            "C1;PT Sinar Baru;Hendra Wijaya;c1@sinar.test;id;WIB;automatic")
        try await work.take("orders.csv", Self.columns, "O1;1;C1;2026-12-10;;;Kawat;12,75;kg;")
        try await work.advance(to: work.instant("2026-11-30 10:00"))
        try await work.take(
            "orders.csv", Self.columns, "O1;1;C1;2026-12-10;2026-12-18;KAPAL;Kawat;12,75;kg;2,25")
        return work
    }

    @Test func aLetterStatesWhatIsLeftWithItsDecimals() async throws {
        let work = try await slipped()
        try await work.advance(to: work.instant("2026-12-01 10:00"))
        let notice = try #require(try await work.notices().last { $0.audience == .client })
        let letter = try await work.letter(notice)
        #expect(letter.text.contains("12,75 kg") && letter.text.contains("10,5"), "\(letter.text)")
    }

    @Test func theLastPartEndsTheLine() async throws {
        let work = try await slipped()
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "deliver", date: "2026-11-30", quantity: 12.745))
        #expect(try await order(work).lines[0].state != "delivered")
        _ = try await work.call(
            ChangeOrder(order: "O1", change: "deliver", date: "2026-11-30", quantity: 12.75))
        #expect(try await order(work).lines[0].state == "delivered")
        #expect(try await order(work).lines[0].delivered == 12.75)
    }

    @Test(arguments: [12.7501, -1])
    func aQuantityThatCannotBeIsRefused(_ quantity: Double) async throws {
        let work = try await slipped()
        await #expect(throws: (any Error).self) {
            _ = try await work.call(
                ChangeOrder(order: "O1", change: "deliver", date: "2026-11-30", quantity: quantity))
        }
        #expect(try await order(work).lines[0].delivered == 2.25)
    }

    @Test(arguments: [("pcs", "H2"), ("", "H2")])
    func piecesComeWhole(_ unit: String, _ cell: String) async throws {
        let work = try await TestOffice()
        let report = try await work.take(
            "orders.csv", Self.columns, "O1;1;C1;2026-12-10;;;Meja;2,5;\(unit);")
        #expect(
            report.reading.findings.contains { $0.cell == cell && $0.code == .notANumber })
        #expect(!report.isTaken)
    }

    @Test func aShortSheetKnowsTheLinesUnit() async throws {
        let work = try await slipped()
        let report = try await work.take("x.csv", "order;line;delivered", "O1;1;5,5")
        #expect(report.isTaken, "\(report.reading.findings)")
        #expect(try await order(work).lines[0].delivered == 5.5)
    }

    @Test func anExportTakenBackChangesNothing() async throws {
        let work = try await slipped()
        for format in ["csv", "xlsx"] {
            let file = try await work.call(ExportSheet(kind: "orders", format: format)).file
            let report = try await work.take(
                [Intake.File(name: file.name, content: [UInt8](file.content))])[0]
            #expect(report.isTaken && report.difference.isEmpty, "\(report.reading.findings)")
        }
        #expect(try await order(work).lines[0].quantity == 12.75)
    }
}
