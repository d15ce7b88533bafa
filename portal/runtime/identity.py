"""As which user PostgreSQL runs: it refuses to run as root.

self    as ourselves
setuid  as root: as the user nobody, who must be able to reach programs and data
userns  where changing user is not allowed, or our number has no name: as ourselves, in a user
        namespace in which we are seen as nobody (Linux)
"""

import ctypes
import os
import pwd
import subprocess

from .processes import LINUX, die_with_parent, libc

NOBODY = 65534
CLONE_NEWUSER = 0x10000000
REFUSED = (
    "PostgreSQL draait niet als root, en deze machine staat een andere gebruiker niet toe. "
    "Start als gewone gebruiker, of zet DATABASE_URL."
)


def choose():
    root = os.geteuid() == 0
    if not root and has_name():
        return "self"
    ways = (["setuid"] if root else []) + (["userns"] if LINUX else [])
    for way in ways:
        if works(way):
            return way
    raise SystemExit(REFUSED)


def has_name():
    """Whether our user number has a name; initdb wants one (docker run -u 12345 has none)."""
    try:
        return bool(pwd.getpwuid(os.geteuid()))
    except KeyError:
        return False


def works(way):
    try:
        return subprocess.run(["true"], check=False, **popen_options(way)).returncode == 0
    except (OSError, ValueError, subprocess.SubprocessError):
        return False


def popen_options(way, *, dies_with_parent_by=None):
    """How Popen starts a program in this way; it works in / because nobody may not see ours."""
    options = {"cwd": "/"}
    if way == "setuid":
        options.update(user=NOBODY, group=NOBODY, extra_groups=[])

    def in_child():
        if way == "userns":
            enter_userns()
        if dies_with_parent_by:
            die_with_parent(dies_with_parent_by)

    if way == "userns" or dies_with_parent_by:
        options["preexec_fn"] = in_child
    return options


def enter_userns():
    uid, gid = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare")
    maps = {"setgroups": "deny", "uid_map": f"{NOBODY} {uid} 1", "gid_map": f"{NOBODY} {gid} 1"}
    for name, text in maps.items():
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def own(way, path, *, recursive=False):
    """Hand a path to the user as whom PostgreSQL runs."""
    wanted = NOBODY if way == "setuid" else os.geteuid()
    if os.geteuid() != 0 or path.lstat().st_uid == wanted:
        return
    for each in [path, *(path.rglob("*") if recursive else ())]:
        os.chown(each, wanted, -1, follow_symlinks=False)
