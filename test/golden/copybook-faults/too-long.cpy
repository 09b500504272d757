       01  TOO-LONG-REC.
           05  A1  PIC X(16777215).
           05  A2  PIC X(2) OCCURS 1000000.
