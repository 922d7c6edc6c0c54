package import Almanac
package import Control
import Coordination
package import Host
import Ledger

/// Answers the control interface: decodes nothing and encodes nothing, asks the ledger and the stages.
package struct ControlHandlers: Sendable {
    let current: CurrentOffice
    let clock: any WallClock
    let reloader: (any SettingsReloader)?
    let uploads = Uploads()
    let rehearsals = RehearsalTurn()
    let statusCounts: StatusCounts

    /// What the service says of itself.
    package struct About: Sendable {
        package var version: String
        package var startedAt: Instant
        package var courier: String
        /// What the administrator should know of the settings, said at start and in `status`.
        package var warnings: [String]
        /// Where the service's numbers are written; nil for nowhere.
        package var metricsFile: String?

        package init(
            version: String, startedAt: Instant, courier: String, warnings: [String],
            metricsFile: String? = nil
        ) {
            self.metricsFile = metricsFile
            self.version = version
            self.startedAt = startedAt
            self.courier = courier
            self.warnings = warnings
        }
    }

    /// Answers for one office that no reload changes.
    package init(
        stages: Stages, loops: [JobLoop], permissions: Permissions, clock: any WallClock,
        about: About
    ) {
        self.init(
            CurrentOffice(
                ServedOffice(
                    stages: stages, loops: loops, permissions: permissions, about: about)),
            clock: clock)
    }

    /// - Parameter reloader: nil where there are no files to read anew.
    package init(
        _ current: CurrentOffice, clock: any WallClock, reloader: (any SettingsReloader)? = nil
    ) {
        self.current = current
        self.clock = clock
        self.reloader = reloader
        statusCounts = StatusCounts(ledger: current.office.stages.ledger)
    }

    var stages: Stages { current.office.stages }
    var loops: [JobLoop] { current.office.loops }
    var permissions: Permissions { current.office.permissions }
    var about: About { current.office.about }

    /// Every method of the interface.
    package var methods: [ControlMethod] {
        [
            ControlMethod(
                keepingAnswerOf: GetStatus.self, for: Self.shownFor,
                while: { [pulse = stages.ledger.pulse] in pulse.commits },
                allow: mayView, { call, _ in try await status(call, by: "") }),
            viewing(ListJobs.self, listJobs),
            operating(RunJob.self, runJob), operating(PauseJob.self, pauseJob),
            operating(ResumeJob.self, resumeJob), viewing(ListRuns.self, listRuns),
            viewing(GetMetrics.self, getMetrics), viewing(CheckSetup.self, checkSetup),
            administering(Reload.self, reload), administering(GoLive.self, goLive),
            administering(EraseReader.self, eraseReader),
            administering(SetLogLevel.self, setLogLevel),
            viewing(streaming: ListDeadlines.self, listDeadlines),
            operating(AddDeadline.self, addDeadline),
            viewing(ShowDeadline.self, showDeadline),
            operating(FinishDeadline.self, finishDeadline),
            operating(MoveDeadline.self, moveDeadline),
            operating(AcknowledgeDeadline.self, acknowledgeDeadline),
            operating(SnoozeDeadline.self, snoozeDeadline),
            operating(ReopenDeadline.self, reopenDeadline),
            viewing(ListDelegations.self, listDelegations),
            operating(authorised: AddDelegation.self) { call, caller, _ in
                try await addDelegation(call, caller)
            },
            operating(RemoveDelegation.self, removeDelegation),
            viewing(ListNotices.self, listNotices), viewing(ShowNotice.self, showNotice),
            operating(ApproveNotices.self, approveNotices),
            operating(RefuseNotice.self, refuseNotice),
            operating(HoldClientMail.self, holdClientMail),
            operating(ResumeClientMail.self, resumeClientMail),
            operating(MuteLetters.self, muteLetters),
            operating(RetryLetters.self, retryLetters),
            operating(ConfirmArrival.self, confirmArrival),
            operating(EditNotice.self, editNotice), operating(WriteNotice.self, writeNotice),
            viewing(ShowOrder.self, showOrder), operating(ChangeOrder.self, changeOrder),
            operating(authorised: ImportSheets.self, importSheets),
            operating(SendPiece.self, sendPiece), operating(Submit.self, submit),
            viewing(ListImports.self, listImports), operating(UndoImport.self, undoImport),
            operating(AskColumns.self, askColumns), viewing(ListMappings.self, listMappings),
            operating(RemoveMapping.self, removeMapping), viewing(MakeStarter.self, makeStarter),
            viewing(ExportSheet.self, exportSheet), viewing(ExportCalendar.self, exportCalendar),
            viewing(streaming: ListOrders.self, listOrders), viewing(ListPeriods.self, listPeriods),
            viewing(ShowPeriod.self, showPeriod), operating(CheckPeriod.self, checkPeriod),
            operating(MovePeriod.self, movePeriod),
            operating(WaiveSubmission.self, waiveSubmission),
            operating(SignSubmission.self, signSubmission),
            operating(TestMail.self, testMail), viewing(ListTemplates.self, listTemplates),
            viewing(CheckTemplates.self, checkTemplates),
            viewing(PreviewTemplate.self, previewTemplate),
            operating(CreateBackup.self, createBackup), viewing(ListBackups.self, listBackups),
            operating(VerifyBackup.self, verifyBackup),
            viewing(GetClock.self, getClock), viewing(streaming: Why.self, why),
            // It reads all there is.
            method(Prove.self, allowed: mayOperate) { call, caller, _ in
                try await rehearsals.take { try await prove(call, by: caller.by) }
            },
            // It changes nothing that anybody works with.
            method(Rehearse.self, allowed: mayOperate) { call, caller, interim in
                try CallTexts.check(call)
                return try await rehearse(call, caller, interim: interim)
            },
            // The one command that is for a doubted clock.
            method(
                ConfirmClock.self, allowed: mayOperate
            ) { call, caller, _ in
                try await current.gate.working { try await confirmClock(call, by: caller.by) }
            },
        ]
    }

    /// How old a status may be, unless something was committed since.
    private static let shownFor = Duration.milliseconds(10)

    @Sendable private func mayView(_ peer: Peer) throws { try permissions.mayView(peer) }

    @Sendable private func mayOperate(_ peer: Peer) throws { try permissions.mayOperate(peer) }

    @Sendable private func mayAdminister(_ peer: Peer) throws {
        try permissions.mayAdminister(peer)
    }

    /// A call, and whose it is.
    private typealias Plain<Call: ControlCall> =
        @Sendable (Call, String) async throws -> Call.Reply

    /// A call, whose it is, and a way to send replies before the last.
    private typealias Streaming<Call: ControlCall> =
        @Sendable (Call, String, InterimReplies<Call.Reply>) async throws -> Call.Reply

    private func viewing<Call: ControlCall>(
        _ call: Call.Type, _ body: @escaping Plain<Call>
    ) -> ControlMethod {
        viewing(streaming: call) { call, by, _ in try await body(call, by) }
    }

    private func viewing<Call: ControlCall>(
        streaming call: Call.Type, _ body: @escaping Streaming<Call>
    ) -> ControlMethod {
        method(call, allowed: mayView) { try await body($0, $1.by, $2) }
    }

    private func operating<Call: ControlCall>(
        _ call: Call.Type, _ body: @escaping Plain<Call>
    ) -> ControlMethod {
        operating(authorised: call) { call, caller, _ in try await body(call, caller.by) }
    }

    private func operating<Call: ControlCall>(
        authorised call: Call.Type, _ body: @escaping Authorised<Call>
    ) -> ControlMethod {
        method(call, allowed: mayOperate) {
            [current] call, caller, interim in
            try CallTexts.check(call)
            return try await current.gate.working {
                try current.office.stages.clockGuard.refuseWhileDoubted()
                return try await body(call, caller, interim)
            }
        }
    }

    /// What concerns the service and not the office: neither a doubted clock nor work that goes on keeps
    /// it from being asked.
    private func administering<Call: ControlCall>(
        _ call: Call.Type, _ body: @escaping Plain<Call>
    ) -> ControlMethod {
        method(call, allowed: mayAdminister) {
            call, caller, _ in
            try CallTexts.check(call)
            return try await body(call, caller.by)
        }
    }

    /// Who makes a call, and with what right.
    struct Caller: Sendable {
        var actor: Actor
        var authority: Authority

        /// What history says of it.
        var by: String { actor.description }
    }

    private typealias Authorised<Call: ControlCall> =
        @Sendable (Call, Caller, InterimReplies<Call.Reply>) async throws -> Call.Reply

    /// A method behind its permission; the engine's refusals become the interface's errors here.
    private func method<Call: ControlCall>(
        _ call: Call.Type, allowed: @escaping @Sendable (Peer) throws -> Void,
        _ body: @escaping Authorised<Call>
    ) -> ControlMethod {
        ControlMethod(streaming: call, allow: allowed) {
            [current, clock] call, peer, interim in
            do {
                let call = try CallBlanks.trimmed(call)
                let served = current.office
                let authority = Authority(of: peer, under: served.permissions)
                let actor = try authority.actor(
                    named: (call as? any AttributedCall)?.by, office: served.stages.store.office,
                    at: clock.now)
                return try await body(call, Caller(actor: actor, authority: authority), interim)
            } catch let error as EngineError {
                throw ControlError(error)
            } catch let violation as Violation {
                throw ControlError(EngineError(violation))
            }
        }
    }
}

extension ControlError {
    init(_ error: EngineError) {
        let code: Code =
            switch error.code {
            case .invalid: .invalidArgument
            case .notFound: .notFound
            case .conflict, .notComposed: .conflict
            case .notAllowed: .permissionDenied
            }
        self.init(code, error.message, field: error.field)
    }
}
