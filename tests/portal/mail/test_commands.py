from django.core.management import call_command

from portal.mail.models import Sending


def test_a_restored_backup_starts_on_hold(capsys):
    call_command("hold_mail", "Teruggezet op 1 december.")

    assert str(Sending.objects.current()) == "stilgezet: Teruggezet op 1 december."
    assert capsys.readouterr().out.startswith("De post staat stil.")
