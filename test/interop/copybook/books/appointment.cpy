       01  APPOINTMENT-REC.
           05  APPT-ACTION             PIC X(01) VALUE 'A'.
           05  APPT-NUM                PIC 9(09).
           05  APPT-TIME               PIC X(16).
           05  CUST-NAME               PIC X(30).
           05  OFFICE                  PIC 9(04) VALUE ZERO.
           05  SLOT-MINUTES            PIC 9(04) COMP VALUE 15.
           05  FEE-DUE                 PIC S9(05)V99 COMP-3.
