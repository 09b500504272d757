       01  COMP-6-REC.
           05  C6-01                   PIC 9(1) COMP-6.
           05  C6-02                   PIC 9(2) COMP-6.
           05  C6-05                   PIC 9(5) COMP-6.
           05  C6-08                   PIC 9(8) COMP-6.
           05  C6-17                   PIC 9(17) COMP-6.
           05  C6-MONEY                PIC 9(7)V99 COMP-6.
