package import Almanac
import FoundationEssentials

extension SystemZones {
    /// The zone of whoever runs the program, as tzset(3) finds it: `TZ`, else what `/etc/localtime`
    /// leads to, else UTC.
    ///
    /// - Throws: `HostError`: `TZ` names a zone that the system does not know.
    package func local() throws(HostError) -> Zone {
        if let name = ProcessInfo.processInfo.environment["TZ"] {
            let name = name.hasPrefix(":") ? String(name.dropFirst()) : name
            return name.isEmpty ? .utc : try zone(named: name)
        }
        let path = URL(filePath: "/etc/localtime").resolvingSymlinksInPath().path
        guard let name = path.split(separator: "/zoneinfo/").last, path.contains("/zoneinfo/")
        else { return .utc }
        return try zone(named: String(name))
    }
}
