       01  CLERK-REC.
           05  APPT-NUM                PIC 9(9).
           05  APPT-TIME               PIC X(16).
