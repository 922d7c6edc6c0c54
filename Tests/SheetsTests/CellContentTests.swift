import Coordination
import Testing

@testable import Sheets

/// What a cell says: nothing, since there is no such column; blank; something unreadable; a value.
@Suite struct CellContentTests {
    private func row(_ lines: String...) throws -> SheetRow {
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        return try #require(SheetReader().read(bytes, fileName: "deadlines.csv").rows.first)
    }

    @Test func absentBlankUnreadableAndSaidAreToldApart() throws {
        let row = try row(
            "code;title;owner;due_date;due_time;note", "A;;S;31/02/2027;15:00;")
        #expect(row.content(of: "ladder") == .absent)
        #expect(row.content(of: "note") == .blank)
        #expect(row.content(of: "due_date") == .unreadable)
        #expect(row.content(of: "code") == .value(.text("A")))
        // A required cell that is blank is blank: that it may not be is its finding.
        #expect(row.content(of: "title") == .blank)
    }

    @Test func aNumberOutOfBoundsIsReadAllTheSame() throws {
        let bytes = Array(
            "order;line;client;item;quantity;promised\r\nO;1;C;Pompa;-2;2026-12-10".utf8)
        let row = try #require(SheetReader().read(bytes, fileName: "orders.csv").rows.first)
        #expect(row.content(of: "quantity") == .value(.quantity(-2)))
    }
}
