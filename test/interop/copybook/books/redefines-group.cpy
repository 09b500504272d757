       01  PAYMENT-REC.
           05  PAY-KIND                PIC X(1).
               88  PAY-BY-CARD         VALUE 'C'.
               88  PAY-BY-CHECK        VALUE 'K'.
           05  PAY-AMOUNT              PIC S9(7)V99 COMP-3.
           05  CARD-PART.
               10  CARD-NUMBER         PIC 9(16).
               10  CARD-EXPIRES        PIC X(5).
               10  CARD-HOLDER         PIC X(19).
           05  CHECK-PART              REDEFINES CARD-PART.
               10  CHECK-NUMBER        PIC 9(8).
               10  CHECK-BANK          PIC X(20).
               10  CHECK-DATE          PIC 9(8).
               10  CHECK-CODE          PIC S9(7) COMP-3.
           05  PAY-NOTE                PIC X(10).
