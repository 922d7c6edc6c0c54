/// Why no Swift can be made of a definition: where the fault is, and what is wanted.
struct ContractError: Error, Equatable, CustomStringConvertible {
    var message: String
    var description: String { message }
}
