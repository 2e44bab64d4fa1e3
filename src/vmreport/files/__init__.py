"""File containers that several layers open or make: zip archives, Office packages, workbooks."""
