import Coordination
import Foundation
import Glibc
import Testing

@testable import Post

/// Letters by a real Postfix, to a mailbox and back as a bounce; `scripts/test --full`, as root, has it.
@Suite(
    .enabled(if: ProcessInfo.processInfo.environment["TENGGAT_FULL"] == "1" && geteuid() == 0),
    .timeLimit(.minutes(10)))
struct PostfixTests {
    /// The first file that a folder comes to hold.
    private func arrival(in folder: String) async throws -> String {
        while true {
            // A folder that is not there yet holds nothing.
            if let name = try? FileManager.default.contentsOfDirectory(atPath: folder).first {
                return try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            }
            // Another program puts it there; the time limit ends what does not come.
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    @Test func aLetterArrivesAsItLeftAndWhatCannotComesBackToTheEnvelopesSender() async throws {
        let folder = try TemporaryDirectory()
        let server = try PostPeer(
            "/bin/sh", [Program.script("Peers/postfix_server.sh"), folder.path])
        let courier = try SMTPCourier(
            settings: SMTPSettings(host: "127.0.0.1", port: server.port, encryption: .none))
        let kind = try #require(TemplateKind.named("slip"))
        var draft = Example.draft([kind], for: try Example.reader(isClient: true))
        draft.entries[0].facts["action"] = .text(".\n..\nFrom sini\n.")
        let logo = try Letterhead.Logo(content: Example.logo)
        let letter = try Example.composer(letterhead: Letterhead(logo: logo)).compose(draft)
        var parcel = Parcel(
            letter: letter, envelopeSender: "tenggat@kantor.example", isClient: true, summary: "x",
            noticeID: 1)
        #expect(await courier.deliver(parcel).outcome.isSent)
        let arrived = try await arrival(in: "\(folder.path)/mail/sari/new")
        let sent = String(decoding: letter.bytes, as: UTF8.self).replacing("\r\n", with: "\n")
        // Postfix puts fields of its own above.
        #expect(arrived.hasSuffix(sent))
        parcel.recipients = ["hilang@gone.example"]
        #expect(await courier.deliver(parcel).outcome.isSent)
        let bounce = try await arrival(in: "\(folder.path)/mail/tenggat/new")
        #expect(bounce.contains("Content-Type: multipart/report; report-type=delivery-status"))
        #expect(bounce.contains("Final-Recipient: rfc822; hilang@gone.example"))
        #expect(
            bounce.contains("Message-ID: <\(letter.messageID)>")
                || bounce.contains("Message-Id: <\(letter.messageID)>"))
        try server.release()
    }
}
