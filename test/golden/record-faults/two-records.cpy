       01  CLERK-REC.
           05  APPT-NUM                PIC 9(9).
       01  ANSWER-REC.
           05  APPT-NUM                PIC 9(9).
