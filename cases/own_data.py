"""What somebody wrote and uploaded for cases, for the download of her own data."""

from portal.accounts import own_data

from .models import CaseStudy, Unsaved


@own_data.register
def of(user):
    begun = CaseStudy.objects.visible_to(user).filter(created_by=user).order_by("created_at", "pk")
    return {
        "praktijkvoorbeelden begonnen": [_title_for(user, case) for case in begun],
        "getypt en nog niet opgeslagen": [
            {"stap": unsaved.step, "op": unsaved.at, "tekst": unsaved.data}
            for unsaved in Unsaved.objects.filter(writer=user).order_by("at", "pk")
        ],
        "bestanden geüpload": [
            {"naam": file.name, "op": file.uploaded_at}
            for file in user.files.order_by("uploaded_at", "pk")
        ],
    }


def _title_for(user, case):
    """Of the latest version that she may read: who works elsewhere now reads what is public."""
    latest = case.versions.visible_to(user).order_by("-number").first()
    return (latest or case.published).title
