import Control
import Coordination
import Engine
import Ledger

/// What a person does with letters to clients.
extension SimulatedOffice {
    func handle(_ verb: Operation.LetterVerb) async throws {
        switch verb {
        case .approve:
            try await read()
            try await approveRead()
        case .read: try await read()
        case .approveRead: try await approveRead()
        case .refuse(let client):
            for notice in try await clientNotices(to: client, in: ["held", "waiting", "uncertain"])
            {
                try await attempt {
                    _ = try await caller.call(
                        RefuseNotice(id: notice.id, reason: "test", by: "K"))
                }
            }
        case .arrived(let client):
            // Whoever says so asked the client.
            let arrived = Set(courier.handed.filter(\.mayHaveArrived).map { Int($0.notice) })
            for notice in try await clientNotices(to: client, in: ["uncertain"])
            where arrived.contains(notice.id) {
                release(notice.id)
                try await attempt {
                    _ = try await caller.call(ConfirmArrival(id: notice.id, by: "K"))
                    count("confirmed as arrived")
                }
            }
        case .again(let client):
            let letters = try await clientNotices(to: client, in: ["uncertain"])
            try await approve(try await shown(letters))
        case .edit(let client, let paragraph):
            for notice in try await clientNotices(to: client, in: ["held", "waiting"]) {
                try await attempt {
                    _ = try await caller.call(
                        EditNotice(id: notice.id, paragraph: paragraph, by: "K"))
                    count("edited letter")
                }
            }
        case .decide(let decision):
            let letters = try await clientNotices(to: nil, in: ["held", "uncertain"])
            let file = try await stages.export(.decisions, as: .csv, at: clock.now)
            if decision == "approve" {
                for notice in letters { release(notice.id) }
            }
            count("decided by sheet")
            try await take(
                file.name,
                EditedSheet(file.content).content(
                    changingAll: ["decision": decision, "reason": "test", "by": "K"]))
        case .retry(let client):
            let letters = try await caller.call(ListNotices(limit: 10_000)).notices.filter {
                $0.state == "deferred" && $0.recipient == client
            }
            guard !letters.isEmpty else { return }
            _ = try await caller.call(RetryLetters(ids: letters.map(\.id), by: "K"))
            count("letter retried")
        case .flush:
            let reply = try await caller.call(RetryLetters(by: "K"))
            count(reply.due > 0 ? "letters flushed" : "nothing to flush")
        case .hold: _ = try await caller.call(HoldClientMail(reason: "test", by: "K"))
        case .resume: _ = try await caller.call(ResumeClientMail(by: "K"))
        }
    }

    /// One of several; what is refused keeps no other back.
    private func attempt(_ body: () async throws -> Void) async throws {
        do { try await body() } catch let error as ControlError {
            count("refused")
            note("  refused: \(error.message)")
        }
    }

    private func clientNotices(to client: String?, in states: Set<String>) async throws -> [Notice]
    {
        try await caller.call(ListNotices(limit: 10_000)).notices.filter { notice in
            notice.audience == "client" && states.contains(notice.state)
                && (client == nil || notice.recipient == client)
        }
    }

    private func shown(_ letters: [Notice]) async throws -> [Approval] {
        var shown: [Approval] = []
        for notice in letters {
            try await attempt {
                let letter = try await caller.call(ShowNotice(id: notice.id)).letter
                if let letter { shown.append(Approval(id: notice.id, hash: letter.hash)) }
            }
        }
        return shown
    }

    private func read() async throws {
        readLetters = try await shown(try await clientNotices(to: nil, in: ["held"]))
    }

    private func approveRead() async throws {
        try await approve(readLetters)
        readLetters = []
    }

    private func approve(_ approvals: [Approval]) async throws {
        guard !approvals.isEmpty else { return }
        for approval in approvals { release(approval.id) }
        let reply = try await caller.call(
            ApproveNotices(approvals: approvals, partial: true, by: "K"))
        for _ in reply.notices { count("approved") }
        for problem in reply.problems {
            count("approval refused")
            note("  not approved: \(problem.message)")
        }
    }

    /// A person's word on a letter: it may be handed over once more than until now.
    private func release(_ id: Int) {
        let notice = Int64(id)
        let handed = courier.handed
        releases[notice] = handed.count { $0.notice == notice && $0.mayHaveArrived }
        releasedAfter[notice] = handed.count
    }
}

extension SimulatedOffice {
    /// Traces every letter to a client that has not left, with what it is about and why it waits.
    func noteLetters() async throws {
        guard isTracing else { return }
        let lines = try await stages.ledger.read { view in
            try view.notices(in: [.waiting, .deferred, .held, .uncertain], limit: .max)
                .filter { $0.audience == .client }
                .map { notice in
                    let items = notice.liveItems.map { "\($0.item.kind) \($0.item.cause)" }
                    let holds = notice.holdReasons.map(\.rawValue)
                    return "  letter \(notice.id) \(notice.state.rawValue): "
                        + (items + holds).joined(separator: "; ")
                }
        }
        for line in lines { note(line) }
    }
}
