/// What the definition says of periods.
extension ControlInterface {
    static let periodTypes = """
        # A period in few words; state is open, locked or closed, due_at when it is to be closed.
        type Period (
          period: string,
          first_day: string,
          last_day: string,
          state: string,
          due_at: string,
          accepted: int,
          rejected: int,
          missing: int,
          expected: int,
          waived: int
        )

        # One team's one submission; state is accepted, nil, rejected, missing, expected or waived,
        # sign_off is none, wanted, signed or suspended. minutes_left are working minutes.
        type BoardRow (
          team: string,
          team_name: string,
          type: string,
          state: string,
          version: ?int,
          file: ?string,
          received_at: ?string,
          due_at: string,
          minutes_left: ?int,
          rows: int,
          totals: [string]int,
          target: ?int,
          gross: ?int,
          net: ?int,
          waived_by: ?string,
          reason: ?string,
          sign_off: string,
          signed_by: ?string,
          signed_at: ?string,
          findings: []Finding
        )

        # What teams have achieved whose figures are in and right, before and after returns, and whole
        # percent of targets.
        type Achievement (
          gross: int,
          net: int,
          target_of_accepted: ?int,
          target_of_all: ?int,
          percent_of_accepted: ?int,
          percent_of_all: ?int
        )

        # Where a period stands; blockers keep it from being closed.
        type Board (
          period: Period,
          moved_by: ?string,
          moved_at: ?string,
          reason: ?string,
          rows: []BoardRow,
          achieved: ?Achievement,
          decimals: ?int,
          number_style: ?string,
          blockers: []string
        )
        """

    static let periodMethods = """
        # The periods that are looked after, the latest first.
        method ListPeriods() -> (periods: []Period)

        # A period's board, of a closed one as it was closed; without a period the month that today
        # lies in.
        method ShowPeriod(period: ?string) -> (board: Board)

        # Judges anew what came, and tells whoever is to know when anything changed.
        method CheckPeriod(period: string) -> (board: Board)

        # Moves a period to open, locked or closed. One with blockers is not closed, and one is opened
        # again with a reason only.
        method MovePeriod(
          period: string,
          state: string,
          reason: ?string,
          by: ?string
        ) -> (board: Board)

        # Lets a team off one submission; withdraw asks for it again.
        method WaiveSubmission(
          period: string,
          type: string,
          team: string,
          reason: string,
          withdraw: ?bool,
          by: ?string
        ) -> (board: Board)

        # The word of a team's manager that its accepted figures are right; it holds for that file.
        method SignSubmission(
          period: string,
          type: string,
          team: string,
          version: ?int,
          by: ?string
        ) -> (board: Board)
        """
}
