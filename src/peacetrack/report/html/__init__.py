"""The report: one static page that a reader opens from a mail attachment, without a network and without a server."""
