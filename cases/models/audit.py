import pghistory
import pgtrigger


def audited(*fields, by_any_change=False):
    """Have Postgres note who made, changed and removed each row of a model: see ADR 16.

    Only ``fields`` are kept of it, and they hold no words: what was said can be withdrawn, and an
    audit cannot. A change is noted when one of them changes, or with ``by_any_change`` any field.
    """

    def track(model):
        condition = {"condition": pgtrigger.AnyChange()} if by_any_change else {}
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(**condition),
            pghistory.DeleteEvent(),
            fields=list(fields),
            model_name=f"{model.__name__}Event",
            obj_field=pghistory.ObjForeignKey(related_name="+", db_index=False),
            context_field=pghistory.ContextJSONField(),
            context_id_field=None,
        )(model)

    return track
