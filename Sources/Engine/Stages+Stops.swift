import Coordination
import Ledger
import Post

extension Stages {
    /// What of the service itself keeps mail from leaving at present.
    var stops: ServiceStops {
        ServiceStops(writer, clockGuard, paused, outbox.state, routes)
    }
}

extension ServiceStops {
    /// What keeps mail from leaving at present, by the parts of a service that know.
    init(
        _ writer: LetterWriter, _ clockGuard: ClockGuard, _ paused: PausedJobs,
        _ outbox: OutboxState, _ routes: CourierRoutes
    ) {
        self.init()
        isTrial = writer.isRedirecting
        isClockTrusted = clockGuard.mayTellClients
        pause = paused.all[JobName.outbox]
        spent = outbox.spent
        way = { routes.destination(for: $0).name }
    }

    /// What a letter that was just let go waits for beside its moment, asked whenever one is.
    static func ofLetters(
        _ current: @escaping @Sendable () -> ServiceStops
    ) -> DecisionDesk.LetterStops {
        { notice, view, office, now in
            try MailStops(view: view, office: office, service: current(), now: now)
                .sentences(about: notice)
        }
    }
}
