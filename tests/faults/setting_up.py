import os


def set_up(servers):
    """Django in this process, at these servers."""
    import django

    os.environ["DATABASE_URL"] = servers.url
    os.environ["REDIS_URL"] = servers.place.redis_url()
    django.setup()
