import Almanac
import Control
import Coordination
import Host
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
        return TestMail.Reply(
            courier: destination.name,
            steps: steps.map {
                MailStep(name: $0.name, isGood: $0.isGood, said: $0.said, remedy: $0.remedy)
            })
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
