/// What the definition says of orders' promises and of mail to clients.
extension ControlInterface {
    static let promiseTypes = """
        # One date that a client was told of a line; notice is the letter that told it.
        type ToldDate (line: string, date: string, at: string, notice: ?int)

        # How a client's promises were kept, against the first date told of each line; percent is
        # null while nothing can be judged. undated are further lines, delivered on a day that nobody
        # entered.
        type Promises (client: string, promised: int, kept: int, percent: ?int, undated: int)
        """

    static let approvalTypes = """
        # Why a letter was not released.
        type ApprovalProblem (id: int, message: string)
        """

    static let approvalMethods = """
        # Releases letters that wait for a person: all of them, or none; a partial call those that can
        # be, and problems says why each of the others waits on.
        method ApproveNotices(
          approvals: []Approval,
          partial: ?bool,
          by: ?string
        ) -> (notices: []Notice, problems: []ApprovalProblem)
        """

    static let clientMailMethods = """
        # Has letters wait: the named ones, or without ids all mail to clients until it is resumed.
        method HoldClientMail(
          ids: ?[]int,
          reason: string,
          by: ?string
        ) -> (notices: []Notice)

        # Lets all client mail go again; waiting counts the letters that leave at their next moment.
        method ResumeClientMail(by: ?string) -> (waiting: int)

        # Takes a person's word that an uncertain letter arrived: what it says is told.
        method ConfirmArrival(id: int, by: ?string) -> (notice: Notice)

        # Puts a person's own words into a letter that has not left: a paragraph after what it says, or
        # a body in place of it; with neither the letter is as it was. It then needs approval.
        method EditNotice(
          id: int,
          paragraph: ?string,
          body: ?string,
          by: ?string
        ) -> (notice: Notice, letter: Letter)

        # Writes to clients, or to an order's client and nobody else, in a person's own words; the
        # letters are held until they are approved. calls are the deadlines of calls to clients who get
        # no mail.
        method WriteNotice(
          clients: ?[]string,
          order: ?string,
          subject: string,
          text: string,
          by: ?string
        ) -> (notices: []Notice, calls: []string)
        """

    static let orderMethods = """
        # Orders by code; late lists only those that are late or need a date.
        method ListOrders(late: ?bool) -> (orders: []Order)

        # An order with every date that its client was told, how this client's promises were kept, and
        # its history.
        method ShowOrder(
          order: string
        ) -> (order: Order, told: []ToldDate, promises: Promises, events: []Event)

        # What happened to an order; change is slip (needs a date; without a reason the new date has
        # none, whatever the last one had), recover (to a date, else to the
        # promise), deliver (all, or a quantity in all of one line), cancel (needs a reason) or told
        # (the client knows the date by other ways). Without lines every outstanding one is meant.
        # Warnings say what is possible and yet asks whether it is meant.
        method ChangeOrder(
          order: string,
          change: string,
          lines: ?[]string,
          date: ?string,
          quantity: ?float,
          reason: ?string,
          by: ?string
        ) -> (order: Order, warnings: []string)
        """
}
