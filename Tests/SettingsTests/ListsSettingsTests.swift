import Almanac
import Foundation
import Testing

@testable import Settings

/// Which lists are kept fresh, where, and for whom.
@Suite struct ListsSettingsTests {
    private func lists(_ text: String) throws -> ListsSettings? {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "lists-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What is left behind lies in the system's temporary folder, ignoring.
        defer { try? FileManager.default.removeItem(at: folder) }
        let all = """
            office: {name: X, time_zone: Asia/Jakarta, calendar: five}
            calendars: {five: {mon-fri: "08:00-17:00"}}
            ladders:
              standard: [{when: D-1, tell: owner}]
              submission: [{when: D-1, tell: team}]
            \(text)
            """
        let path = folder.appending(path: "tenggat.yaml")
        try all.write(to: path, atomically: true, encoding: .utf8)
        return try Settings.load(path: path.path) { Zone(fixed: $0, seconds: 25_200) }.lists
    }

    private func written(_ text: String) throws -> [String] {
        try #require(try lists(text)).kept.map { "\($0.list.rawValue) \($0.group ?? "-")" }
    }

    @Test func theyAreOffUnlessSaid() throws {
        #expect(try lists("") == nil)
        #expect(try lists("lists: false") == nil)
        #expect(try written("lists: true") == ["deadlines -", "orders -", "board -"])
    }

    @Test func whatHoldsLettersOrRegistersNeedsItsOwnGroup() throws {
        #expect(
            try written("lists: {group: office, board: false, letters: {group: coordinators}}") == [
                "deadlines office", "orders office", "letters coordinators",
            ])
        #expect(
            try lists("lists: {group: office, letters: {group: coordinators}}")?.groups == [
                "coordinators", "office",
            ])
        for name in ["decisions", "addresses", "letters"] {
            #expect(throws: SettingsError.self, "\(name)") {
                try lists("lists: {group: office, \(name): true}")
            }
        }
    }

    @Test(arguments: ["lists: {leters: {group: x}}", "lists: {orders: {mode: 7}}", "lists: [1]"])
    func whatIsNoListIsAFault(_ text: String) {
        #expect(throws: SettingsError.self) { try lists(text) }
    }
}
