"""A worker that is killed, with its children, in the step of sending that a mail is named after.

Once for each mail: a file in the folder ``DIES_IN`` says that it has been.
"""

import os
import signal
from pathlib import Path

from celery.signals import worker_process_init

from portal.celery import app

__all__ = ["app"]


def die_in(step, mail):
    been = Path(os.environ["DIES_IN"]) / step
    if mail.subject == step and not been.exists():
        been.touch()
        os.killpg(0, signal.SIGKILL)


@worker_process_init.connect
def lay_the_traps(**_):
    from portal.mail import delivery
    from portal.mail.smtp import EmailBackend

    claim, prepare, hand_over = delivery.claim, delivery.prepare, delivery._hand_over
    send, record = EmailBackend.send_messages, delivery.record
    at_hand = []

    def dying_claim(*args, **options):
        mail = claim(*args, **options)
        at_hand[:] = [mail]
        if mail:
            die_in("claimed", mail)
        return mail

    def dying_prepare(mail, now):
        message = prepare(mail, now)
        die_in("rendered", mail)
        return message

    def dying_send(backend, messages):
        die_in("handing over", at_hand[0])
        return send(backend, messages)

    def dying_hand_over(mail, *rest):
        outcome = hand_over(mail, *rest)
        die_in("taken by the mail server", mail)
        return outcome

    def dying_record(mail, *rest):
        record(mail, *rest)
        die_in("recorded", mail)

    delivery.claim, delivery.prepare, delivery._hand_over = (
        dying_claim,
        dying_prepare,
        dying_hand_over,
    )
    delivery.record, EmailBackend.send_messages = dying_record, dying_send
