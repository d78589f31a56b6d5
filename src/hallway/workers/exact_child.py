"""The child process that decides markets: `python -m hallway.workers.exact_child`, questions on its input.

It writes an answer to each on its output, and ends at once when its input does: whoever asked is gone then.
"""

import os
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import IO

from hallway.engine.exact import search_exactly
from hallway.workers.parcels import read_question, receive, send, write_answer

OUT_OF_MEMORY = 3
"""Exit code: there was no memory for a question."""


def main() -> int:
    """Answer questions until the input ends; return the exit code where that was not the reason."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends this process
    waiting: SimpleQueue[bytes] = SimpleQueue()
    # Not `sys.stdin`: its lock would be held by the thread when the interpreter ends.
    questions = os.fdopen(os.dup(sys.stdin.fileno()), "rb")
    Thread(target=_listen, args=(questions, waiting), daemon=True).start()
    try:
        while True:
            market, hint, seconds, aim = read_question(waiting.get())
            answer = search_exactly(market, hint=hint, seconds=seconds, aim=aim)
            send(write_answer(answer), sys.stdout.buffer)
    except MemoryError:
        return OUT_OF_MEMORY


def _listen(questions: IO[bytes], waiting: "SimpleQueue[bytes]") -> None:
    """Take in questions, and end this process with them, whatever it is at."""
    while (parcel := receive(questions)) is not None:
        waiting.put(parcel)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
