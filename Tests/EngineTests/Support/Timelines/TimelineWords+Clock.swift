import Almanac

@testable import Engine

extension TimelineWord {
    /// The service's ups and downs, and the clock's.
    static let clockWords: [TimelineWord] = [
        TimelineWord("down") { player, _ in
            player.isDown = true
            try await player.work.stages.end(at: player.work.clock.now)
        },
        TimelineWord("up") { player, _ in
            player.isDown = false
            _ = try await player.work.stages.prepare(
                at: player.work.clock.now, zoneData: "", machine: "one")
        },
        TimelineWord("go-live") { player, _ in try await player.work.goLive() },
        TimelineWord("back", plain: 1...1) { player, line in
            player.work.clock.jump(to: player.work.clock.now - .seconds(60 * (Int(line[0]) ?? 0)))
        },
        TimelineWord("jump", plain: 2...2) { player, line in
            player.work.clock.jump(to: try player.work.instant("\(line[0]) \(line[1])"))
        },
        TimelineWord("synchronise") { player, _ in player.work.clock.synchronise() },
        TimelineWord("confirm") { player, _ in
            _ = player.work.stages.clockGuard.confirm(by: "K")
        },
    ]
}
