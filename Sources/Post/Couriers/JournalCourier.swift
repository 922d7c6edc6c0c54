package import Logging

/// Says in the journal that there is something to tell: the courier of an office without mail.
///
/// One line per notice: the summary and the notice's number, no address and no body, since anybody
/// who may read the journal may read it.
package struct JournalCourier: Courier {
    package let name = "journal"
    package let capacity = 50
    private let logger: Logger

    package init(logger: Logger) {
        self.logger = logger
    }

    package func deliver(_ parcel: Parcel) async -> Delivery {
        guard !parcel.isClient else {
            return Delivery(
                .deferred(
                    DeliveryFault(
                        "the journal carries no letters to clients; set up a courier",
                        concern: .letter)))
        }
        let line = SubjectLine.flattened(parcel.summary)
        logger.notice("\(line)", metadata: ["notice": "\(parcel.noticeID)"])
        return Delivery(.sent(response: "journal"))
    }
}
