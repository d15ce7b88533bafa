"""The jobs by name, each a function of (stage, sizes) that yields results."""

from . import cases_detail, cases_list, due, joining, mailing, saving, search, worker

JOBS = {
    "list": cases_list.measure,
    "search": search.measure,
    "detail": cases_detail.measure,
    "join": joining.measure,
    "save": saving.measure,
    "due": due.measure,
    "mail": mailing.measure,
    "worker": worker.measure,
}
