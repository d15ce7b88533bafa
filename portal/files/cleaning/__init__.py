"""Makes an uploaded file harmless, in a process of its own: see ``portal.files.cleaner``.

Nothing here imports the portal or Django: the process starts in a tenth of a second because of it.
"""
