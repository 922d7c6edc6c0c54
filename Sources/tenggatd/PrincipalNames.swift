import Engine
import Glibc
import Settings

/// Turns the settings' user and group names into numbers.
struct PrincipalNames {
    let permissions: Permissions
    /// Names that the machine does not know, as sentences: nobody has their rights, and everybody else
    /// keeps theirs.
    let warnings: [String]

    init(_ control: ControlSettings) {
        var unknown: [String] = []
        permissions = Permissions(
            viewers: Self.circle(control.viewers, unknown: &unknown),
            operators: Self.circle(control.operators, unknown: &unknown),
            administrators: Self.circle(control.administrators, unknown: &unknown),
            persons: Self.persons(control.logins, unknown: &unknown))
        warnings = unknown.map {
            "the settings' `control` names the \($0), which this machine does not know: add it and "
                + "reload (tenggatctl reload), or take it out; nobody has its rights"
        }
    }

    private static func persons(
        _ logins: [ControlSettings.Principal: String], unknown: inout [String]
    ) -> [UInt32: String] {
        var persons: [UInt32: String] = [:]
        for (principal, code) in logins {
            for user in circle([principal], unknown: &unknown).users { persons[user] = code }
        }
        return persons
    }

    private static func circle(
        _ principals: [ControlSettings.Principal], unknown: inout [String]
    ) -> Permissions.Circle {
        var circle = Permissions.Circle()
        for principal in principals {
            switch principal {
            case .userID(let number): circle.users.insert(number)
            case .groupID(let number): circle.groups.insert(number)
            case .user(let name):
                guard let entry = unsafe getpwnam(name) else {
                    unknown.append("user “\(name)”")
                    continue
                }
                circle.users.insert(unsafe entry.pointee.pw_uid)
            case .group(let name):
                guard let entry = unsafe getgrnam(name) else {
                    unknown.append("group “\(name)”")
                    continue
                }
                circle.groups.insert(unsafe entry.pointee.gr_gid)
            }
        }
        return circle
    }
}
