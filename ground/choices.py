"""Choices of a form that say more than one line."""


class Pick(str):
    """The label of a radio or checkbox with a small line under it, words at its end, or a drawing.

    `(value, Pick("9 to 10 am", aside="12 places"))`; `mark` is safe SVG.
    """

    note: str
    aside: str
    mark: str

    def __new__(cls, label: str, *, note: str = "", aside: str = "", mark: str = "") -> "Pick":
        made = super().__new__(cls, label)
        made.note, made.aside, made.mark = note, aside, mark
        return made
