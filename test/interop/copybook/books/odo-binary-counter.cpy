       01  BATCH-REC.
           05  BATCH-HEAD.
               10  BATCH-ID            PIC X(4).
               10  BATCH-SIZE          PIC S9(4) COMP.
           05  BATCH-TOTAL             PIC S9(9)V99 COMP-3.
           05  BATCH-ENTRY             PIC X(7) OCCURS 1 TO 5 TIMES
                                  DEPENDING ON BATCH-SIZE OF BATCH-HEAD.
