/// Numbers in OpenMetrics' text format (OpenMetrics 1.0), which monitoring programs read.
struct OpenMetrics {
    /// What a family of numbers is.
    enum Kind: String {
        case gauge, counter, info
    }

    /// One number with its labels, each a name and a code.
    struct Sample {
        var labels: [(name: String, value: String)] = []
        var value: Double
    }

    private var lines: [String] = []

    /// - Parameters:
    ///   - name: without the unit, and without what a kind adds.
    ///   - help: one sentence.
    ///   - unit: `seconds`, `bytes`; nil counts.
    mutating func add(
        _ name: String, _ kind: Kind, unit: String? = nil, help: String, _ samples: [Sample]
    ) {
        guard !samples.isEmpty else { return }
        let name = "tenggat_" + name + (unit.map { "_\($0)" } ?? "")
        lines.append("# TYPE \(name) \(kind.rawValue)")
        if let unit { lines.append("# UNIT \(name) \(unit)") }
        lines.append("# HELP \(name) \(Self.escaped(help))")
        let suffix =
            switch kind {
            case .gauge: ""
            case .counter: "_total"
            case .info: "_info"
            }
        for sample in samples {
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
            let braces = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            lines.append("\(name)\(suffix)\(braces) \(Self.text(of: sample.value))")
        }
    }

    /// One number without labels; nil adds nothing.
    mutating func addOne(
        _ name: String, _ kind: Kind, unit: String? = nil, help: String, _ value: Double?
    ) {
        guard let value else { return }
        add(name, kind, unit: unit, help: help, [Sample(value: value)])
    }

    /// Everything that was added, ended as the format wants it.
    var text: String { lines.joined(separator: "\n") + "\n# EOF\n" }

    private static func text(of value: Double) -> String {
        Int64(exactly: value).map { "\($0)" } ?? "\(value)"
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }
}
