"""The reading room: a web application over one workspace, for the person at this machine.

Every page is HTML made on the server and works without scripts; `serving.serve` runs it.
"""
