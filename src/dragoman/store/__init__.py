"""One small Store protocol; SQLite through SQLAlchemy Core."""
