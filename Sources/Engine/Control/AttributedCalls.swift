import Control

/// A call that may say on whose behalf it is made.
protocol AttributedCall: ControlCall {
    /// A person's code; nil is the caller.
    var by: String? { get }
}

extension AcknowledgeDeadline: AttributedCall {}
extension AddDeadline: AttributedCall {}
extension AddDelegation: AttributedCall {}
extension ApproveNotices: AttributedCall {}
extension AskColumns: AttributedCall {}
extension ChangeOrder: AttributedCall {}
extension ConfirmArrival: AttributedCall {}
extension EditNotice: AttributedCall {}
extension FinishDeadline: AttributedCall {}
extension HoldClientMail: AttributedCall {}
extension ImportSheets: AttributedCall {}
extension MoveDeadline: AttributedCall {}
extension MovePeriod: AttributedCall {}
extension MuteLetters: AttributedCall {}
extension PauseJob: AttributedCall {}
extension RefuseNotice: AttributedCall {}
extension RemoveDelegation: AttributedCall {}
extension RemoveMapping: AttributedCall {}
extension ReopenDeadline: AttributedCall {}
extension ResumeClientMail: AttributedCall {}
extension ResumeJob: AttributedCall {}
extension RetryLetters: AttributedCall {}
extension SignSubmission: AttributedCall {}
extension SnoozeDeadline: AttributedCall {}
extension Submit: AttributedCall {}
extension UndoImport: AttributedCall {}
extension WaiveSubmission: AttributedCall {}
extension WriteNotice: AttributedCall {}
