/// How the service stands.
package struct GetStatus: ControlCall {
    package static let method = "GetStatus"
    package init() {}

    package struct Reply: Codable, Sendable {
        package var status: Status
        package init(status: Status) { self.status = status }
    }
}

/// The jobs, and what each did last.
package struct ListJobs: ControlCall {
    package static let method = "ListJobs"
    package init() {}

    package struct Reply: Codable, Sendable {
        package var jobs: [Job]
        package init(jobs: [Job]) { self.jobs = jobs }
    }
}

/// Runs a job now, whatever it waits for.
package struct RunJob: ControlCall {
    package static let method = "RunJob"
    package var name: String
    package init(name: String) { self.name = name }

    package struct Reply: Codable, Sendable {
        package var run: Run
        package init(run: Run) { self.run = run }
    }
}

/// One firing of a job. Instants are RFC 3339 in UTC throughout.
package struct Run: Codable, Sendable {
    package var startedAt: String
    package var endedAt: String
    /// `done` or `failed`.
    package var result: String
    package var counts: [String: Int]
    package var detail: String?

    package init(
        startedAt: String, endedAt: String, result: String, counts: [String: Int],
        detail: String?
    ) {
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.result = result
        self.counts = counts
        self.detail = detail
    }
}

/// A job and its standing.
package struct Job: Codable, Sendable {
    package var name: String
    /// `waiting`, `running` or `retrying`.
    package var state: String
    package var next: String?
    package var lastRun: Run?

    package init(name: String, state: String, next: String?, lastRun: Run?) {
        self.name = name
        self.state = state
        self.next = next
        self.lastRun = lastRun
    }
}

/// The service at a glance.
package struct Status: Codable, Sendable {
    package var version: String
    package var now: String
    package var startedAt: String
    package var office: String
    package var timeZone: String
    package var courier: String
    package var jobs: [Job]
    package var deadlinesOpen: Int
    package var deadlinesOverdue: Int
    package var noticesWaiting: Int
    package var noticesHeld: Int
    package var noticesUncertain: Int
    package var ordersLate: Int
    /// What a person should see to, as sentences.
    package var warnings: [String]

    package init(
        version: String, now: String, startedAt: String, office: String, timeZone: String,
        courier: String, jobs: [Job], deadlinesOpen: Int, deadlinesOverdue: Int,
        noticesWaiting: Int, noticesHeld: Int, noticesUncertain: Int, ordersLate: Int,
        warnings: [String]
    ) {
        self.version = version
        self.now = now
        self.startedAt = startedAt
        self.office = office
        self.timeZone = timeZone
        self.courier = courier
        self.jobs = jobs
        self.deadlinesOpen = deadlinesOpen
        self.deadlinesOverdue = deadlinesOverdue
        self.noticesWaiting = noticesWaiting
        self.noticesHeld = noticesHeld
        self.noticesUncertain = noticesUncertain
        self.ordersLate = ordersLate
        self.warnings = warnings
    }
}
