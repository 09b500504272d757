       01  CLERK-REC.
           05  APPT-NUM                PIC 9(9) COMP.
           05  FILLER                  PIC X(4).
