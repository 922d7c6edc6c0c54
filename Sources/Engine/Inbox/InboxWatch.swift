package import Host
import ServiceLifecycle

/// Has the drop folder looked at when something arrives there.
package struct InboxWatch: NamedService {
    private let watch: FolderWatch
    private let intake: DropIntake
    private let wakes: Wakes
    private let clock: any WallClock

    /// - Throws: `HostError` when the kernel gives no watch: the folder is rescanned nevertheless.
    package init(_ intake: DropIntake, wakes: Wakes, clock: any WallClock) throws(HostError) {
        watch = try FolderWatch()
        self.intake = intake
        self.wakes = wakes
        self.clock = clock
        intake.follow(with: watch)
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            for await arrivals in watch.arrivals {
                var isWorthALook = false
                for arrival in arrivals where intake.note(arrival, at: clock.now) {
                    isWorthALook = true
                }
                if isWorthALook { wakes.note([.droppedFile]) }
            }
        } onGracefulShutdown: {
            watch.cancel()
        }
    }
}
