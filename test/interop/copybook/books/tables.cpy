       01  TABLES-REC.
           05  T-ID                    PIC 9(5).
           05  T-CODES                 PIC X(3) OCCURS 4 TIMES.
           05  T-AMOUNTS               PIC S9(5)V99 COMP-3 OCCURS 3.
           05  T-LINES                 OCCURS 3 TIMES.
               10  T-QTY               PIC S9(4) COMP.
               10  T-PRICE             PIC 9(5)V99.
               10  FILLER              PIC X(2) VALUE '--'.
           05  T-END                   PIC X(1) VALUE '*'.
