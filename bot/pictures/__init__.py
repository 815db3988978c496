"""Charts and the muscle map: figures in, PNG out.

Drawn in a process of its own, which is started when the first picture is wanted and goes when none was for a while, so that
neither the memory nor the time of it is ever taken from a tap. What a picture says is for `screens`.
"""
