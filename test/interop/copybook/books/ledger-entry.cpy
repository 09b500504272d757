       01  LEDGER-ENTRY.
           05  LE-COMPANY              PIC 9(4).
           05  LE-ACCOUNT              PIC 9(10) COMP-3.
           05  LE-COST-CENTER          PIC X(8).
           05  LE-POSTED-ON            PIC 9(7) COMP-3.
           05  LE-DEBIT                PIC S9(11)V99 COMP-3.
           05  LE-CREDIT               PIC S9(11)V99 COMP-3.
           05  LE-CURRENCY             PIC X(3) VALUE 'USD'.
           05  LE-RATE                 PIC 9(3)V9(6) COMP.
           05  LE-REFERENCE            PIC X(16).
           05  LE-SEQUENCE             PIC S9(9) COMP-5.
           05  FILLER                  PIC X(9) VALUE LOW-VALUES.
