"""How the tables came to be, one revision after another, in `versions/`. Alembic runs them; `schema` decides when."""

NEWEST = "0005"
