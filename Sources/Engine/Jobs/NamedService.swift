package import ServiceLifecycle

/// A service that says its type's name where it is asked for its own. The group of services asks at the
/// start, and spells out what a value without a name consists of: a whole office, by reflection.
package protocol NamedService: Service, CustomStringConvertible {}

extension NamedService {
    package var description: String { "\(Self.self)" }
}
