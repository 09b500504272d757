       01  MEMBER-REC.
           05  MEMBER-NO               PIC 9(5).
           05  PHONE-COUNT             PIC 9(1).
           05  MEMBER-PHONE            PIC X(8) OCCURS 0 TO 4 TIMES
                                       DEPENDING ON PHONE-COUNT.
           05  MEMBER-NAME             PIC X(12).
           05  DEBT-COUNT              PIC 9(1) COMP-3.
           05  MEMBER-DEBT             OCCURS 1 TO 3 TIMES
                                       DEPENDING ON DEBT-COUNT.
               10  DEBT-AMOUNT         PIC S9(5)V99 COMP-3.
               10  DEBT-CODE           PIC X(2).
           05  MEMBER-END              PIC X(3) VALUE 'END'.
