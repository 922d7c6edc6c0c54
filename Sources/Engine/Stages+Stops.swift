import Ledger

extension Stages {
    /// What of the service itself keeps mail from leaving at present.
    var stops: ServiceStops {
        var stops = ServiceStops()
        stops.isTrial = writer.isRedirecting
        stops.isClockTrusted = clockGuard.mayTellClients
        stops.pause = self.paused.all[JobName.outbox]
        stops.spent = outbox.state.spent
        return stops
    }
}
