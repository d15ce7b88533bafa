"""`python -m tests.runtime.offline COMMAND…`: run it where no network is but the machine's own.

As root, or else where the system lets one make a user namespace (Linux).
"""

import ctypes
import fcntl
import os
import socket
import struct
import sys

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
SIOCSIFFLAGS, IFF_UP = 0x8914, 0x1
REFUSED = 77  # our exit code where the system does not allow this


def leave_network():
    try:
        unshare(CLONE_NEWNET)
    except PermissionError:
        enter_network_of_our_own()
    with socket.socket() as any_socket:
        up = struct.pack("16sh14x", b"lo", IFF_UP)
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, up)


def enter_network_of_our_own():
    """Without the right to do so: in a user namespace, in which we stay who we are."""
    uid, gid = os.geteuid(), os.getegid()
    unshare(CLONE_NEWNET | CLONE_NEWUSER)
    maps = {"setgroups": "deny", "uid_map": f"{uid} {uid} 1", "gid_map": f"{gid} {gid} 1"}
    for name, text in maps.items():
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def unshare(flags):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(flags):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


if __name__ == "__main__":
    try:
        leave_network()
    except OSError as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(REFUSED)
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell is meant
