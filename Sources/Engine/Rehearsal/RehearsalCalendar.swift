import Almanac
import Coordination
import Post

/// A rehearsal as a file for calendar programs: an entry for each message.
struct RehearsalCalendar {
    let office: Office
    let language: String

    func bytes(of messages: [RehearsedMessage], madeAt now: Instant) -> [UInt8] {
        CalendarFeed(name: "\(office.profile.name): rehearsal").bytes(
            of: messages.enumerated().map { index, message in
                let reader = message.recipientName ?? message.recipient
                return CalendarFeed.Event(
                    identifier: CalendarFeed.identifier(
                        of: "\(index) \(message.at) \(message.recipient)", ledger: "rehearsal"),
                    changedAt: now, due: message.at,
                    title: "\(reader): \(RehearsalPage.words(of: message, in: language))",
                    details: message.items.map { item in
                        ([item.kind, item.subject.id] + [item.step].compactMap(\.self))
                            .joined(separator: " ")
                    }, category: message.isClient ? "client" : "office",
                    isTentative: !message.holdReasons.isEmpty)
            })
    }
}
