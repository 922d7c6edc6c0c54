/// What a piece of work took, and what it may take.
struct Finding {
    var work: String
    /// What Tenggat took, once.
    var ours: Amount
    var bar: Bar

    /// What the work is compared with.
    enum Bar {
        /// So much on any machine of today.
        case fixed(Amount)
        /// No more than a program that does the same work, and what that took in the same run.
        case rival(String, Amount)
        /// What a program took whose work is like it, for those who wonder; nothing is asked.
        case remark(String, Amount)

        var limit: Amount {
            switch self {
            case .fixed(let limit), .rival(_, let limit), .remark(_, let limit): limit
            }
        }
    }

    /// What Tenggat took in parts of what it may take; of what it did, the other way round: 1 is the bar,
    /// less is better.
    var ratio: Double {
        let ratio = ours.number / bar.limit.number
        return ours.isGain ? 1 / ratio : ratio
    }

    /// Whether it took no more than it may; nil when nothing is asked.
    var isMet: Bool? {
        if case .remark = bar { return nil }
        return ratio <= 1
    }
}
