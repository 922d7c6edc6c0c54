import Almanac
import Control
import Coordination
import Host

extension ControlHandlers {
    @Sendable func getClock(_ call: GetClock, by: String) async throws -> GetClock.Reply {
        GetClock.Reply(clock: clockState(stages.clockGuard.look()))
    }

    @Sendable func confirmClock(
        _ call: ConfirmClock, by: String
    ) async throws -> ConfirmClock.Reply {
        let verdict = stages.clockGuard.confirm(by: by)
        try await stages.clockGuard.remember()
        return ConfirmClock.Reply(clock: clockState(verdict))
    }

    private func clockState(_ verdict: ClockVerdict) -> ClockState {
        let zone = stages.store.office.profile.zone
        return ClockState(
            now: clock.now.rfc3339, timeZone: zone.identifier,
            isSynchronised: clock.isSynchronised, verdict: verdict.word,
            jumpedFrom: verdict.jump?.from.rfc3339, jumpedTo: verdict.jump?.to.rfc3339,
            warning: verdict.warning(in: zone))
    }
}
