import Almanac
import Coordination
import Ledger
import Sheets

/// Sheets that named an order and changed nothing of it.
extension OrderExplanation {
    /// How many sheets are looked at, the latest, and how much of what they hold: as much as is read while somebody
    /// waits.
    private static let most = 20
    private static let mostBytes = 4 << 20

    /// Sheets that came after the last change, have the order, and said nothing new about it.
    func silentSheets() throws -> [Line] {
        let changes =
            try view.revisions(ofOrder: order.code)
            + view.events(of: subject).filter { $0.what == "said" }
        guard let last = changes.map(\.at).max() else { return [] }
        let came = try view.latestEvents(
            of: Subject(.sheet, SheetKind.orders.rawValue), limit: Self.most
        ).filter { $0.at > last && $0.what == "imported" }
        guard !came.isEmpty else { return [] }
        let reader = SheetReader().following(try view.mappings().map(\.mapping))
        var room = Self.mostBytes
        return try came.reversed().filter {
            try !saysSomething($0) && isNamed(by: $0, to: reader, &room)
        }.map { event in
            Line(
                at: event.at, .skipped, ["nothing-new"],
                .sentence(
                    "An orders sheet came by {2} and said nothing new about the dates of {1}.",
                    "Lembar pesanan datang dari {2} dan tidak mengatakan hal baru tentang tanggal "
                        + "{1}.", .plain(order.code), words.by(event.by)), by: event.by)
        }
    }

    /// Whether the file that was taken then has a row of the order, or of its line that is asked about; not of what is
    /// kept no more, or too large to be read again.
    private func isNamed(
        by event: EventRecord, to reader: SheetReader, _ room: inout Int
    ) throws -> Bool {
        guard let hash = event.detail?.split(separator: " ").last.map(String.init),
            let content = try view.keptFile(hash), content.count <= room
        else { return false }
        room -= content.count
        let name = try view.keptFileName(hash) ?? "orders"
        return reader.read(content, fileName: name, as: .orders).rows.contains { row in
            row.text("order")?.isCode(order.code) ?? false
                && (line == nil || row.text("line").map { line?.isCode($0) ?? true } ?? true)
        }
    }
}
