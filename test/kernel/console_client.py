"""Drives `jupyter console` in a terminal: pastes a notebook's cells, then types as a person does.

Prints what the terminal showed, without its escape sequences.
"""

import json
import os
import re
import sys
import time

import pexpect

jupyter, notebook = sys.argv[1:]
escape = r"\x1b\[[0-9;?]*[a-zA-Z]"
env = {**os.environ, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm"}
console = pexpect.spawn(
    jupyter,
    ["console", "--kernel=cauce", "--ZMQTerminalInteractiveShell.kernel_is_complete_timeout=20"],
    encoding="utf8",
    timeout=60,
    dimensions=(60, 200),
    env=env,
)
console.logfile_read = open("console.log", "w", encoding="utf8")


def wait_for(kind, count):
    console.expect(rf"{kind} ?\[(?:{escape})*{count}(?:{escape})*\]")


count = 1
wait_for("In", count)
with open(notebook, encoding="utf8") as file:
    cells = json.load(file)["cells"]
for cell in cells:
    if cell["cell_type"] == "code":
        console.send(f"\x1b[200~{''.join(cell['source'])}\x1b[201~")
        console.send("\x1b\r")  # Escape, Enter: run it, wherever the cursor is
        count += 1
        wait_for("In", count)
console.send("const pair = [\r")
time.sleep(0.5)
console.send("1, 2]\r")
count += 1
wait_for("In", count)
console.send("pair.map((x) => x * 21)\r")
wait_for("Out", count)
wait_for("In", count + 1)
console.send("while (true) {}\r")
time.sleep(1)
console.sendintr()
console.expect("KeyboardInterrupt")
wait_for("In", count + 2)
console.sendeof()
console.expect("exit")
console.send("y\r")
console.expect(pexpect.EOF)
console.logfile_read.close()
with open("console.log", encoding="utf8") as file:
    print(re.sub(escape, "", file.read()))
