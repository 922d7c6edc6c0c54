/// The words that stand for whole calendar expressions.
enum CalendarShorthand {
    /// The fields of `daily`, `quarterly`, …; nil for what is no shorthand.
    static func fields(of word: String) -> CalendarFields? {
        var fields = CalendarFields()
        func list(_ values: Int...) -> [CalendarComponent] {
            values.map { CalendarComponent(start: $0, stop: nil, step: 0) }
        }
        fields.second.components = list(0)
        if word.lowercased() == "minutely" { return fields }
        fields.minute.components = list(0)
        if word.lowercased() == "hourly" { return fields }
        fields.hour.components = list(0)
        switch word.lowercased() {
        case "daily": break
        case "weekly": fields.weekdays = 1
        case "monthly": fields.day.components = list(1)
        case "quarterly":
            fields.month.components = list(1, 4, 7, 10)
            fields.day.components = list(1)
        case "biannually", "bi-annually", "semiannually", "semi-annually":
            fields.month.components = list(1, 7)
            fields.day.components = list(1)
        case "annually", "yearly", "anually":
            fields.month.components = list(1)
            fields.day.components = list(1)
        default: return nil
        }
        return fields
    }
}
