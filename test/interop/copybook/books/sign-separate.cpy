       01  SIGN-SEPARATE.
           05  LS-01                   PIC S9 SIGN LEADING SEPARATE.
           05  LS-09                   PIC S9(9)
                                   SIGN IS LEADING SEPARATE CHARACTER.
           05  LS-MONEY                PIC S9(7)V99 LEADING SEPARATE.
           05  TS-01                   PIC S9 SIGN TRAILING SEPARATE.
           05  TS-18                   PIC S9(18) TRAILING SEPARATE.
           05  TS-MONEY                PIC S9(7)V99 TRAILING SEPARATE.
