import Testing

@testable import Post

/// The one table of what replies mean.
@Suite struct SMTPVerdictTests {
    @Test(arguments: [
        // The server, not the letter.
        ("421 4.3.2 closing", SMTPVerdict.Verb.body, SMTPVerdict.deferred(.destination)),
        ("554 5.7.1 no service", .connection, .deferred(.destination)),
        ("535 5.7.8 wrong", .authentication, .deferred(.destination)),
        ("530 5.7.0 log in first", .sender, .deferred(.destination)),
        ("550 5.7.9 too weak", .recipient, .deferred(.destination)),
        // Not now.
        ("450 4.2.0 grey", .recipient, .deferred(.recipient)),
        ("452 too many", .sender, .deferred(.letter)),
        ("451 4.3.0 busy", .body, .deferred(.letter)),
        // Us, whatever the letter says: MAIL knows nothing else of it.
        ("550 5.1.8 bad sender", .sender, .deferred(.destination)),
        ("550 5.7.1 account suspended", .sender, .deferred(.destination)),
        ("553 sender address rejected: not owned by user", .sender, .deferred(.destination)),
        // A provider's limit on what we send, by whatever code: at RCPT and later it may be one reader's.
        ("550 5.4.5 Daily user sending limit exceeded.", .sender, .deferred(.destination)),
        ("550 5.4.5 Daily SMTP relay sending limit exceeded", .data, .deferred(.sender)),
        ("452 4.5.3 Too many recipients today", .sender, .deferred(.destination)),
        ("554 5.2.0 STOREDRV.Submission; sending quota exceeded", .body, .deferred(.sender)),
        ("550 5.7.233 exceeded limit for external recipients", .recipient, .deferred(.sender)),
        ("554 5.7.1 hourly message limit exceeded", .recipient, .deferred(.sender)),
        ("451 4.7.1 rate limit of this account reached", .recipient, .deferred(.sender)),
        ("550 You have exceeded your daily sending quota", .body, .deferred(.sender)),
        // Not ours: a reader's mailbox, a letter's length.
        ("450 4.2.1 receiving mail at a rate over the limit", .recipient, .deferred(.recipient)),
        ("552 5.2.2 daily limit of this mailbox exceeded", .recipient, .refused(.letter)),
        ("552 5.3.4 message size limit exceeded", .body, .refused(.letter)),
        ("552 5.3.4 too big", .sender, .refused(.letter)),
        ("552 too much mail data", .body, .refused(.letter)),
        ("552 5.2.3 too long", .recipient, .refused(.letter)),
        ("550 5.1.7 bad sender", .recipient, .refused(.sender)),
        ("551 5.7.1 relaying denied", .recipient, .refused(.sender)),
        ("550 relay not permitted", .recipient, .refused(.sender)),
        ("550 blocked by policy", .recipient, .refused(.sender)),
        ("554 transaction failed", .recipient, .refused(.sender)),
        ("500 5.3.0 Error: command failed", .recipient, .refused(.sender)),
        ("550 5.7.1 content", .body, .refused(.sender)),
        ("554 spam", .data, .refused(.sender)),
        ("550 Administrative prohibition", .recipient, .refused(.sender)),
        // This letter, at this time.
        ("552 5.2.2 mailbox full", .recipient, .refused(.letter)),
        ("552 quota exceeded", .recipient, .refused(.letter)),
        ("550 Too many messages, try later", .recipient, .refused(.letter)),
        // The address.
        ("550 5.1.1 no such user", .recipient, .refused(.recipient)),
        ("550 5.1.10 null MX", .recipient, .refused(.recipient)),
        ("550 5.4.1 Recipient address rejected: Access denied", .recipient, .refused(.recipient)),
        ("550 no such user", .recipient, .refused(.recipient)),
        ("550 5.1.1 user unknown, check it and try again", .recipient, .refused(.recipient)),
        ("556 takes no mail", .recipient, .refused(.recipient)),
        ("550 5.1.1 no such user", .body, .refused(.recipient)),
        ("250 ok", .body, .accepted), ("354 go on", .data, .accepted),
    ])
    func means(_ line: String, to verb: SMTPVerdict.Verb, _ verdict: SMTPVerdict) throws {
        #expect(SMTPVerdict(try #require(SMTPReply(lines: [line])), to: verb) == verdict)
    }

    @Test func aRefusalAfterDataNamesNobodyWhereThereAreSeveral() throws {
        let reply = try #require(SMTPReply(lines: ["550 5.1.1 no such user"]))
        #expect(SMTPVerdict(reply, to: .body, recipients: 2) == .refused(.sender))
    }

    @Test func aReplyOfSeveralLinesIsOne() throws {
        let reply = try #require(SMTPReply(lines: ["550-5.1.1 no such", "550 user here"]))
        #expect(reply.enhanced == [5, 1, 1] && reply.numbers == "550 5.1.1")
        #expect(SMTPReply(lines: ["550-5.1.1 no such"]) == nil)
        #expect(SMTPReply(lines: ["HTTP/1.1 400 Bad"]) == nil)
    }

    @Test func whatLibcurlSaysBeforeItReturnsChangesNothing() {
        var dialogue = SMTPDialogue(recipients: ["a@b.test"], needsLogin: false)
        dialogue.send("EHLO x")
        dialogue.receive("250 ok")
        dialogue.send("MAIL FROM:<>")
        dialogue.receive("550 5.1.8 no")
        dialogue.send("QUIT")
        dialogue.receive("221 bye")
        let fault = DeliveryFault(
            "550 5.1.8 no", summary: "550 5.1.8 to MAIL", concern: .destination)
        let failure = ConnectionFailure(said: "MAIL failed: 550")
        #expect(dialogue.delivery(failure: failure) == Delivery(.deferred(fault)))
    }
}
