import Coordination

/// What is known of a notice that ended.
struct EndedNotice: Hashable {
    var id: Int64
    var state: NoticeState
    var recipient: String
    var causes: [String]
}
