/// One part of a list in a calendar expression: `5`, `8..17`, `0/15`, `10..20/2`.
struct CalendarComponent: Hashable, Comparable, Sendable {
    var start: Int
    /// The last value of a range; nil goes on to the field's end when there is a step.
    var stop: Int?
    /// The step from value to value; 0 is the start alone.
    var step: Int

    /// systemd's normal form: a range ends on a value that it reaches, and one that reaches none but
    /// its start is that start alone.
    var normalized: CalendarComponent {
        var component = self
        if let stop, stop > start, step > 0 { component.stop = stop - (stop - start) % step }
        if component.stop == start {
            component.stop = nil
            component.step = 0
        }
        return component
    }

    static func < (left: CalendarComponent, right: CalendarComponent) -> Bool {
        (left.start, left.stop ?? -1, left.step) < (right.start, right.stop ?? -1, right.step)
    }

    /// The smallest value from `wanted` to `limit`; nil when there is none.
    func first(from wanted: Int, upTo limit: Int) -> Int? {
        let last = step == 0 ? start : min(stop ?? limit, limit)
        guard wanted > start, step > 0 else {
            return wanted <= start && start <= last ? start : nil
        }
        let value = start + (wanted - start + step - 1) / step * step
        return value <= last ? value : nil
    }

    /// The largest value up to `wanted`; nil when all lie above it.
    func last(upTo wanted: Int) -> Int? {
        guard start <= wanted else { return nil }
        guard step > 0 else { return start }
        return start + (min(wanted, stop ?? wanted) - start) / step * step
    }
}

/// A field of a calendar expression: a sorted list of components, or any value.
struct CalendarField: Hashable, Sendable {
    /// Empty is `*`.
    var components: [CalendarComponent]
    /// The values that the field can have at all.
    let bounds: ClosedRange<Int>

    var isAny: Bool { components.isEmpty }

    func first(from wanted: Int) -> Int? {
        guard !isAny else {
            return wanted <= bounds.upperBound ? max(wanted, bounds.lowerBound) : nil
        }
        var found: Int?
        for component in components {
            guard let value = component.first(from: wanted, upTo: bounds.upperBound) else {
                continue
            }
            if found.map({ value < $0 }) ?? true { found = value }
        }
        return found
    }

    func last(upTo wanted: Int) -> Int? {
        guard !isAny else {
            return wanted >= bounds.lowerBound ? min(wanted, bounds.upperBound) : nil
        }
        var found: Int?
        for component in components {
            guard let value = component.last(upTo: min(wanted, bounds.upperBound)) else { continue }
            if found.map({ value > $0 }) ?? true { found = value }
        }
        return found
    }

    /// A bit for each value; the field's values must be below 64.
    var mask: UInt64 { mask { _ in true } }

    /// A bit for each value that components of the wanted sort give.
    func mask(_ isWanted: (CalendarComponent) -> Bool) -> UInt64 {
        guard !isAny else { return bounds.reduce(0) { $0 | 1 << UInt64($1) } }
        var mask: UInt64 = 0
        for component in components where isWanted(component) {
            var value = component.first(from: bounds.lowerBound, upTo: bounds.upperBound)
            while let bit = value {
                mask |= 1 << UInt64(bit)
                value = component.first(from: bit + 1, upTo: bounds.upperBound)
            }
        }
        return mask
    }
}
