"""Rows of ``doors``: figures of the performance meeting. Whoever has the permission has them of their own force."""

from screens.door import Door

READ, PACK = "figures.read", "figures.pack"
MEASURE, MONTH = {"code": "measure"}, {"month": "figures_month"}

FIGURES: dict[str, Door] = {
    "analysts:measures": Door(READ),
    "analysts:measure": Door(READ, things=MEASURE),
    "analysts:rebase": Door("figures.rebase", things=MEASURE),
    "analysts:pack": Door(READ, things=MONTH),
    "analysts:make_pack": Door(PACK, things=MONTH),
    "analysts:pack_file": Door(PACK, things=MONTH | {"code": "file_of_pack"}),
    "analysts:questions": Door(READ),
    "analysts:question": Door(READ, things={"reference": "question_answered"}),
    "analysts:ask": Door("figures.ask"),
    "analysts:answer": Door("figures.answer", things={"reference": "question_open"}),
}
