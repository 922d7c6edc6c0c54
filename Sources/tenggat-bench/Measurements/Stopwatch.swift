/// How long work takes: the median of several runs, after one that is not counted.
enum Stopwatch {
    /// The medians of pieces of work that take turns, so that whatever else goes on meets them all.
    static func medians(runs: Int, _ works: [() throws -> Void]) throws -> [Duration] {
        var times = [[Duration]](repeating: [], count: works.count)
        for run in 0...runs {
            for (index, work) in works.enumerated() {
                let taken = try ContinuousClock().measure(work)
                if run > 0 { times[index].append(taken) }
            }
        }
        return times.map { $0.sorted()[runs / 2] }
    }
}
