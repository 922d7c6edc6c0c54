import Almanac

/// Lists of other programs, the starter and lists that come back. They are drawn apart, so that everything else of a
/// seed stays what it was without them.
extension ScenarioMaker {
    mutating func makeWorkbooks() {
        var own = SeededRandom(seed ^ 0x5EED_B00C)
        var count = 0
        for day in 2..<max(days, 3) where own.chance(14) {
            let date = begins.adding(days: day)
            let time = Self.time(own.whole(8...16), own.whole(0...59))
            switch own.whole(1...10) {
            case ...5:
                count += 1
                let due = date.adding(days: own.whole(5...30))
                add(
                    .foreign(
                        ForeignList(
                            order: "B-\(count)", client: own.pick(clients),
                            quantities: (0..<own.whole(1...3)).map { _ in own.whole(1...40) },
                            date: "\(due.day)/\(due.month)/\(due.year)")), on: date, at: time)
            case ...7: add(.starter(own.pick(["id", "en"])), on: date, at: time)
            default: add(.list, on: date, at: time)
            }
        }
    }

    /// Whether the lists folder is kept.
    var keepsLists: Bool {
        var own = SeededRandom(seed ^ 0x5EED_1157)
        return !isJudged && own.chance(25)
    }

    /// Whose weeks begin with a mail, if anybody's.
    var weeklyReaders: String? {
        var own = SeededRandom(seed ^ 0x5EED_7F68)
        guard own.chance(35) else { return nil }
        return own.pick(["[sales]", "[sales, manager]", "[sales, manager, director]"])
    }
}
