"""A corpus as tables, in a store that other engines read: Parquet, DuckDB or SQLite.

The law: the columns are the same for every log, and the rows stand in the order of the logs, so that the same logs give
the same content on whatever executor they were read. Nothing is stored in a format of our own.
"""

from peacetrack.corpus.tables.layout import TABLES
from peacetrack.corpus.tables.naming import root_of
from peacetrack.corpus.tables.query import CorpusQuery
from peacetrack.corpus.tables.rows import LogRows, rows_of_logs
from peacetrack.corpus.tables.stores import StoreError, write

__all__ = ["TABLES", "CorpusQuery", "LogRows", "StoreError", "root_of", "rows_of_logs", "write"]
