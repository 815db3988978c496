"""An empty database for each world."""

from tests.databases import migrated_sqlite as migrated_sqlite
