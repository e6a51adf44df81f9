"""`make bench`: how fast and how big the site is, beside the least that Django does on the same machine.

Two machines, or two hours of one machine, cannot be compared by numbers; ratios measured in turns can. Only the
loopback is loaded, all data lie in a folder that is deleted afterwards, and it ends by itself within three minutes.
"""
