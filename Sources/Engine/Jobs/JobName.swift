/// The jobs as people call them.
package enum JobName {
    package static let backup = "backup"
    package static let calendarFeed = "calendar-feed"
    package static let deadlineReminders = "deadline-reminders"
    package static let delayNotices = "delay-notices"
    package static let digest = "digest"
    package static let heartbeat = "heartbeat"
    package static let housekeeping = "housekeeping"
    package static let intake = "intake"
    package static let lists = "lists"
    package static let outbox = "outbox"
    package static let periods = "periods"
    package static let trial = "trial"
}
