extension Directory {
    /// People who want to be told by what is no courier, as sentences: they are told by the usual one. Whoever has
    /// left is told nothing.
    ///
    /// - Parameter couriers: their names; where none is known nothing is compared.
    package func unknownChannels(among couriers: [String]) -> [String] {
        guard !couriers.isEmpty else { return [] }
        return people.values.sorted { $0.code < $1.code }.compactMap { person in
            guard !person.hasLeft, let channel = person.channel, !couriers.contains(channel)
            else { return nil }
            return "“\(person.code)” of the people sheet has the channel “\(channel)”, which is no "
                + "courier below `mail` (\(couriers.joined(separator: ", "))): they are told by the usual one"
        }
    }
}
