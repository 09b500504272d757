       01  RENAMES-REC.
           05  A1  PIC X(4).
           05  A2  PIC X(4).
           05  A3  PIC X(4) OCCURS 2.
           05  A4  RENAMES A1.
           66  B1  RENAMES A9.
           66  B2  RENAMES A2 THRU A1.
           66  B3  RENAMES A3.
           66  B4  PIC X.
           66  B5  RENAMES RENAMES-REC.
           66  RENAMES A1.
