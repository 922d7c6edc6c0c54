/// A person's or an office's address as a header shows it.
package struct Mailbox: Hashable, Sendable {
    /// Nil for a bare address.
    package var name: String?
    package var address: String

    package init(name: String? = nil, address: String) {
        self.name = name
        self.address = address
    }
}
