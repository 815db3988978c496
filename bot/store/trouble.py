"""What can go wrong between the store and its database, besides the exceptions that `coach.ports` names."""

from bot.coach.ports import StoreTrouble


class TransactionOver(Exception):
    """This transaction can do nothing more."""

    def __init__(self, why: str) -> None:
        super().__init__(f"This transaction is over: {why}.")


class SessionMovedOn(Exception):
    """The session was changed by somebody else since it was loaded."""


class CommitUnknown(StoreTrouble):
    """The database was lost while it committed: the change may be stored, or may not."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def unusable(reason: str) -> StoreTrouble:
    return StoreTrouble(f"The database cannot be used: {reason}.")
