#!/usr/bin/env python3
"""Speed of dateparser's search on plain texts, in megabytes a second of CPU time.

    pip install dateparser
    against_dateparser.py FILE.txt…

Compare with `calls-bench speed RULES 8 FILE.txt…` run beside it. dateparser looks for dates and
nothing else: the like of it is a folder of rules with `dates/`, `types.yaml`, `shapes.yaml` and their
lexicons.
"""
import sys
import time

from dateparser.search import search_dates

texts = [open(path, encoding="utf-8").read() for path in sys.argv[1:]]
read = found = 0
begin = time.process_time()
for text in texts:
    read += len(text.encode())
    found += len(search_dates(text, languages=["fr"]) or [])
    if time.process_time() - begin > 60:
        break
seconds = time.process_time() - begin
print(f"dateparser: {read / 1e6 / seconds:.4f} MB/s ({found} found in {read} bytes)")
