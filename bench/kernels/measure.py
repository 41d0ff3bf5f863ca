"""Measures one kernel, whatever its language: python measure.py WHAT, the kernel as JSON on standard
input, the figures as JSON on standard output. One client for all, so that the client's own time is
the same for each."""

import json
import shutil
import sys
import time

import psutil
import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

BUSY_SECONDS = 2
PATIENCE_SECONDS = 10
START_PATIENCE_MS = 60_000


class Kernel:
    """A started kernel and a client that speaks to it."""

    def __init__(self, spec, folder):
        self.started_at = time.perf_counter()
        self.manager = KernelManager()
        self.manager._kernel_spec = KernelSpec(
            argv=spec["argv"],
            display_name=spec["name"],
            language="",
            interrupt_mode=spec.get("interruptMode", "signal"),
        )
        self.manager.start_kernel(cwd=folder, stdout=-3, stderr=-3)
        self.client = self.manager.client()
        # Else a socket that was refused once waits 100 ms, and luck decides which kernel starts faster.
        self.client.context.setsockopt(zmq.RECONNECT_IVL, 5)
        self.client.start_channels(hb=False)
        self.ready_ms = self.ask_until_answered()

    def ask_until_answered(self):
        """Repeated, because what comes before all sockets stand is lost in some kernels."""
        client = self.client
        answered_ms = None
        while answered_ms is None or not client.iopub_channel.socket.poll(20):
            client.kernel_info()
            if client.shell_channel.socket.poll(50) and answered_ms is None:
                answered_ms = since(self.started_at)
            if not self.manager.is_alive() or since(self.started_at) > START_PATIENCE_MS:
                raise RuntimeError("the kernel did not start")
        return answered_ms

    def drain(self):
        while self.client.iopub_channel.socket.poll(20):
            self.client.get_iopub_msg()

    def run(self, code, timeout=60, cell_id=None):
        """Milliseconds until the reply and the idle status are both here, and what was shown."""
        session = self.client.session
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": True,
        }
        metadata = {} if cell_id is None else {"cellId": cell_id}
        begun = time.perf_counter()
        message = session.msg("execute_request", content, metadata=metadata)
        session.send(self.client.shell_channel.socket, message)
        return self.finish(message["header"]["msg_id"], begun, timeout)

    def finish(self, ident, begun, timeout=60):
        shown = []
        self.result = ""
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") != ident:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "error":
                shown.append(f"{content['ename']}: {content['evalue']}")
            elif kind == "stream":
                shown.append(content["text"])
            elif kind in ("execute_result", "display_data"):
                shown.append(str(content["data"].get("text/plain", "")))
                if kind == "execute_result":
                    self.result = shown[-1]
            elif kind == "status" and content["execution_state"] == "idle":
                break
        while True:
            reply = self.client.get_shell_msg(timeout=timeout)
            if reply["parent_header"].get("msg_id") == ident:
                break
        return since(begun), "\n".join(shown)

    def must_run(self, code, cell_id=None):
        ms, shown = self.run(code, cell_id=cell_id)
        if "Error" in shown:
            raise RuntimeError(f"{code!r} failed: {shown}")
        return ms, shown

    def complete(self, code):
        begun = time.perf_counter()
        ident = self.client.complete(code, len(code))
        while True:
            reply = self.client.get_shell_msg(timeout=60)
            if reply["parent_header"].get("msg_id") == ident:
                break
        ms = since(begun)
        self.drain()
        return ms, reply["content"].get("matches", [])

    def memory_mib(self):
        """Of the kernel and its children; a page that two share counts half for each."""
        first = psutil.Process(self.manager.provisioner.pid)
        processes = [first, *first.children(recursive=True)]
        return sum(one.memory_full_info().pss for one in processes) / 2**20

    def shutdown(self):
        self.manager.shutdown_kernel(now=False)

    def stop(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def since(begun):
    return (time.perf_counter() - begun) * 1000


def median(values):
    return sorted(values)[len(values) // 2]


def wait_for_result(kernel, cells):
    """Deno's kernel at times publishes no result for a cell that comes at once."""
    for _ in range(20):
        _, shown = kernel.must_run(cells["sum"])
        if "2" in shown:
            return since(kernel.started_at)
    raise RuntimeError("`1 + 1` gave no result in 20 cells")


def measure_cells(kernel, cells):
    first_result_ms = wait_for_result(kernel, cells)
    small = [kernel.must_run(cells["sum"])[0] for _ in range(20)]
    for at in range(50):
        kernel.must_run(cells["declaration"].replace("$N", str(at)))
    large = [kernel.must_run(cells["class"].replace("$N", str(at)))[0] for at in range(5)]
    kernel.must_run(cells["object"])
    completions = [kernel.complete(cells["unfinished"]) for _ in range(5)]
    if not any(cells["completed"] in match for _, matches in completions for match in matches):
        raise RuntimeError(f"completion offered {completions[-1][1][:5]}")
    figures = {
        "kernelInfo": kernel.ready_ms,
        "firstResult": first_result_ms,
        "sum": median(small),
        "class": median(large),
        "completion": median([ms for ms, _ in completions]),
        "memory": kernel.memory_mib(),
    }
    figures["frameImport"], _ = kernel.must_run(cells["frameImport"])
    figures["frameFirst"], shown = kernel.must_run(cells["frame"].replace("$N", "0"))
    if "3" not in shown:
        raise RuntimeError(f"the data frame showed {shown!r}")
    after = [kernel.must_run(cells["frame"].replace("$N", str(at)))[0] for at in range(1, 11)]
    figures["frame"] = median(after)
    figures["frameMemory"] = kernel.memory_mib()
    return figures


def run_little(kernel, cells):
    """What a profile is taken of; it is written only by a process that ends by itself."""
    kernel.must_run(cells["sum"])
    kernel.shutdown()
    return {}


def measure_answers(kernel, cells):
    """Round trips while a cell computes without yielding; then an interrupt."""
    kernel.must_run(cells["kept"])
    context = zmq.Context()
    heartbeat = context.socket(zmq.REQ)
    heartbeat.connect(kernel.manager._make_url("hb"))

    control = kernel.client.control_channel.socket
    asked = {"heartbeat": heartbeat, "kernelInfo": control}

    def ask_both():
        """Together, so that neither waits until the cell has ended because the other did."""
        begun = time.perf_counter()
        heartbeat.send(b"ping")
        kernel.client.session.send(control, kernel.client.session.msg("kernel_info_request", {}))
        poller = zmq.Poller()
        for socket in asked.values():
            poller.register(socket, zmq.POLLIN)
        waits = {}
        while len(waits) < len(asked):
            answered = dict(poller.poll(PATIENCE_SECONDS * 1000))
            if not answered:
                raise RuntimeError("no answer")
            for name, socket in asked.items():
                if socket in answered:
                    socket.recv_multipart()
                    waits[name] = since(begun)
                    poller.unregister(socket)
        return waits

    ask_both()
    begun = time.perf_counter()
    ident = kernel.client.execute(cells["busy"].replace("$N", str(BUSY_SECONDS * 1000)))
    time.sleep(0.2)
    waits = []
    while since(begun) < BUSY_SECONDS * 900:
        waits.append(ask_both())
        time.sleep(0.002)
    kernel.finish(ident, begun)
    heartbeat.close(0)
    context.term()
    figures = {name: [wait[name] for wait in waits] for name in asked}
    return {**figures, **interrupted(kernel, cells)}


def interrupted(kernel, cells):
    """How long an endless cell goes on after an interrupt, and whether a variable is still there."""
    code = cells["endless"]
    kernel.drain()
    ident = kernel.client.execute(code)
    time.sleep(0.5)
    begun = time.perf_counter()
    try:
        kernel.manager.interrupt_kernel()
        ms, _ = kernel.finish(ident, begun, timeout=3)
        time.sleep(0.5)  # tslab answers the cells of the next 200 ms with "aborted"
        _, shown = kernel.run(cells["ask"], timeout=3)
        return {"interrupt": ms, "kept": "42" in shown}
    except Exception:
        return {"interrupt": None, "kept": False}


def measure_edits(kernel, spec):
    for made in spec["made"]:
        shutil.rmtree(made, ignore_errors=True)
    for cell in spec["notebook"]["setup"]:
        kernel.must_run(cell["code"], cell["id"])
    figures = {}
    for step in spec["notebook"]["steps"]:
        if step["before"]:
            kernel.must_run(step["before"])
        figures[step["name"]] = 0
        for cell in step["cells"]:
            ms, _ = kernel.must_run(cell["code"], cell["id"])
            figures[step["name"]] += ms
        if kernel.result.count("TrainModel") != step["trained"]:
            raise RuntimeError(f"{step['name']} trained {kernel.result}")
    if spec.get("isProfiled"):
        kernel.shutdown()
    return figures


def measure_reruns(kernel, spec):
    """Memory after so many runs of the last cell, which all find everything fresh, in MiB."""
    for made in spec["made"]:
        shutil.rmtree(made, ignore_errors=True)
    *others, last = spec["setup"]
    for cell in others:
        kernel.must_run(cell["code"], cell["id"])
    figures = {}
    for run in range(1, max(spec["at"]) + 1):
        kernel.must_run(last["code"], last["id"])
        if run in spec["at"]:
            kernel.must_run("globalThis.gc?.(); globalThis.gc?.();")
            kernel.must_run("process.memoryUsage().heapUsed / 2 ** 20")
            figures[str(run)] = {"heap": float(kernel.result), "all": kernel.memory_mib()}
    return figures


def main():
    what = sys.argv[1]
    spec = json.load(sys.stdin)
    kernel = Kernel(spec, spec["folder"])
    try:
        figures = measures[what](kernel, spec["cells"] if what in cell_measures else spec)
    finally:
        kernel.stop()
    json.dump(figures, sys.stdout)


measures = {
    "cells": measure_cells,
    "answers": measure_answers,
    "profile": run_little,
    "edits": measure_edits,
    "reruns": measure_reruns,
}
cell_measures = ("cells", "answers", "profile")
main()
