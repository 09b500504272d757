       01  TABLE-KEYS.
           05  K-ENTRY                 OCCURS 5 TIMES
                                       ASCENDING KEY IS K-CODE
                                       INDEXED BY K-IX K-IY.
               10  K-CODE              PIC X(4).
               10  K-RATE              PIC S9(3)V9(4) COMP-3.
