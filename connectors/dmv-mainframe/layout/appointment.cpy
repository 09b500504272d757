      *> One change of the appointment book, as HMS sends it.
      *> 01 APPT-REC is 80 bytes; records follow each other without
      *> line ends (ORGANIZATION SEQUENTIAL).
       01  APPT-REC.
           05  ACTION                  PIC X VALUE "A".
               88  ACTION-ADD          VALUE "A".
               88  ACTION-UPDATE       VALUE "U".
               88  ACTION-CANCEL       VALUE "C".
           05  APPT-NUM                PIC 9(9).
           05  APPT-TIME               PIC X(16).
           05  CUST-NAME               PIC X(30).
           05  OFFICE                  PIC X(4) VALUE "0000".
           05  SLOT-MINUTES            PIC 9(4) COMP VALUE 15.
           05  FEE-DUE                 PIC S9(5)V99 COMP-3 VALUE 0.
           05  SOURCE-SYSTEM           PIC X(4) VALUE "HMS".
           05  FILLER                  PIC X(10).
