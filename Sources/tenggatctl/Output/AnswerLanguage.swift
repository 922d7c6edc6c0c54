import ArgumentParser
import FoundationEssentials

/// In which language the daemon answers in sentences.
struct AnswerLanguage: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "en or id; else that of the environment (LC_ALL, LC_MESSAGES, LANG).",
            valueName: "code"))
    var language: String?

    var code: String {
        if let language { return language }
        let environment = ProcessInfo.processInfo.environment
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale?.hasPrefix("id") ?? false ? "id" : "en"
    }
}
