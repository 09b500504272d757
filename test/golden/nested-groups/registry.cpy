       01  REGISTRY-REC.
           05  HEADER.
               10  REC-KEY             PIC X(20).
               10  REC-STATE           PIC X VALUE "?".
               10  REC-DATE            PIC X(10) VALUE SPACES.
           05  APPOINTMENT.
               10  APPT-NUM            PIC 9(18) COMP-3.
               10  APPT-STAMP          PIC X(12).
               10  SUBJECT.
                   15  TITLE-TEXT      PIC X(40).
                   15  NOTE            PIC X(20) VALUE "-".
                   15  OFFICE          PIC X(8).
           05  MONEY.
               10  FEE                 PIC S9(5)V99 COMP-3.
               10  TAX                 PIC 9(3)V9 VALUE 0.
           05  ORIGIN                  PIC X(8).
           05  BIG                     PIC 9(18) VALUE 0.
           05  WHOLE-AMOUNT            PIC 9(5) VALUE 0.
           05  EXACT-AMOUNT            PIC 9(5) COMP VALUE 0.
           05  COUNTS OCCURS 2         PIC 9(3) VALUE 0.
