import Almanac
import Coordination
import Foundation
import Testing

@testable import Control
@testable import Engine

/// Old sheets in folders are told by the folders that they lie in.
@Suite struct HistoryFolderTests {
    private func sheet(_ text: String, at day: String, in folder: String) -> DatedFile {
        DatedFile(
            at: day, file: SentFile(name: "orders.csv", content: Data(text.utf8), upload: nil),
            folder: folder)
    }

    @Test func filesOfOneNameAreToldByTheirFolders() async throws {
        let work = try await TestOffice()
        let good =
            "order;line;client;promised;item;quantity\r\nX1;1;C9;2026-09-20;Meja;5\r\n"
        let clients = DatedFile(
            at: "2026-09-01",
            file: SentFile(
                name: "clients.csv",
                content: Data("code;name;contact\r\nC9;PT Sembilan;Ibu Nur\r\n".utf8),
                upload: nil), folder: nil)
        let reply = try await work.call(
            Rehearse(
                until: "2026-10-01",
                history: [
                    clients, sheet(good, at: "2026-09-02", in: "2026-09-02 pagi"),
                    sheet("nothing", at: "2026-09-02", in: "2026-09-02 sore"),
                    sheet("nothing", at: "2026-09-03", in: "2026-09-03"),
                    sheet(good, at: "2026-11-03", in: "2026-11-03"),
                ]))
        for path in ["2026-09-02 sore/orders.csv", "2026-09-03/orders.csv"] {
            #expect(
                reply.effects.contains { $0.hasPrefix("\(path) was not taken") },
                "\(reply.effects)")
        }
        #expect(!reply.effects.contains { $0.contains("pagi") })
        #expect(reply.effects.contains { $0.hasPrefix("2026-11-03/orders.csv came on") })
    }
}
