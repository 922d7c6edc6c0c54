import Control
import Host
import Settings

extension ControlHandlers {
    @Sendable func reload(_ call: Reload, by: String) async throws -> Reload.Reply {
        let outcome = try await settings.reload(isDryRun: call.dryRun ?? false, by: by)
        return Reload.Reply(
            changes: outcome.changes.map {
                Control.SettingChange(
                    name: $0.name, old: $0.old, new: $0.new, needsRestart: $0.needsRestart)
            },
            templates: outcome.templates, effects: outcome.effects, warnings: outcome.warnings)
    }

    @Sendable func setLogLevel(_ call: SetLogLevel, by: String) async throws -> SetLogLevel.Reply {
        let level = try call.level.map { word in
            guard let level = LogLevel(rawValue: word) else {
                let words = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
                throw EngineError(.invalid, "a log level is one of \(words)", field: "level")
            }
            return level
        }
        return SetLogLevel.Reply(level: try settings.tell(level).rawValue)
    }

    @Sendable func goLive(_ call: GoLive, by: String) async throws -> GoLive.Reply {
        guard stages.parts.settings.mode == .trial else {
            throw EngineError(.conflict, "there is no trial: the settings say mode: live")
        }
        // What could not be followed is said before anything has changed.
        _ = try await reloader?.reload(isDryRun: true, by: by)
        try await stages.store.change(at: clock.now) { try $0.transaction.goLive(by: by) }
        // A service without settings' files to read anew goes live with its next start.
        let outcome = try await reloader?.reload(isDryRun: false, by: by)
        return GoLive.Reply(effects: outcome?.effects ?? [])
    }

    private var settings: any SettingsReloader {
        get throws {
            guard let reloader else {
                throw EngineError(.conflict, "this service has no settings' files to read")
            }
            return reloader
        }
    }
}
