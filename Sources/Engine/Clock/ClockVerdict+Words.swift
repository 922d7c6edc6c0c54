import Almanac
import Coordination

extension ClockVerdict {
    /// What is wrong, what waits for it, and what to do; nil when the clock is trusted.
    func warning(in zone: Zone) -> String? {
        switch self {
        case .trusted: nil
        case .unsynchronised:
            "the clock is not synchronised: no letter leaves to a client until a time server "
                + "keeps it, or until it is confirmed with tenggatctl clock confirm (for a machine "
                + "without a time server: clock.require_synchronised in the settings)"
        case .doubted(let jump):
            "the clock is doubted: \(jump.description(in: zone)). Nothing is done by it until it "
                + "is set right, is synchronised, or is confirmed with tenggatctl clock confirm"
        }
    }
}

extension ClockJump {
    /// Why a command is not carried out.
    func refusal(in zone: Zone) -> String {
        "the clock is doubted (\(description(in: zone))): set it, or confirm it with "
            + "tenggatctl clock confirm"
    }

    fileprivate func description(in zone: Zone) -> String {
        "it jumped from \(zone.civil(from)) to \(zone.civil(to)) (\(zone.identifier)), and the "
            + "machine was not running that long"
    }
}
