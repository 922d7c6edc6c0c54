import Engine
import Glibc
import Settings

/// Turns the settings' user and group names into numbers.
struct PrincipalNames {
    private let control: ControlSettings

    init(_ control: ControlSettings) {
        self.control = control
    }

    /// A name that the machine does not know, in words.
    struct Unknown: Error, CustomStringConvertible {
        let description: String
    }

    func permissions() throws -> Permissions {
        Permissions(
            viewers: try circle(control.viewers),
            operators: try circle(control.operators + control.administrators), ownUser: geteuid())
    }

    private func circle(_ principals: [ControlSettings.Principal]) throws -> Permissions.Circle {
        var circle = Permissions.Circle()
        for principal in principals {
            switch principal {
            case .userID(let number): circle.users.insert(number)
            case .groupID(let number): circle.groups.insert(number)
            case .user(let name):
                guard let entry = unsafe getpwnam(name) else { throw unknown("user", name) }
                circle.users.insert(unsafe entry.pointee.pw_uid)
            case .group(let name):
                guard let entry = unsafe getgrnam(name) else { throw unknown("group", name) }
                circle.groups.insert(unsafe entry.pointee.gr_gid)
            }
        }
        return circle
    }

    private func unknown(_ what: String, _ name: String) -> Unknown {
        Unknown(
            description: "the settings' `control` names the \(what) “\(name)”, which this machine "
                + "does not know: add it, or take it out")
    }
}
