/// A call of the control interface: its parameters, and the reply that belongs to it.
///
/// One type a method: whoever calls and whoever answers meet here and nowhere else. They are made of
/// `org.tenggat.Control.varlink`, as is all that travels.
package protocol ControlCall: Codable, Sendable {
    associatedtype Reply: Codable & Sendable
    /// The method's name without its interface: `ListDeadlines`.
    static var method: String { get }
    /// The names of its parameters on the wire: a call with any other is refused.
    static var parameters: Set<String> { get }
}

/// The names of the interface.
package enum ControlInterface {
    /// The socket where nothing else is said.
    package static let defaultSocket = "/run/tenggat/control.sock"
}
