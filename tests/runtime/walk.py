"""`make run`, look around, `make stop`: what a newcomer does in a checkout, as one JSON line."""

import json
import os
import re
import socket
import subprocess
from urllib.request import urlopen

OUTSIDE = ("192.0.2.1", 443)  # an address that is nobody's (RFC 5737)
PAGES = ["", "praktijkvoorbeelden/", "agenda/", "demo/postvak/"]
STYLE = re.compile(r'href="/(static/[^"]+\.css)"')


def main():
    heard = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    up = subprocess.Popen(["make", "run"], **heard)
    try:
        seen = look_around(re.search(r"draait: (\S+)", until(up, "Stoppen: Ctrl-C"))[1])
    finally:
        stop = subprocess.run(["make", "stop"], check=False, stdout=subprocess.DEVNULL)
    return seen | {"stop": stop.returncode, "run": up.wait(60)}


def look_around(url):
    pages = {page: look(url + page) for page in PAGES}
    style = STYLE.search(pages[""][1])[1]
    return {
        "user": os.geteuid(),
        "outside": outside(),
        "pages": {page: status for page, (status, _) in pages.items()},
        "style": look(url + style)[0],
    }


def until(process, words):
    said = ""
    for line in process.stdout:
        said += line
        if words in line:
            return said
    raise SystemExit(said)


def look(url):
    with urlopen(url, timeout=20) as answer:  # noqa: S310 - what make run said
        return answer.status, answer.read().decode()


def outside():
    try:
        socket.create_connection(OUTSIDE, timeout=2).close()
    except OSError as error:
        return error.strerror or "timed out"


if __name__ == "__main__":
    print(json.dumps(main()))
