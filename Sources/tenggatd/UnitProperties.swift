import Glibc

/// What the service manager knows of a unit.
enum UnitProperties {
    /// A property as systemctl(1) shows it; nil where there is no such unit, or nobody to ask.
    static func read(_ property: String, of unit: String) -> String? {
        let command = "systemctl show --property=LoadState,\(property) \(unit) 2>/dev/null"
        guard let stream = unsafe popen(command, "re") else { return nil }
        defer { unsafe _ = pclose(stream) }
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, stream)
            guard count > 0 else { break }
            text += buffer.prefix(count)
        }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        guard lines.contains("LoadState=loaded") else { return nil }
        return lines.filter { $0.hasPrefix("\(property)=") }
            .map { $0.dropFirst(property.count + 1) }.joined(separator: " ")
    }
}
