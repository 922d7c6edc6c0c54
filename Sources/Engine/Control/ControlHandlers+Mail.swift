import Almanac
import Control
import Coordination
import Host
import Ledger
import Post

/// Trying the way out.
extension ControlHandlers {
    @Sendable func testMail(_ call: TestMail, by: String) async throws -> TestMail.Reply {
        guard MailAddress.isValid(call.to) else {
            throw EngineError(
                .invalid, "“\(call.to)” is no mail address: it must look like name@example.com",
                field: "to")
        }
        let letter = try stages.writer.testLetter(
            to: call.to, office: stages.store.office, now: clock.now)
        let parcel = Parcel(
            letter: letter, envelopeSender: stages.writer.envelopeSender, isClient: false,
            summary: letter.subject, noticeID: 0)
        let destination = try wayOut(for: parcel, named: call.courier)
        let steps = await destination.courier.test(parcel)
        if steps.allSatisfy(\.isGood) { try await tryAgain(destination.name) }
        return TestMail.Reply(
            courier: destination.name,
            steps: steps.map {
                MailStep(name: $0.name, isGood: $0.isGood, said: $0.said, remedy: $0.remedy)
            })
    }

    /// Has what waits for a server tried at once that has just taken a letter: that is word that it answers.
    private func tryAgain(_ destination: String) async throws {
        let isOut = try await stages.ledger.read { view in
            try view.outages().contains { $0.destination == destination }
        }
        guard isOut else { return }
        try await stages.store.change(at: clock.now) { work in
            try work.transaction.probeOutagesNow(of: destination)
            try work.transaction.retryNow()
        }
    }

    private func wayOut(for parcel: Parcel, named name: String?) throws -> Destination {
        let routes = stages.routes
        guard let name else { return routes.destination(for: parcel.sort) }
        guard let destination = routes.destination(named: name) else {
            let known = routes.destinations.map(\.name).sorted().joined(separator: ", ")
            throw EngineError(
                .notFound, "there is no courier “\(name)”; there are \(known)", field: "courier")
        }
        return destination
    }
}
