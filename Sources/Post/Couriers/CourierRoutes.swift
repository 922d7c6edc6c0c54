package import Coordination

/// One way out: a courier, and how much it may be given.
package struct Destination: Sendable {
    package var courier: any Courier
    package var limits: SendingLimits

    package init(_ courier: any Courier, limits: SendingLimits = SendingLimits()) {
        self.courier = courier
        self.limits = limits
    }

    /// The courier's name, which tells it from every other of the office.
    package var name: String { courier.name }
}

/// What a provider takes in a time; nil takes whatever comes.
package struct SendingLimits: Sendable, Hashable {
    /// Letters in any sixty seconds.
    package var perMinute: Int?
    /// Letters in a day of the office's.
    package var perDay: Int?

    package init(perMinute: Int? = nil, perDay: Int? = nil) {
        self.perMinute = perMinute
        self.perDay = perDay
    }
}

/// The ways out of an office, and which of them a letter goes.
package struct CourierRoutes: Sendable {
    /// At least one; the first carries what no route says otherwise.
    package let destinations: [Destination]
    /// The name of the destination that tells that another one does not answer; nil looks for any.
    package let fallback: String?
    private let choice: @Sendable (Sort) -> String?

    /// What a route looks at.
    package struct Sort: Sendable, Hashable {
        package var audience: Audience
        package var isUrgent: Bool
        /// How this reader wants to be reached; nil says nothing.
        package var channel: String?

        package init(audience: Audience, isUrgent: Bool, channel: String? = nil) {
            self.audience = audience
            self.isUrgent = isUrgent
            self.channel = channel
        }
    }

    /// Everything goes one way.
    package init(_ courier: any Courier) {
        self.init([Destination(courier)])
    }

    /// - Parameters:
    ///   - destinations: at least one.
    ///   - choice: the name of the destination that letters of a sort go to; nil, or a name that is none,
    ///     is the first.
    package init(
        _ destinations: [Destination], fallback: String? = nil,
        choice: @escaping @Sendable (Sort) -> String? = { _ in nil }
    ) {
        precondition(!destinations.isEmpty, "an office has a way out, if only its journal")
        self.destinations = destinations
        self.fallback = fallback
        self.choice = choice
    }

    /// The way that letters of a sort go.
    package func destination(for sort: Sort) -> Destination {
        choice(sort).flatMap(destination(named:)) ?? destinations[0]
    }

    /// The destination with a name of the settings.
    package func destination(named name: String) -> Destination? {
        destinations.first { $0.name == name }
    }

    /// The same ways with other couriers on them, each under the name of the one in whose place it stands.
    package func replacingCouriers(
        _ replacement: (any Courier) -> any Courier
    ) -> CourierRoutes {
        CourierRoutes(
            destinations.map { Destination(replacement($0.courier), limits: $0.limits) },
            fallback: fallback, choice: choice)
    }

    /// Has every courier begin nothing any more.
    package func stop() {
        for destination in destinations { destination.courier.stop() }
    }
}
