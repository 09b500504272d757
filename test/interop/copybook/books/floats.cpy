       01  FLOATS.
           05  F-ID                    PIC 9(4).
           05  F-SINGLE                COMP-1.
           05  F-DOUBLE                USAGE COMP-2.
           05  F-SINGLES               COMP-1 OCCURS 2 TIMES.
           05  F-NOTE                  PIC X(5).
