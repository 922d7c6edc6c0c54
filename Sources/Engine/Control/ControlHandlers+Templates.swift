import Control
import Coordination
import Host
import Post

/// The wordings of letters, as they are on the disk now.
extension ControlHandlers {
    @Sendable func listTemplates(
        _ call: ListTemplates, by: String
    ) async throws -> ListTemplates.Reply {
        ListTemplates.Reply(
            templates: stages.writer.templates.listing.map { entry in
                TemplateState(
                    name: entry.name, language: entry.language, format: entry.format,
                    path: entry.path, isOverride: entry.isOverride, isOutdated: entry.isOutdated,
                    fault: entry.fault)
            })
    }

    @Sendable func checkTemplates(
        _ call: CheckTemplates, by: String
    ) async throws -> CheckTemplates.Reply {
        let templates = stages.writer.templates
        var faults: [String] = []
        do throws(PostError) {
            _ = try Templates(directories: templates.directories)
        } catch {
            faults = error.faults.map(\.description)
        }
        return CheckTemplates.Reply(
            faults: faults, outdated: templates.listing.filter(\.isOutdated).map(\.path),
            unread: templates.unread.map(\.description))
    }

    @Sendable func previewTemplate(
        _ call: PreviewTemplate, by: String
    ) async throws -> PreviewTemplate.Reply {
        let kinds = TemplateKind.shown(by: call.kind)
        guard !kinds.isEmpty else {
            let known = (TemplateKind.all.map(\.name) + Templates.frames).joined(separator: ", ")
            throw EngineError(
                .notFound, "there is no kind “\(call.kind)”; there are \(known)", field: "kind")
        }
        let language = call.language ?? stages.store.office.profile.language
        guard ["id", "en"].contains(language) else {
            throw EngineError(
                .invalid, "“\(language)” is no language of letters: id or en", field: "lang")
        }
        let letter = try stages.writer.preview(
            kinds, language: language, office: stages.store.office, now: clock.now)
        return PreviewTemplate.Reply(
            subject: letter.subject, text: letter.text, html: letter.html)
    }
}
