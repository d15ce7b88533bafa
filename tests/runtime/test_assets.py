import json

import pytest

from portal.runtime import assets, node

BUILD = "node -e \"const fs = require('fs'); fs.mkdirSync('portal/ui/static/dist', {recursive: true}); fs.appendFileSync('portal/ui/static/dist/built', 'x')\""  # noqa: E501 - one command


@pytest.fixture
def project(tmp_path):
    """A front end without packages, that counts how often it is built."""
    about = {"name": "stand-in", "version": "1.0.0"}
    lock = about | {"lockfileVersion": 3, "packages": {"": about}}
    (tmp_path / assets.SOURCES).mkdir(parents=True)
    (tmp_path / assets.SOURCES / "site.css").write_text("a {}")
    write_script(tmp_path, BUILD)
    (tmp_path / "package-lock.json").write_text(json.dumps(lock))
    return tmp_path


def write_script(project, script):
    package = {"name": "stand-in", "version": "1.0.0", "scripts": {"build": script}}
    (project / "package.json").write_text(json.dumps(package))


def times_built(project):
    assets.build(project, project / "var")
    return len((project / assets.BUILT / "built").read_text())


def test_built_when_the_sources_change(project):
    assert times_built(project) == 1
    assert times_built(project) == 1
    (project / assets.SOURCES / "site.css").write_text("a { color: red }")
    assert times_built(project) == 2


def test_built_when_the_result_is_gone(project):
    assert times_built(project) == 1
    (project / assets.BUILT / "built").unlink()
    (project / assets.BUILT).rmdir()
    assert times_built(project) == 1


def test_a_build_that_fails_says_why_and_is_tried_again(project):
    write_script(project, "echo kapotte stijl; exit 1")
    with pytest.raises(SystemExit, match="kapotte stijl"):
        assets.build(project, project / "var")
    write_script(project, BUILD)
    assert times_built(project) == 1


def test_the_node_of_the_wheel_builds_too(project, monkeypatch):
    monkeypatch.setattr(node, "of_the_machine", lambda: None)
    assert times_built(project) == 1


@pytest.mark.parametrize("version", ["v18.19.0", "no version"])
def test_an_old_node_is_passed_over(tmp_path, monkeypatch, version):
    for name in ("node", "npm"):
        (tmp_path / name).write_text(f"#!/bin/sh\necho {version}\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert node.of_the_machine() is None
    assert node.find() == node.of_the_wheel()


def test_a_machine_without_node(monkeypatch):
    monkeypatch.setenv("PATH", "/nonexistent")
    assert node.of_the_machine() is None
    monkeypatch.setattr(node, "of_the_wheel", lambda: None)
    with pytest.raises(SystemExit, match="geen Node 20"):
        node.find()
