import Almanac

extension Office {
    /// In which what the service asks of the coordinator is written down: theirs.
    package var languageOfTasks: String { coordinator?.language ?? profile.language }

    /// Somebody as a recipient of mail, in their own language, zone and hours.
    package func recipient(_ person: Person) -> Recipient {
        let time = workingTime(of: person)
        return Recipient(
            key: person.code, name: person.name, address: person.address, phone: person.phone,
            channel: person.channel,
            language: person.language ?? profile.language, zone: time.zone, workingTime: time)
    }

    /// A team as a reader of notices.
    package func recipient(_ team: Team) -> Recipient {
        let time = workingTime(of: team)
        return Recipient(
            key: team.code, name: team.name, address: team.email, language: profile.language,
            zone: time.zone, workingTime: time)
    }

    /// A client as a reader of letters.
    package func recipient(_ client: Client) -> Recipient {
        let time = workingTime(of: client)
        return Recipient(
            key: client.code, name: client.addressee, address: client.email, phone: client.phone,
            language: client.language ?? profile.language, zone: time.zone, workingTime: time)
    }

    /// Whoever goes by a notice's recipient key: a person's or team's code, or a bare address. Nil
    /// for a code that the registers no longer hold.
    package func recipient(key: String, audience: Audience) -> Recipient? {
        if audience == .client { return directory.client(key).map(recipient) }
        if let person = directory.person(key) { return recipient(person) }
        if let team = directory.team(key) { return recipient(team) }
        guard key.contains("@") else { return nil }
        return Recipient(
            key: key, name: key, address: key, language: profile.language, zone: profile.zone,
            workingTime: workingTime)
    }
}
