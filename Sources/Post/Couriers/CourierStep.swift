/// One step on a letter's way, and what was answered.
package struct CourierStep: Sendable, Hashable {
    package var name: String
    package var isGood: Bool
    /// The server's own words, or the system's.
    package var said: String
    /// What to do; nil where all is well.
    package var remedy: String?

    package init(_ name: String, said: String) {
        self.name = name
        isGood = true
        self.said = said
    }

    package init(_ name: String, failed said: String, remedy: String) {
        self.name = name
        isGood = false
        self.said = said
        self.remedy = remedy
    }
}

/// A courier that can say how far a letter gets, step by step.
package protocol TestableCourier: Courier {
    /// Tries once, past everything that usually spares a server, and says what was answered.
    func steps(of parcel: Parcel) async -> [CourierStep]
}

extension Courier {
    /// What became of one letter, as a single step, or as many as the courier can tell.
    package func test(_ parcel: Parcel) async -> [CourierStep] {
        if let testable = self as? any TestableCourier { return await testable.steps(of: parcel) }
        return [CourierStep(of: await deliver(parcel).outcome)]
    }
}

extension CourierStep {
    /// A whole attempt as a single step.
    init(of outcome: DeliveryOutcome) {
        let fault: DeliveryFault
        switch outcome {
        case .sent(let response):
            self.init("hand over", said: response)
            return
        case .deferred(let found), .refused(let found), .uncertain(let found): fault = found
        }
        let remedy =
            switch fault.concern {
            case .destination:
                "nothing is taken there, or not from us: see the words before this, the courier's "
                    + "settings, and the log of whatever takes letters"
            case .sender: "our side is at fault: see the courier's settings"
            case .recipient: "the address is not known there"
            case .letter: "this letter is not taken; another may be"
            case .stop: "the service is stopping"
            }
        self.init("hand over", failed: fault.words, remedy: remedy)
    }
}
