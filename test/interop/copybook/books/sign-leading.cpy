       01  SIGN-LEADING.
           05  L-01                    PIC S9 SIGN LEADING.
           05  L-05                    PIC S9(5) SIGN IS LEADING.
           05  L-18                    PIC S9(18) LEADING.
           05  L-MONEY                 PIC S9(7)V99 SIGN LEADING.
           05  T-MONEY                 PIC S9(7)V99 SIGN IS TRAILING.
