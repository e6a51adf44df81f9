"""What each component is shown with. The first state of a component is the least it can be given, the last the most."""

from config.specimen.directory import DIRECTORY
from config.specimen.frame import FRAME
from config.specimen.goods import GOODS
from config.specimen.telling import TELLING
from config.specimen.things import State
from config.specimen.work import WORK

STATES: dict[str, tuple[State, ...]] = dict(sorted((GOODS | WORK | TELLING | DIRECTORY | FRAME).items()))

# Components that stand in a list of a certain kind: what goes around each state.
AROUND = {
    "fact": ("dl", "facts"),
    "ledger_row": ("dl", "ledger"),
    "good_card": ("div", "sheet"),
    "tale": ("div", "sheet"),
    "row": ("li-ul", "rows"),
    "ticket_head": ("div", "ticket receipt"),
    "task": ("li-ol", "todo queue"),
    "pack_row": ("ul", "ticks-list"),
}
