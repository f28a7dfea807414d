"""Shift the clock of every Python process that has this folder on its PYTHONPATH, by TWOWAY_DAYS_AHEAD days.

Done inside Python (time-machine) and not with libfaketime, which breaks Python's timed waits: with a faked monotonic
clock a lock's timeout never ends, and without one ``time.sleep`` fails (libfaketime 0.9.10, Python 3.11).
"""

import datetime
import os

import time_machine

_days = datetime.timedelta(days=int(os.environ["TWOWAY_DAYS_AHEAD"]))
time_machine.travel(datetime.datetime.now(datetime.UTC) + _days, tick=True).start()
