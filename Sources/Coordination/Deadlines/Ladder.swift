package import Almanac

/// A named list of steps: when, relative to the due moment, who is told, how urgently.
package struct Ladder: Hashable, Sendable {
    package var name: String
    package var steps: [Step]

    package init(name: String, steps: [Step]) {
        self.name = name
        self.steps = steps
    }

    /// One rung.
    package struct Step: Hashable, Sendable {
        package var when: Offset
        package var tell: [Role]
        /// Urgent steps leave at once, at any hour.
        package var isUrgent: Bool
        /// How far apart repeats are; nil fires once.
        package var every: Interval?
        /// How often it fires in all, the first included.
        package var times: Int

        package init(
            when: Offset, tell: [Role], isUrgent: Bool = false, every: Interval? = nil,
            times: Int = 1
        ) {
            self.when = when
            self.tell = tell
            self.isUrgent = isUrgent
            self.every = every
            self.times = times
        }
    }
}
