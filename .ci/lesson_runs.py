"""Wait for a running JupyterLab, then run every code cell of a lesson in a kernel that it starts.

Usage: python .ci/lesson_runs.py notebooks/00-start-here.ipynb --within 300

The server is found the way ``jupyter server list`` finds it, so HOME must be that of the server. Uses only what
JupyterLab itself needs. Exit code 0 when all cells ran without an error; 1 with one sentence otherwise.
"""

import argparse
import json
import sys
import time
import urllib.request
import uuid

import websocket
from jupyter_server.serverapp import list_running_servers

CELL_SECONDS = 120


def main() -> None:
    """Run the lesson that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lesson", help="path of the notebook, relative to the server's folder")
    parser.add_argument("--within", type=float, default=300, help="seconds to wait for the server")
    options = parser.parse_args()
    server = wait_for_server(options.within)
    notebook = call(server, f"api/contents/{options.lesson}?content=1&type=notebook")["content"]
    sources = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    if not sources:
        raise SystemExit(f"{options.lesson} has no code cells")
    kernel = notebook["metadata"]["kernelspec"]["name"]
    session = call(
        server,
        "api/sessions",
        {"path": options.lesson, "name": options.lesson, "type": "notebook", "kernel": {"name": kernel}},
    )
    run_cells(server, session["kernel"]["id"], sources)
    print(f"{options.lesson}: {len(sources)} code cells ran in a kernel of {server['url']}")


def wait_for_server(seconds: float) -> dict:
    """Return what is known of the first server that answers; raise ``SystemExit`` when none does in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for server in list_running_servers():
            try:
                call(server, "api/status")
            except OSError:
                continue
            return server
        time.sleep(0.5)
    raise SystemExit(f"no Jupyter server answered within {seconds:.0f} s")


def call(server: dict, path: str, data: dict | None = None) -> dict:
    """Call the server's REST interface: GET, or POST with ``data``."""
    request = urllib.request.Request(
        server["url"] + path,
        data=None if data is None else json.dumps(data).encode(),
        headers={"Authorization": f"token {server['token']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as reply:
        return json.load(reply)


def run_cells(server: dict, kernel: str, sources: list[str]) -> None:
    """Execute the cells in order; raise ``SystemExit`` at the first that fails."""
    address = f"{server['url'].replace('http', 'ws', 1)}api/kernels/{kernel}/channels?token={server['token']}"
    connection = websocket.create_connection(address, timeout=CELL_SECONDS)
    try:
        for number, source in enumerate(sources, 1):
            wanted = uuid.uuid4().hex
            connection.send(json.dumps(execute_request(wanted, source)))
            reply = reply_to(connection, wanted)
            if reply["status"] != "ok":
                trace = "\n".join(reply.get("traceback", []))
                raise SystemExit(f"code cell {number} failed: {reply.get('ename')}: {reply.get('evalue')}\n{trace}")
    finally:
        connection.close()


def execute_request(message: str, source: str) -> dict:
    """Return Jupyter's message that asks the kernel to run ``source``."""
    header = {"msg_id": message, "msg_type": "execute_request", "session": "ci", "username": "ci", "version": "5.3"}
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
    return {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}


def reply_to(connection: websocket.WebSocket, message: str) -> dict:
    """Return the content of the execute reply to ``message``."""
    end = time.monotonic() + CELL_SECONDS
    while time.monotonic() < end:
        received = json.loads(connection.recv())
        if received["msg_type"] == "execute_reply" and received["parent_header"].get("msg_id") == message:
            return received["content"]
    raise SystemExit(f"a cell did not finish within {CELL_SECONDS} s")


if __name__ == "__main__":
    sys.exit(main())
