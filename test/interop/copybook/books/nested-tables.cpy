       01  NESTED-TABLES.
           05  N-YEAR                  OCCURS 2 TIMES.
               10  N-YEAR-NO           PIC 9(4).
               10  N-QUARTER           OCCURS 4 TIMES.
                   15  N-MONTH       PIC S9(5)V99 COMP-3 OCCURS 3 TIMES.
                   15  N-FLAG          PIC X.
           05  N-GRID                  OCCURS 2 TIMES.
               10  N-CELL              PIC S9(3) OCCURS 3 TIMES.
