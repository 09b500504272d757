       01  CLERK-REC.
           05  APPT-NUM                PIC 9(9).
           05  APPT-TIME               PIC X(16).
           05  CUST-NAME               PIC X(30).
           05  OFFICE                  PIC X(4).
           05  TICKET-STATUS           PIC X(4).
           05  ACTION                  PIC X VALUE "A".
           05  FEE                     PIC 9(3)V99 VALUE 0.
           05  BILLING.
               10  CODE                PIC X(3) VALUE SPACES.
           05  SHIPPING.
               10  CODE                PIC X(3) VALUE SPACES.
           05  LINES-OF-TEXT OCCURS 3.
               10  LINE-TEXT           PIC X(10) VALUE SPACES.
           05  RESERVED                PIC X(8).
