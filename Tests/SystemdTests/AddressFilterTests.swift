import Logging
import Testing

@testable import Systemd

/// No address in the journal, whatever a server or an error quotes.
@Suite struct AddressFilterTests {
    @Test(arguments: [
        ("550 5.1.1 <budi@klien.test>: no such user", "550 5.1.1 <(address)>: no such user"),
        ("“c1@klien.test” is no address", "“(address)” is no address"),
        ("to a@b.test, c@d.test;e@f.test", "to (address), (address);(address)"),
        ("reply-to=k+x@b.test", "(address)"),
        ("nothing @ all, 5 @ 3", "nothing @ all, 5 @ 3"),
        ("systemd unit user@1000.service", "systemd unit (address)"),
    ])
    func addresses(_ text: String, _ shown: String) {
        #expect(AddressFilter.filtered(text) == shown)
    }

    @Test func theJournalsFieldsHaveNoneAndDebuggingHas() {
        let field = { (level: Logger.Level) in
            JournalFields(
                level: level, message: "to a@b.test", metadata: ["to": "a@b.test"], file: "f",
                function: "g", line: 1
            ).lines
        }
        #expect(!field(.info).contains { $0.contains("a@b.test") })
        #expect(field(.debug).contains("MESSAGE=to a@b.test"))
    }
}
