import Foundation
import Testing

@testable import Post

/// Letters handed to a program.
@Suite struct SendmailTests {
    /// A program that keeps what it was given, says something and ends with a number.
    private func program(_ body: String, in folder: TemporaryDirectory) throws -> String {
        try folder.write("\(body)\n", to: "body")
        let link = "\(folder.path)/sendmail"
        if !FileManager.default.fileExists(atPath: link) {
            try FileManager.default.createSymbolicLink(
                atPath: link, withDestinationPath: Program.script("Peers/sendmail.sh"))
        }
        return link
    }

    @Test func aLetterAndItsEnvelopeAreHandedOver() async throws {
        let folder = try TemporaryDirectory()
        let path = try program(
            "cd \(folder.path); printf '%s\\n' \"$@\" > arguments; cat > letter", in: folder)
        var parcel = Parcel.example()
        parcel.recipients = ["sari@kantor.example", "-oQ/tmp@kantor.example", "no address"]
        #expect(await SendmailCourier(program: path).deliver(parcel).outcome.isSent)
        let read = { (name: String) in
            try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
        }
        #expect(
            try read("arguments")
                == "-i\n-f\ntenggat@kantor.example\n--\nsari@kantor.example\n-oQ/tmp@kantor.example\n"
        )
        #expect(try read("letter") == "Subject: x\n\n.titik\nx\n")
    }

    @Test(
        "What a program ends with is told for what it is (sysexits.h)",
        arguments: [
            (67, "refused recipient"), (68, "refused recipient"), (64, "refused sender"),
            (65, "refused sender"), (69, "deferred destination"), (70, "deferred destination"),
            (75, "deferred destination"), (77, "deferred destination"),
            (78, "deferred destination"),
            (1, "deferred destination"),
        ])
    func ends(_ code: Int, _ wanted: String) async throws {
        let folder = try TemporaryDirectory()
        let path = try program("cat > /dev/null; echo kenapa >&2; exit \(code)", in: folder)
        let outcome = await SendmailCourier(program: path).deliver(.example()).outcome
        let fault = try #require(outcome.fault)
        let word =
            switch outcome {
            case .refused: "refused"
            case .deferred: "deferred"
            default: "\(outcome)"
            }
        #expect("\(word) \(fault.concern)" == wanted && fault.words == "kenapa")
        #expect(fault.summary == "sendmail ended with \(code)")
    }

    @Test func aProgramThatCrashesMayHaveTakenTheLetterAndIsNotCalledSlow() async throws {
        let folder = try TemporaryDirectory()
        let path = try program("cat > /dev/null; kill -SEGV $$", in: folder)
        let outcome = await SendmailCourier(program: path).deliver(.example()).outcome
        let fault = try #require(outcome.fault)
        #expect(outcome == .uncertain(fault) && fault.concern == .destination)
        #expect(fault.summary == "sendmail was ended by signal 11")
    }

    @Test func aProgramThatDoesNotEndMayHaveTakenTheLetter() async throws {
        let folder = try TemporaryDirectory()
        let path = try program("exec sleep 30", in: folder)
        let courier = SendmailCourier(program: path, timeout: .milliseconds(200))
        let outcome = await courier.deliver(.example()).outcome
        guard case .uncertain = outcome else {
            Issue.record("\(outcome)")
            return
        }
        let stuck = try program(
            "echo 'postdrop: maildrop: Permission denied' >&2; exec sleep 30", in: folder)
        let denied = SendmailCourier(program: stuck, timeout: .milliseconds(500))
        #expect(
            await denied.deliver(.example()).outcome.fault?.summary
                == "sendmail may not write its queue")
    }

    @Test func aProgramThatIsNotThereTakesNothing() async {
        let outcome = await SendmailCourier(program: "/nonexistent/sendmail").deliver(.example())
            .outcome
        #expect(outcome.fault?.concern == .destination)
    }
}
