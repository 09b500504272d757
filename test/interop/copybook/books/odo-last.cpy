       01  ORDER-REC.
           05  ORDER-NO                PIC 9(6).
           05  ORDER-COUNT             PIC 9(2).
           05  ORDER-LINE              OCCURS 0 TO 6 TIMES
                                       DEPENDING ON ORDER-COUNT.
               10  LINE-ITEM           PIC X(5).
               10  LINE-QTY            PIC S9(5) COMP-3.
