import Foundation
import Testing

/// What `tenggatctl` makes of arguments before it asks anybody.
@Suite(.timeLimit(.minutes(3))) struct ArgumentTests {
    @Test("An argument that is not UTF-8 is refused, and is not sent with other characters")
    func encoding() throws {
        let program = Daemon.programs.appending(path: "tenggatctl").path
        let outcome = try Daemon.run(
            URL(filePath: "/bin/sh"),
            [
                "-c",
                "'\(program)' deadline add \"$(printf 'Bayar \\374ber')\" --owner S --due 2026-12-01",
            ])
        #expect(outcome.status == 64 && outcome.output.isEmpty)
        #expect(
            outcome.error.contains("argument 3") && outcome.error.contains("is not UTF-8"),
            "\(outcome)")
        #expect(try Daemon.ctl(["--help"]).status == 0)
    }
}
