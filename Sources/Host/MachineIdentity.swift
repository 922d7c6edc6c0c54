import FoundationEssentials

/// Which machine this is (machine-id(5)).
package enum MachineIdentity {
    /// Nil where there is none, as in many containers and before a machine's first start is over.
    package static func read(path: String = "/etc/machine-id") -> String? {
        // What cannot be read is none, whyever.
        let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8)
        guard let line = text?.split(whereSeparator: \.isNewline).first, line != "uninitialized"
        else { return nil }
        return String(line)
    }
}
