import Almanac
import Control
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine
@testable import Simulation

/// DESIGN §7 on what becomes of a letter, as a small table of states, beside the program's outbox.
@Suite struct OutboxModelTests {
    /// What happens to one letter.
    enum Operation: CustomStringConvertible {
        /// It is tried while the reader's mailbox is like this.
        case attempt(Mailbox)
        /// A person says that it arrived, lets it go again, takes it back, or has it tried now; the mailbox is
        /// well by then.
        case confirm, approve, refuse, retry

        var description: String {
            switch self {
            case .attempt(let mailbox): "attempt, the mailbox is \(mailbox)"
            case .confirm: "confirm"
            case .approve: "approve again"
            case .refuse: "refuse"
            case .retry: "retry"
            }
        }
    }

    struct Model: Equatable {
        let isClient: Bool
        /// As the ledger calls it.
        var state = "waiting"
        /// How often it was handed over without an answer.
        var uncertain = 0
        /// Whether somebody is asked what to do about it.
        var isAsked = false
        /// Whether somebody is asked for another address.
        var isAddressAsked = false

        static func == (left: Model, right: Model) -> Bool {
            left.state == right.state && left.isAsked == right.isAsked
                && left.isAddressAsked == right.isAddressAsked
        }

        /// - Returns: whether it can happen now; what cannot changes nothing.
        mutating func play(_ operation: Operation) -> Bool {
            switch operation {
            case .attempt(let mailbox):
                guard state == "waiting" || state == "deferred" else { return false }
                take(mailbox)
            case .confirm, .approve:
                guard isClient, state == "uncertain" else { return false }
                (state, isAsked) = ("sent", false)
            case .refuse:
                guard isClient, state == "uncertain" || state == "deferred" else { return false }
                (state, isAsked) = ("withdrawn", false)
            case .retry:
                guard state == "deferred" else { return false }
                state = "sent"
            }
            return true
        }

        private mutating func take(_ mailbox: Mailbox) {
            switch mailbox {
            case .well: state = "sent"
            case .full: state = "deferred"
            case .dead: (state, isAddressAsked) = ("refused", true)
            case .mute where isClient: (state, isAsked) = ("uncertain", true)
            case .mute:
                uncertain += 1
                // Three times at most; whoever should have had it is somebody's then.
                (state, isAddressAsked) =
                    uncertain < 3 ? ("deferred", isAddressAsked) : ("refused", true)
            }
        }
    }

    @Test func lettersToClients() async throws { try await play(isClient: true) }

    @Test func mailOfTheOffice() async throws { try await play(isClient: false) }

    private func play(isClient: Bool) async throws {
        var office = try await QuietOffice.open(at: "2026-11-24 09:00")
        var count = 0
        let check = ModelCheck<Operation> { operations in
            count += 1
            // What other cases left behind takes time.
            if count % 8 == 0 { office = try await QuietOffice.open(at: "2026-11-24 09:00") }
            return try await Self.difference(
                operations, isClient: isClient, reader: "R\(count)", at: office)
        }
        try await check.play(seeds: ModelCases.seeds(20)) { random in
            (0..<random.whole(1...7)).map { index in
                switch random.whole(1...10) {
                case _ where index == 0: .attempt(random.pick([.full, .full, .dead, .mute]))
                case ...6: .attempt(random.pick([.full, .full, .dead, .mute, .mute, .well]))
                case ...8: random.pick([.confirm, .approve])
                case ...9: .retry
                default: .refuse
                }
            }
        }
    }

    private static func difference(
        _ operations: [Operation], isClient: Bool, reader: String, at office: SimulatedOffice
    ) async throws -> String? {
        // Before the first attempt there is no letter to speak of.
        guard case .attempt? = operations.first else { return nil }
        var model = Model(isClient: isClient)
        let address = isClient ? "\(reader)@klien.test" : "\(reader)@garis.test"
        // What is written at night waits for the morning.
        let zone = office.zone
        var date = zone.civil(office.clock.truth).date.adding(days: 1)
        while date.weekday == .saturday || date.weekday == .sunday { date = date.adding(days: 1) }
        try await office.advance(
            to: zone.instant(CivilDateTime(date: date, time: CivilTime(secondOfDay: 36_000))))
        for (index, operation) in operations.enumerated() {
            let isPossible = model.play(operation)
            let isDone: Bool
            if case .attempt(let mailbox) = operation {
                guard isPossible else { continue }
                office.courier.set(address, to: mailbox)
                if index == 0 { try await begin(reader, address, isClient, at: office) }
                isDone = try await attempt(reader, isFirst: index == 0, at: office)
                office.courier.set(address, to: .well)
            } else {
                isDone = try await act(operation, reader, at: office)
            }
            guard isDone == isPossible else {
                return "\(index) \(operation) \(isDone ? "is done" : "is refused")"
            }
            let found = try await found(reader, at: office)
            guard found == model else { return "\(index) \(operation): \(found), not \(model)" }
        }
        if !isClient {
            _ = try await office.caller.call(FinishDeadline(code: "T-\(reader)", by: "K"))
        }
        return nil
    }

    /// Has a letter written to somebody new.
    private static func begin(
        _ reader: String, _ address: String, _ isClient: Bool, at office: SimulatedOffice
    ) async throws {
        let today = office.zone.civil(office.clock.now).date
        if isClient {
            let sheet = SheetRows(
                kind: "clients",
                header: ["code", "name", "contact", "email", "language", "notices"],
                rows: [
                    [reader, "PT \(reader)", "Pak", address, "id", "automatic"]
                ])
            try await office.take("clients.csv", sheet.content)
            let header = [
                "order", "line", "client", "item", "quantity", "promised", "expected", "reason",
            ]
            let row = { (expected: String) in
                [
                    "SO-\(reader)", "1", reader, "Meja", "5", "\(today.adding(days: 20))", expected,
                    expected.isEmpty ? "" : "KAPAL",
                ]
            }
            // A letter that states a day off waits.
            let calendar = office.office.workingTime.calendar
            let later = calendar.workingDay(onOrAfter: today.adding(days: 30))
            for expected in ["", later.map { "\($0)" } ?? ""] {
                let orders = SheetRows(kind: "orders", header: header, rows: [row(expected)])
                try await office.take("orders.csv", orders.content)
            }
        } else {
            let sheet = SheetRows(
                kind: "people", header: ["code", "name", "role", "email"],
                rows: [[reader, "Orang \(reader)", "sales", address]])
            try await office.take("people.csv", sheet.content)
            // Whoever begins late hears the latest past step at once, and nothing more for a year.
            _ = try await office.caller.call(
                AddDeadline(
                    title: "Janji", owner: reader, due: "\(today.adding(days: 1)) 15:00",
                    code: "T-\(reader)", by: "K"))
        }
    }

    /// Waits until the letter is tried once more.
    private static func attempt(
        _ reader: String, isFirst: Bool, at office: SimulatedOffice
    ) async throws -> Bool {
        let before = isFirst ? 0 : try await notice(of: reader, at: office)?.attempts ?? 0
        try await office.settle()
        for _ in 0..<6 {
            guard let notice = try await notice(of: reader, at: office) else { return false }
            if notice.attempts > before { return true }
            guard let next = notice.leaveAt else { return false }
            // A way that gave no answer is tried again at its own moment.
            let probes = try await office.stages.ledger.read { try $0.outages().map(\.probeAt) }
            try await office.advance(to: ([next, office.clock.truth] + probes).max() ?? next)
        }
        return false
    }

    private static func act(
        _ operation: Operation, _ reader: String, at office: SimulatedOffice
    ) async throws -> Bool {
        guard let notice = try await notice(of: reader, at: office) else { return false }
        let id = Int(notice.id)
        do {
            switch operation {
            case .confirm: _ = try await office.caller.call(ConfirmArrival(id: id, by: "K"))
            case .approve:
                let letter = try await office.caller.call(ShowNotice(id: id)).letter
                guard notice.state == .uncertain, let hash = letter?.hash else { return false }
                _ = try await office.caller.call(
                    ApproveNotices(approvals: [Approval(id: id, hash: hash)], by: "K"))
            case .refuse:
                _ = try await office.caller.call(
                    RefuseNotice(id: id, reason: "uji", by: "K"))
            case .retry: _ = try await office.caller.call(RetryLetters(ids: [id], by: "K"))
            case .attempt: break
            }
        } catch is ControlError {
            return false
        }
        try await office.settle()
        return true
    }

    private static func notice(
        of reader: String, at office: SimulatedOffice
    ) async throws -> NoticeRecord? {
        try await office.stages.ledger.read { view in
            try view.notices(in: NoticeState.allCases, limit: .max).first {
                $0.recipient == reader
            }
        }
    }

    private static func found(_ reader: String, at office: SimulatedOffice) async throws -> Model {
        let notice = try await notice(of: reader, at: office)
        return try await office.stages.ledger.read { view in
            var found = Model(isClient: notice?.audience == .client)
            found.state = notice?.state.rawValue ?? "none"
            found.isAsked =
                try notice.map {
                    try !view.openDeadlines(code: "LETTER-\($0.id)").isEmpty
                } ?? false
            found.isAddressAsked = try !view.openDeadlines(code: "ADDRESS-\(reader)").isEmpty
            return found
        }
    }
}
