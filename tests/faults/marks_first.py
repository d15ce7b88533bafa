"""The control: a worker that writes «accepted» before it hands over, as is so easily done."""

from celery.signals import worker_process_init

from portal.celery import app

__all__ = ["app"]


@worker_process_init.connect
def mark_before_handing_over(**_):
    from portal.mail import delivery

    def mark_then_send(mail, message, server, now):
        delivery.record(mail, delivery.accepted("250 OK"), now)
        server.open()
        server.send_messages([message])

    delivery._hand_over = mark_then_send
