from portal.accounts import closing

from .models import Course, Trainer


@closing.register
def stop_teaching(user, *, now):
    """Her profile goes, and her name from the courses; what she wrote stays."""
    Trainer.objects.filter(user=user).delete()
    Course.trainers.through.objects.filter(user=user).delete()
