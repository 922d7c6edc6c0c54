import Coordination
import Ledger
import Testing

@testable import Engine

/// What is for the coordinator goes to whoever does that work now, and so do answers.
@Suite struct ActingCoordinatorTests {
    /// The coordinator is away, or has no address, and the manager of Jakarta or the director steps in.
    private func office(_ absence: String) async throws -> (work: TestOffice, reader: String) {
        let work = try await TestOffice(at: "2026-11-30 10:00")
        switch absence {
        case "away":
            try await work.take(
                "delegations.csv", "person;from;until;stand_in", "K;2026-11-30;2026-12-04;M")
            return (work, "M")
        case "unreachable":
            try await work.take(
                "people.csv", "code;name;email;team;role;reports_to",
                "K;Citra Halim;;;coordinator;D")
            return (work, "D")
        default:
            return (work, "K")
        }
    }

    private func notices(_ kind: String, from work: TestOffice) async throws -> [NoticeRecord] {
        try await work.notices().filter { $0.items.contains { $0.item.kind == kind } }
    }

    @Test("Whoever acts is told of letters that wait", arguments: ["here", "away", "unreachable"])
    func approvals(_ absence: String) async throws {
        let (work, reader) = try await office(absence)
        try await work.take(
            "orders.csv", "order;line;client;promised;expected;reason;item;quantity",
            "O1;1;C2;2026-12-10;2026-12-18;KAPAL;Meja;5")
        try await work.settle()
        #expect(try await notices("approval-needed", from: work).map(\.recipient) == [reader])
    }

    @Test(
        "Reminders and answers name whoever acts",
        arguments: [
            ("here", "Citra Halim", "k@garis.test"), ("away", "Rizky Santoso", "m@garis.test"),
            ("unreachable", "Dewi Suryani", "d@garis.test"),
        ])
    func reminders(_ absence: String, _ name: String, _ address: String) async throws {
        let (work, _) = try await office(absence)
        try await work.take(
            "deadlines.csv", "code;title;owner;due_date;due_time",
            "A;Report;S;2026-12-02;15:00")
        try await work.advance(to: work.instant("2026-12-01 09:00"))
        let notice = try #require(try await notices("reminder", from: work).first)
        let letter = try #require(
            try await work.stages.ledger.read { try $0.letter(of: notice.id) })
        #expect(letter.text.contains(name), "\(letter.text)")
        let bytes = String(decoding: letter.bytes, as: UTF8.self)
        #expect(bytes.contains("Reply-To: \(name) <\(address)>"), "\(bytes)")
    }
}
