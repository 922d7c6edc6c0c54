import Foundation

/// From the daemon's start to READY=1, and its anonymous memory, with a hundred thousand open
/// deadlines.
struct StartOfService: Measurement {
    private static let count = 100_000
    private static let starts = 9

    func findings() throws -> [Finding] {
        let service = try TrialService(
            "start",
            ["ladders: {standard: [{when: WD-3 09:00, tell: owner}, {when: -4wh, tell: owner}]}"])
        defer { service.remove() }
        try service.write(
            "people.csv", ["code;name;email;role", "S-01;Sari;sari@uji.test;sales"])
        try service.write(
            "deadlines.csv",
            ["code;title;owner;due_date;due_time"]
                + (0..<Self.count).map { number in
                    "T-\(number);Tugas;S-01;\(2030 + number % 3)-\(10 + number % 3)-"
                        + "\(10 + number % 18);15:00"
                })
        let filling = try service.start().daemon
        try service.take("people", "deadlines")
        filling.stop()
        var times: [Duration] = []
        var memory = 0
        for _ in 0..<Self.starts {
            let run = try start(service)
            times.append(run.time)
            memory = max(memory, run.memory)
        }
        return [
            Finding(
                work: "start to READY=1 with 100,000 open deadlines",
                ours: .time(times.sorted()[Self.starts / 2]),
                bar: .fixed(.time(.milliseconds(40)))),
            Finding(
                work: "anonymous memory with 100,000 open deadlines",
                ours: .memory(bytes: memory), bar: .fixed(.memory(bytes: 20 << 20))),
        ]
    }

    private func start(_ service: TrialService) throws -> (time: Duration, memory: Int) {
        let (daemon, time) = try service.start()
        defer { daemon.stop() }
        return (time, try daemon.anonymousMemory)
    }
}
